import { GatewayRefused, GatewayUnavailable } from '../gateway/gateway.js';

// A buyer waits for this call; with our own work the answer must be there within 10 s.
const TIMEOUT_MS = 8_000;

// A page of the bank's list is far below; more is no answer that we asked for.
const MAX_ANSWER_BYTES = 2_000_000;

/** HTTP to the stand-in bank: one deadline over all tries, and a second try when the connection was cut, since the key makes it safe. */
export class SandboxHttp {
  constructor(
    private readonly baseUrl: string | null,
    private readonly apiKey: string,
  ) {}

  /** The JSON value that was answered, whatever it is; undefined for 404. */
  async get(path: string): Promise<unknown> {
    const response = await this.send(path, { method: 'GET' });
    if (response.status === 404) return undefined;
    return this.answer(response);
  }

  async post(path: string, key: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return this.answer(await this.send(path, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  private async send(path: string, request: { method: string; headers?: Record<string, string>; body?: string }): Promise<Response> {
    if (!this.baseUrl) throw new GatewayUnavailable('SANDBOX_URL is not set');
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const headers = { ...request.headers, authorization: `Bearer ${this.apiKey}` };
    const call = () => fetch(`${this.baseUrl}${path}`, { ...request, headers, signal, redirect: 'error' });
    try {
      return await call().catch((error: unknown) => {
        if (signal.aborted) throw error;
        return call();
      });
    } catch (error) {
      throw new GatewayUnavailable(signal.aborted ? `no answer within ${TIMEOUT_MS} ms` : 'the connection was cut', { cause: error });
    }
  }

  private async answer(response: Response): Promise<unknown> {
    const text = await textOf(response);
    if (response.ok) return parsed(text);
    // 401 and 403 are about our own key: nothing is said about the payment, and a refund must not be given up for it.
    if ([401, 403, 408, 429].includes(response.status) || response.status >= 500) throw new GatewayUnavailable(`answered ${response.status}`);
    throw new GatewayRefused(`answered ${response.status}: ${text.slice(0, 200)}`);
  }
}

/** The body, as far as one can be expected to read. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new GatewayUnavailable('the answer was cut', { cause });
  }
  if (length > MAX_ANSWER_BYTES) throw new GatewayUnavailable('the answer is too long');
  return Buffer.concat(chunks).toString('utf8');
}

/** A page of somebody between us, a maintenance notice, half a document: then nobody knows what happened. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new GatewayUnavailable('the answer is no JSON', { cause });
  }
}
