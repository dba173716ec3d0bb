import { GatewayRefused, GatewayUnavailable } from '../gateway/gateway.js';

// A buyer waits for this call; with our own work the answer must be there within 10 s.
const TIMEOUT_MS = 8_000;

/** HTTP to the stand-in bank: one deadline over all tries, and a second try when the connection was cut, since the key makes it safe. */
export class SandboxHttp {
  constructor(
    private readonly baseUrl: string | null,
    private readonly apiKey: string,
  ) {}

  /** Null for 404. */
  async get<T>(path: string): Promise<T | null> {
    const response = await this.send(path, { method: 'GET' });
    if (response.status === 404) return null;
    return this.answer<T>(response);
  }

  async post<T>(path: string, key: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return this.answer<T>(await this.send(path, { method: 'POST', headers, body: JSON.stringify(body) }));
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

  private async answer<T>(response: Response): Promise<T> {
    const text = await response.text().catch((cause: unknown) => {
      throw new GatewayUnavailable('the answer was cut', { cause });
    });
    if (response.ok) return JSON.parse(text) as T;
    // 401 and 403 are about our own key: nothing is said about the payment, and a refund must not be given up for it.
    if ([401, 403, 408, 429].includes(response.status) || response.status >= 500) throw new GatewayUnavailable(`answered ${response.status}`);
    throw new GatewayRefused(`answered ${response.status}: ${text.slice(0, 200)}`);
  }
}
