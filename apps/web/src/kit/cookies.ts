import { fastifyCookie } from '@fastify/cookie';
import type { Config } from '#libs/platform';
import type { CookieChange } from './reply.js';

/** Over https only the host's own cookies count. The guard reads `basket` under the same names. */
export function cookieName(name: string, config: Config): string {
  return config.isSecureOrigin ? `__Host-${name}` : name;
}

export function parseCookie(header: string | string[] | undefined): Record<string, string> {
  const text = Array.isArray(header) ? header.join('; ') : header;
  return text ? (fastifyCookie.parse(text) as Record<string, string>) : {};
}

export function cookieLine(change: CookieChange, config: Config): string {
  const { name, value, maxAgeSeconds } = change;
  return fastifyCookie.serialize(cookieName(name, config), value ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.isSecureOrigin,
    ...(value === null ? { maxAge: 0 } : maxAgeSeconds ? { maxAge: maxAgeSeconds } : {}),
  });
}
