import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from './admin.js';
import { expire, type Route } from './api.js';
import type { Books } from './books.js';
import { StripeError } from './errors.js';
import type { Mischief } from './mischief.js';
import { now, type Session } from './objects.js';
import { check, readForm, type Params } from './params.js';

const VERSION = '2026-10-28.endive';

/** One request as it came and was answered, for whoever checks it against Stripe's published contract. */
export interface Heard {
  method: string;
  path: string;
  params: Params;
  status: number;
  body: unknown;
}

interface Parts {
  books: Books;
  mischief: Mischief;
  routes: readonly Route[];
  admin: Admin;
  page: (request: IncomingMessage, response: ServerResponse, body: string) => boolean;
  cli: (request: IncomingMessage) => object | null;
  apiKey: string;
  heard: Heard[];
}

/** The API over HTTP: authentication, version, idempotency keys and mischief around the routes. */
export function apiServer(parts: Parts): Server {
  const underWay = new Set<string>();
  return createServer((request, response) => {
    void bodyOf(request)
      .then((body) => answer(parts, underWay, request, response, body))
      .catch((error: unknown) => {
        if (!response.headersSent) send(response, 500, { error: { type: 'api_error', message: String(error) } });
      });
  });
}

async function answer(parts: Parts, underWay: Set<string>, request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const { pathname } = new URL(request.url!, 'http://stand-in');
  if (pathname.startsWith('/admin/')) return send(response, 200, parts.admin(pathname, body ? (JSON.parse(body) as Record<string, unknown>) : {}));
  if (parts.page(request, response, body)) return;
  if (request.headers.authorization !== `Bearer ${parts.apiKey}`) return send(response, 401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } });
  const session = parts.cli(request);
  if (session) return send(response, 200, session);
  await misbehaveOr(parts, response, () => api(parts, underWay, request, response, body));
}

async function misbehaveOr({ mischief }: Parts, response: ServerResponse, work: () => Promise<void>): Promise<void> {
  if (mischief.take('blackhole')) return;
  if (mischief.value('slowMs') > 0) await sleep(mischief.value('slowMs'));
  if (mischief.take('tooMany')) return send(response, 429, { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests' } }, { 'stripe-should-retry': 'false' });
  if (mischief.take('error500')) return send(response, 500, { error: { type: 'api_error', message: 'An unknown error occurred' } }, { 'stripe-should-retry': 'false' });
  if (mischief.take('nonsense')) return send(response, 200, { object: 'teapot' });
  return work();
}

async function api({ books, mischief, routes, heard }: Parts, underWay: Set<string>, request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const url = new URL(request.url!, 'http://stand-in');
  const { method = 'GET' } = request;
  const key = request.headers['idempotency-key'];
  const tell = (status: number, shown: unknown, headers: Record<string, string> = {}) => {
    heard.push({ method, path: url.pathname, params: paramsOf(method, url, body), status, body: shown });
    if (mischief.take('cut')) response.destroy();
    else send(response, status, shown, headers);
  };
  try {
    const route = routes.find((each) => each.method === method && each.path.test(url.pathname));
    if (!route) throw new StripeError(404, 'invalid_request_error', { message: `Unrecognized request URL (${method}: ${url.pathname}).` });
    if (request.headers['stripe-version'] !== VERSION) throw new StripeError(400, 'invalid_request_error', { message: `Invalid Stripe API version: ${String(request.headers['stripe-version'])}` });
    expireOverdue(books);
    const params = paramsOf(method, url, body);
    const work = () => route.answer(params, route.path.exec(url.pathname)!.groups?.['id'] ?? '');
    if (method !== 'POST' || typeof key !== 'string') {
      check(params, route.shape);
      return tell(200, work());
    }
    const asked = createHash('sha256').update(`${url.pathname}\n${body}`).digest('hex');
    const kept = books.keptFor(key);
    if (kept && kept.request !== asked) throw new StripeError(400, 'idempotency_error', { message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.` });
    if (kept) return tell(kept.status, kept.body, { 'idempotent-replayed': 'true', 'stripe-should-retry': 'false' });
    if (underWay.has(key)) throw new StripeError(409, 'idempotency_error', { code: 'idempotency_key_in_use', message: 'There is currently another in-progress request using this Idempotency Key.' });
    check(params, route.shape);
    underWay.add(key);
    try {
      // Long enough for a second call with the same key to meet this one.
      await sleep(25);
      const { status, shown } = outcome(mischief, work);
      books.keep({ key, request: asked, status, body: shown });
      tell(status, shown, status >= 500 ? { 'stripe-should-retry': 'false' } : {});
    } finally {
      underWay.delete(key);
    }
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    tell(error.status, error.body);
  }
}

/** What the key keeps: also failures, once the work had begun; a request that is refused for what it says keeps nothing. */
function outcome(mischief: Mischief, work: () => unknown): { status: number; shown: unknown } {
  if (mischief.take('kept500')) return { status: 500, shown: { error: { type: 'api_error', message: 'An unknown error occurred' } } };
  try {
    return { status: 200, shown: work() };
  } catch (error) {
    if (error instanceof StripeError && error.isKept) return { status: error.status, shown: error.body };
    throw error;
  }
}

function expireOverdue(books: Books): void {
  for (const { id, status, expires_at } of books.all<Session>('checkout.session')) if (status === 'open' && expires_at <= now()) expire(books, id);
}

function paramsOf(method: string, url: URL, body: string): Params {
  return readForm(method === 'GET' ? url.search.slice(1) : body);
}

export function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${randomBytes(7).toString('hex')}`, ...headers });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
