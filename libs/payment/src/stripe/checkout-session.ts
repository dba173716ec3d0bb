import { later, madeAt } from '#libs/platform';
import type { Stripe } from 'stripe';
import type { CheckoutRequest } from '../gateway/gateway.js';
import { CHARGE_KEY, toMinor } from './stripe-objects.js';

/** How long a buyer may take. */
export const PAY_WITHIN_MINUTES = 60;
/**
 * Stripe wants a session to last 30 minutes at least, 24 hours at most, from when it makes it: so one can still be made in the last
 * minute of the time to pay, with room for clocks that differ. It is withdrawn when the payable closes.
 */
const LASTS = { minutes: PAY_WITHIN_MINUTES + 31 };

/**
 * The pay page of one charge. Stripe refuses another body under the same key, so nothing here looks at a clock, nor at the payable's
 * time to pay, which a slower attempt lengthens: the same charge always asks for exactly the same. In rupiah whatever the buyer's card is in (UU 7/2011), hence no adaptive pricing.
 */
export function checkoutSession({ key, reference, amount, buyer, returnPath }: CheckoutRequest, publicUrl: string): Stripe.Checkout.SessionCreateParams {
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
    expires_at: Math.floor(later(madeAt(key), LASTS).getTime() / 1000),
    adaptive_pricing: { enabled: false },
    metadata,
    payment_intent_data: { metadata, description: `KriyaDesa ${reference}` },
  };
}
