import { randomUUID } from 'node:crypto';
import { brokenContract } from '../../support/contract.js';
import type { Site } from '../../support/site.js';

/**
 * Everybody who may knock. `ownerA`, `staffA` and `ownerB` keep two shops, `ownerC` one that is suspended; a guest is known by tokens
 * alone; `forged` and `expired` show a bearer or cookie that opens nothing.
 */
export const EVERYBODY = [
  'anonymous', 'forged', 'expired', 'guestA', 'guestB', 'buyerA', 'buyerB', 'officer', 'newcomer', 'ownerA', 'staffA', 'ownerB', 'ownerC', 'admin',
] as const;
export type Who = (typeof EVERYBODY)[number];

export const NOBODY: readonly Who[] = ['anonymous', 'forged', 'expired', 'guestA', 'guestB'];
export const PEOPLE: readonly Who[] = EVERYBODY.filter((who) => !NOBODY.includes(who));

/** What a principal sends with each request: to the API in headers, to the pages in cookies. */
export interface Credentials {
  bearer?: string;
  cookies: Record<string, string>;
  basketToken?: string;
  checkoutToken?: string;
}

export interface Ask {
  method: string;
  path: string;
  /** Sent as JSON to the API, as a form by a page; FormData as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Seen {
  status: number;
  type: string;
  /** The body; the id of the request is taken out, since it differs by nature. */
  text: string;
  location: string | null;
  headers: Headers;
}

/** Sends the request as a program would below /api and as a browser's page would elsewhere; the API's answers must keep the contract. */
export async function ask(site: Site, credentials: Credentials, { method, path, body, headers = {} }: Ask): Promise<Seen> {
  const forPrograms = path.startsWith('/api/');
  const sent: Record<string, string> = { ...(forPrograms ? apiHeaders(credentials, method) : pageHeaders(credentials, method, site.url)), ...headers };
  const content: Record<string, string> = body === undefined || body instanceof FormData ? {} : { 'content-type': forPrograms ? 'application/json' : 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${site.url}${path}`, { method, redirect: 'manual', headers: { ...content, ...sent }, body: body === undefined ? null : payload(body, forPrograms) });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  if (path.startsWith('/api/v1')) {
    const broken = brokenContract(method, path, answer.status, type, text === '' ? null : type.includes('json') ? JSON.parse(text) : text);
    if (broken.length > 0) throw new Error(`${method} ${path} breaks the contract:\n${broken.join('\n')}\n${text.slice(0, 400)}`);
  }
  return { status: answer.status, type, text: text.replace(/req_[0-9a-z]{26}/g, 'req'), location: answer.headers.get('location'), headers: answer.headers };
}

function payload(body: unknown, forPrograms: boolean): string | FormData | URLSearchParams {
  if (body instanceof FormData) return body;
  return forPrograms ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>);
}

function apiHeaders({ bearer, basketToken, checkoutToken }: Credentials, method: string): Record<string, string> {
  return {
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    ...(basketToken ? { 'x-basket-token': basketToken } : {}),
    ...(checkoutToken ? { 'x-checkout-token': checkoutToken } : {}),
    ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
  };
}

function pageHeaders({ cookies }: Credentials, method: string, origin: string): Record<string, string> {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ');
  return { ...(cookie ? { cookie } : {}), ...(method === 'GET' ? {} : { origin }) };
}

/** Signs in over HTTP; the session's bearer token and its cookie. */
export async function enter(site: Site, email: string, password = 'kriyadesa-demo'): Promise<Credentials> {
  const answer = await fetch(`${site.url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  const bearer = answer.headers.get('set-auth-token');
  if (!answer.ok || !bearer) throw new Error(`${email} cannot sign in: ${answer.status} ${await answer.text()}`);
  const pairs = answer.headers.getSetCookie().map((line) => line.split(';')[0]!).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  return { bearer, cookies: Object.fromEntries(pairs) };
}
