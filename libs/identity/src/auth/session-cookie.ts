import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '#libs/platform';

/** `__Host-` (HTTPS, this host, whole site) wherever the site is on HTTPS; plain on loopback and LAN. */
export function cookieName(config: Config, name: string): string {
  return config.isSecureOrigin ? `__Host-${name}` : name;
}

/** What the sign-in engine puts before each of its cookie names. */
export function cookiePrefix(config: Config): string {
  return cookieName(config, 'kriyadesa');
}

export function sessionCookieName(config: Config): string {
  return `${cookiePrefix(config)}.session_token`;
}

export function engineSecret(config: Config): string {
  return config.keyFor('sessions').toString('hex');
}

export function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim();
    if (at > 0 && name && !cookies.has(name)) cookies.set(name, decoded(part.slice(at + 1).trim()));
  }
  return cookies;
}

/** The token in `token.signature` (HMAC-SHA256, base64), or null when the signature is not ours. */
export function signedToken(value: string, secret: string): string | null {
  const text = decoded(value);
  const at = text.lastIndexOf('.');
  if (at < 1) return null;
  const token = text.slice(0, at);
  const given = Buffer.from(text.slice(at + 1));
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
