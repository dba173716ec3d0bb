import type { Answer, Site } from './site.js';

let visitors = 0;

/** Each visitor has an address of their own, so that limits do not mix. */
export function address(): string {
  visitors++;
  return `10.0.${Math.floor(visitors / 250)}.${(visitors % 250) + 1}`;
}

/** A POST to the sign-in engine's routes, from a new address unless told. */
export function posting(site: () => Site) {
  return (path: string, payload: object, headers: Record<string, string> = {}, from = address()) =>
    site().ask(`/api/auth${path}`, { method: 'POST', headers, from, payload });
}

export function person(name: string) {
  return { email: `${name}@contoh.id`, password: 'rahasia-sekali', name: `Ibu ${name}` };
}

export function cookiesOf(answer: Answer): string[] {
  return answer.headers['set-cookie'] ?? [];
}

/** Set-Cookie values as the browser sends them back. */
export function cookieHeader(cookies: string[]): string {
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
