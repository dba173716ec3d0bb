import { Injectable } from '@nestjs/common';
import { Config } from '#libs/platform';
import { TrustedOrigins } from '../trusted-origins.js';
import { ADDRESS_HEADER, AuthEngine } from './auth-engine.js';
import { sessionCookieName } from './session-cookie.js';

type HeaderValues = Readonly<Record<string, string | string[] | undefined>>;

/** A request to `/api/auth/*` as the HTTP server has it. */
export interface AuthRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: HeaderValues;
  /** The parsed body, if any. */
  body?: unknown;
  ip: string;
}

export interface AuthAnswer {
  status: number;
  /** Several values only for Set-Cookie. */
  headers: Record<string, string | string[]>;
  body: string;
}

// The engine sees what it needs to answer; hop-by-hop and proxy headers are the server's business.
const PASSED = ['accept', 'accept-language', 'authorization', 'cookie', 'user-agent'];
const READING = ['GET', 'HEAD', 'OPTIONS'];

/** The door to the sign-in engine's own routes. */
@Injectable()
export class AuthHandler {
  constructor(
    private readonly config: Config,
    private readonly origins: TrustedOrigins,
    private readonly engine: AuthEngine,
  ) {}

  /**
   * Refuses pages of others; clients that are no browser (no Origin, no Sec-Fetch-Site: Node's fetch, curl) may sign in,
   * but their session cookie counts for nothing: they hold a bearer token.
   */
  async handle(request: AuthRequest): Promise<AuthAnswer> {
    const writes = !READING.includes(request.method);
    const sender = writes ? this.origins.judge(request.headers) : 'own';
    if (sender === 'foreign') return refusal(403, 'INVALID_ORIGIN', 'Invalid origin');
    const hasBody = writes && request.body !== undefined && request.body !== null;
    if (hasBody && !/^application\/json\b/i.test(first(request.headers['content-type']) ?? '')) return refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json');
    if (hasBody && !isClean(request.body)) return refusal(400, 'INVALID_INPUT', 'Control characters are not allowed');

    const headers = new Headers();
    for (const name of PASSED) {
      const value = first(request.headers[name]);
      if (value) headers.set(name, value);
    }
    if (sender === 'unknown') this.dropSession(headers);
    return this.call(request.method, request.url, headers, request.ip, hasBody ? request.body : undefined);
  }

  /** A call of our own pages, whose origin has been judged already; same limits, same answers. */
  async post(path: string, visit: { ip: string; headers: HeaderValues }, body: object): Promise<AuthAnswer> {
    const headers = new Headers();
    for (const name of ['cookie', 'user-agent']) {
      const value = first(visit.headers[name]);
      if (value) headers.set(name, value);
    }
    return this.call('POST', `/api/auth${path}`, headers, visit.ip, body);
  }

  private async call(method: string, url: string, headers: Headers, ip: string, body: unknown): Promise<AuthAnswer> {
    const writes = !READING.includes(method);
    headers.set(ADDRESS_HEADER, ip);
    if (writes) {
      headers.set('origin', this.config.publicUrl);
      headers.set('content-type', 'application/json');
    }
    const answer = await this.engine.handler(new Request(new URL(url, this.config.publicUrl), { method, headers, ...(writes ? { body: JSON.stringify(body ?? {}) } : {}) }));
    const cookies = answer.headers.getSetCookie();
    return {
      status: answer.status,
      headers: { ...Object.fromEntries(answer.headers), 'cache-control': 'no-store', ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) },
      body: await answer.text(),
    };
  }

  private dropSession(headers: Headers): void {
    const name = sessionCookieName(this.config);
    const rest = (headers.get('cookie') ?? '').split(';').filter((part) => part.trim() && !part.trim().startsWith(`${name}=`));
    if (rest.length > 0) headers.set('cookie', rest.join(';'));
    else headers.delete('cookie');
  }
}

function refusal(status: number, code: string, message: string): AuthAnswer {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: JSON.stringify({ code, message }) };
}

/** Postgres text cannot hold NUL, and nothing here needs the rest. */
function isClean(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Cc}/u.test(value);
  if (typeof value === 'object' && value !== null) return Object.entries(value).every(([key, each]) => isClean(key) && isClean(each));
  return true;
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
