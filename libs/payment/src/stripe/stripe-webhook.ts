import type { StripeConfig } from '#libs/platform';
import { Stripe } from 'stripe';
import type { GatewayNews, WebhookHeaders } from '../gateway/gateway.js';
import { WebhookRefused } from '../payment.errors.js';
import { CHARGE_KEY, fromCurrency, fromMinor } from './stripe-objects.js';

const WINDOW_SECONDS = 300;

/**
 * Verifies an event on its raw body with Stripe's own `constructEvent`, signed at most 300 s ago and, which the SDK does not ask, at
 * most 300 s ahead; with either secret while one is being changed. Throws WebhookRefused; null for an event that changes no charge.
 */
export function readEvent(headers: WebhookHeaders, rawBody: Buffer, { secretKey, webhookSecrets }: StripeConfig, now: Date): GatewayNews | null {
  const header = headers['stripe-signature'];
  if (typeof header !== 'string') throw new WebhookRefused('no signature');
  refuseTheFuture(header, now);
  const event = verified(header, rawBody, webhookSecrets, now);
  if (typeof event?.id !== 'string' || typeof event.type !== 'string' || !event.data?.object) throw new WebhookRefused('not an event');
  if (event.livemode !== secretKey.includes('_live_')) throw new WebhookRefused('another mode');
  // Stripe names the account only in what happened at somebody else's.
  if (event.account || event.context) throw new WebhookRefused('another account');
  return news(event);
}

function refuseTheFuture(header: string, now: Date): void {
  const times = header.split(',').filter((part) => part.startsWith('t='));
  const [, seconds] = /^t=(\d{1,12})$/.exec(times[0] ?? '') ?? [];
  if (times.length !== 1 || !seconds) throw new WebhookRefused('no time');
  if (Number(seconds) - Math.floor(now.getTime() / 1000) > WINDOW_SECONDS) throw new WebhookRefused('from the future');
}

function verified(header: string, rawBody: Buffer, secrets: readonly string[], now: Date): Stripe.Event {
  let why = 'no signature';
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(rawBody, header, secret, WINDOW_SECONDS, undefined, now.getTime());
    } catch (error) {
      // Whatever else it throws is about the body: not JSON, or not an event of this kind.
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw new WebhookRefused('not an event');
      why = error.message.startsWith('Timestamp') ? 'too old' : 'wrong signature';
    }
  }
  throw new WebhookRefused(why);
}

function news(event: Stripe.Event): GatewayNews | null {
  const eventKey = event.id;
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired': {
      const { id, metadata, amount_total, currency } = event.data.object;
      return { eventKey, gatewayRef: id, key: metadata?.[CHARGE_KEY] ?? null, amount: fromMinor(amount_total ?? 0), currency: fromCurrency(currency) };
    }
    // Of a refund only the charge matters, whose whole record is read again: sent, or come back days later.
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated': {
      const { metadata, currency } = event.data.object;
      const key = metadata?.[CHARGE_KEY];
      return key ? { eventKey, gatewayRef: null, key, amount: null, currency: fromCurrency(currency) } : null;
    }
    default:
      return null;
  }
}
