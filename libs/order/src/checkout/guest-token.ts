import { createHash, createHmac, randomBytes } from 'node:crypto';
import { linkKey, type Config } from '#libs/platform';

/** What is stored of a guest's secret; null when there is none, which matches no row. */
export function tokenHash(token: string | null | undefined): Buffer | null {
  return token ? createHash('sha256').update(token).digest() : null;
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Opens a guest's checkout; mails name it again though only its hash is stored. */
export function checkoutToken(config: Pick<Config, 'keyFor'>, checkoutId: string): string {
  return linkKey(config, checkoutId);
}

/** Recognises the same person, address or network among unpaid checkouts without keeping which it was. */
export function holdKey(config: Pick<Config, 'keyFor'>, kind: 'person' | 'address' | 'network', value: string): Buffer {
  return createHmac('sha256', config.keyFor('unpaid-holds')).update(`${kind}\0${value.toLowerCase().replace(/\s+/g, ' ').trim()}`).digest();
}
