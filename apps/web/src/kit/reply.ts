import type { View } from './view.js';

/** A cookie to set with the reply; `null` removes it. Always HttpOnly, SameSite=Lax, path `/`. */
export interface CookieChange {
  name: string;
  value: string | null;
  maxAgeSeconds?: number;
}

export interface PageReply {
  kind: 'page';
  view: View;
  status: number;
  cookies: CookieChange[];
  headers: Record<string, string>;
}

export interface Redirection {
  kind: 'redirection';
  /** A site path without language prefix, or an absolute address. */
  location: string;
  /** Key of the sentence that the next page shows once, in `words/told.ts`. */
  told?: string;
  cookies: CookieChange[];
  /** Ready-made `Set-Cookie` lines, from identity. */
  setCookies: readonly string[];
}

export type Reply = PageReply | Redirection;

export function show(view: View, options: { status?: number; cookies?: CookieChange[]; headers?: Record<string, string> } = {}): PageReply {
  return { kind: 'page', view, status: options.status ?? 200, cookies: options.cookies ?? [], headers: options.headers ?? {} };
}

/** Where every finished form leads: 303, so that a reload repeats nothing. */
export function seeOther(location: string, options: { told?: string; cookies?: CookieChange[]; setCookies?: readonly string[] } = {}): Redirection {
  return {
    kind: 'redirection',
    location,
    cookies: options.cookies ?? [],
    setCookies: options.setCookies ?? [],
    ...(options.told ? { told: options.told } : {}),
  };
}

export function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'page' || value.kind === 'redirection');
}
