import { randomUUID } from 'node:crypto';
import { brokenContract } from './contract.js';

export interface Answer<T = Record<string, never>> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Call {
  body?: unknown;
  headers?: Record<string, string>;
  /** Sends this Idempotency-Key; a fresh one goes with every POST, PUT, PATCH and DELETE otherwise, and none with null. */
  key?: string | null;
}

/** A client of the API that holds every answer against the committed OpenAPI document. */
export class Client {
  constructor(
    readonly base: string,
    readonly headers: Record<string, string> = {},
  ) {}

  with(headers: Record<string, string>): Client {
    return new Client(this.base, { ...this.headers, ...headers });
  }

  get<T>(path: string, call: Call = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, call);
  }

  post<T>(path: string, body?: unknown, call: Call = {}): Promise<Answer<T>> {
    return this.send<T>('POST', path, { ...call, body });
  }

  put<T>(path: string, body?: unknown, call: Call = {}): Promise<Answer<T>> {
    return this.send<T>('PUT', path, { ...call, body });
  }

  patch<T>(path: string, body?: unknown, call: Call = {}): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, { ...call, body });
  }

  delete<T>(path: string, call: Call = {}): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, call);
  }

  /** Signs in and answers a client that carries the bearer token. */
  async signIn(email: string, password: string): Promise<Client> {
    const answer = await fetch(`${this.base}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
    const token = answer.headers.get('set-auth-token');
    if (!answer.ok || !token) throw new Error(`${email} cannot sign in: ${answer.status} ${await answer.text()}`);
    return this.with({ authorization: `Bearer ${token}` });
  }

  async send<T>(method: string, path: string, { body, headers = {}, key }: Call = {}): Promise<Answer<T>> {
    const idempotency: Record<string, string> = key === null || method === 'GET' ? {} : { 'idempotency-key': key ?? randomUUID() };
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${this.base}${path}`, {
      method,
      headers: { ...content, ...idempotency, ...this.headers, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type');
    const parsed: unknown = text === '' ? null : type?.includes('json') ? JSON.parse(text) : text;
    const broken = path.startsWith('/api/v1') ? brokenContract(method, path, answer.status, type, parsed) : [];
    if (broken.length > 0) throw new Error(`the answer breaks the contract:\n${broken.join('\n')}\n${text.slice(0, 500)}`);
    return { status: answer.status, body: parsed as T, headers: answer.headers };
  }
}
