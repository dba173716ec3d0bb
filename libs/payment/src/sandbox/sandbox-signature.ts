import { createHmac, timingSafeEqual } from 'node:crypto';
import { WebhookRefused } from '../payment.errors.js';

const OLDEST_SECONDS = 300;
const CLOCK_SKEW_SECONDS = 30;

/**
 * Checks `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 over `<t>.<raw body>`, at most 300 s old, and not from the future
 * beyond what clocks differ by. Throws WebhookRefused.
 */
export function verifySandboxSignature(header: unknown, rawBody: Buffer, secret: string, now: Date): void {
  const parts = typeof header === 'string' ? /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) : null;
  if (!parts) throw new WebhookRefused('no signature');
  const [, timestamp, signature] = parts as unknown as [string, string, string];
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw new WebhookRefused('wrong signature');
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (age > OLDEST_SECONDS) throw new WebhookRefused('too old');
  if (age < -CLOCK_SKEW_SECONDS) throw new WebhookRefused('from the future');
}
