import { later, madeAt } from '#libs/platform';
import type { Stripe } from 'stripe';
import type { CheckoutRequest } from '../gateway/gateway.js';
import { CHARGE_KEY, toMinor } from './stripe-objects.js';

/** Stripe takes an end from 30 minutes to 24 hours after it made the session; both with room for clocks that differ. */
const SHORTEST = { minutes: 31 };
const LONGEST = { hours: 23, minutes: 50 };

/**
 * The pay page of one charge. Stripe refuses another body under the same key, so nothing here looks at a clock: the same charge
 * always asks for exactly the same. In rupiah whatever the buyer's card is in (UU 7/2011), hence no adaptive pricing.
 */
export function checkoutSession({ key, reference, amount, buyer, returnPath, expiresAt }: CheckoutRequest, publicUrl: string): Stripe.Checkout.SessionCreateParams {
  const metadata = { [CHARGE_KEY]: key, reference };
  return {
    mode: 'payment',
    allowed_payment_method_types: ['card'],
    line_items: [{ quantity: 1, price_data: { currency: 'idr', unit_amount: toMinor(amount), product_data: { name: `KriyaDesa ${reference}` } } }],
    client_reference_id: key,
    customer_email: buyer.email,
    locale: buyer.locale,
    success_url: `${publicUrl}${returnPath}`,
    cancel_url: `${publicUrl}${returnPath}`,
    expires_at: Math.floor(endsAt(key, expiresAt).getTime() / 1000),
    adaptive_pricing: { enabled: false },
    metadata,
    payment_intent_data: { metadata, description: `KriyaDesa ${reference}` },
  };
}

/**
 * Half an hour after the time to pay is over, so that a session can still be made in its last minute, since Stripe wants it to last
 * that long; it is withdrawn when the payable closes. Never past a day after the charge was made, which its key tells.
 */
function endsAt(key: string, expiresAt: Date): Date {
  const last = later(madeAt(key), LONGEST);
  const wanted = later(expiresAt, SHORTEST);
  return wanted < last ? wanted : last;
}
