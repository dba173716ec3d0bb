import type { Stripe } from 'stripe';
import type { GatewayCharge, GatewayRefund, GatewayStatus } from '../gateway/gateway.js';

/** Where our keys stand in Stripe's metadata. */
export const CHARGE_KEY = 'kriyadesa_charge';
export const REFUND_KEY = 'kriyadesa_refund';

/** Stripe counts rupiah in hundredths, as its currency list says. */
export function toMinor(amount: number): number {
  return amount * 100;
}

/** May have a fraction where somebody else made the charge; then it equals no amount of ours. */
export function fromMinor(amount: number): number {
  return amount / 100;
}

export function fromCurrency(currency: string | null): string {
  return (currency ?? '').toUpperCase();
}

/** A session that was read with `payment_intent.latest_charge` expanded. */
export function sessionAsCharge(session: Stripe.Checkout.Session, refunds: readonly Stripe.Refund[]): GatewayCharge {
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
  const status = statusOf(session, intent);
  return {
    gatewayRef: session.id,
    key: session.metadata?.[CHARGE_KEY] ?? null,
    status,
    // What arrived, not what was asked for: they must agree before anything is settled.
    amount: fromMinor(status === 'captured' ? intent!.amount_received : (session.amount_total ?? 0)),
    currency: fromCurrency(status === 'captured' ? intent!.currency : session.currency),
    changedAt: latest(session.created, typeof intent?.latest_charge === 'object' ? intent.latest_charge : null, refunds),
    refunds: refunds.map(asRefund),
  };
}

/** A charge out of the account's list, whoever made it; its own id stands for the session, which a charge does not name. */
export function listedCharge(charge: Stripe.Charge, refunds: readonly Stripe.Refund[]): GatewayCharge {
  const intent = typeof charge.payment_intent === 'object' ? charge.payment_intent : null;
  return {
    gatewayRef: charge.id,
    key: charge.metadata[CHARGE_KEY] ?? intent?.metadata[CHARGE_KEY] ?? null,
    status: 'captured',
    amount: fromMinor(charge.amount_captured),
    currency: fromCurrency(charge.currency),
    changedAt: latest(charge.created, null, refunds),
    refunds: refunds.map(asRefund),
  };
}

export function asRefund(refund: Stripe.Refund): GatewayRefund {
  return { gatewayRef: refund.id, key: refund.metadata?.[REFUND_KEY] ?? '', amount: fromMinor(refund.amount), status: refundStatus(refund.status) };
}

/** `requires_action` waits for the buyer; `canceled` never left. */
function refundStatus(status: string | null): GatewayRefund['status'] {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

/**
 * Captured only when the session says paid and the payment says how much it received. A card that is declined leaves the session
 * open for another card; a session that is complete and unpaid waits for a slower method, or failed when its payment did.
 */
function statusOf({ status, payment_status }: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): GatewayStatus {
  if (payment_status === 'paid') return intent?.status === 'succeeded' && intent.amount_received > 0 ? 'captured' : 'pending';
  if (status === 'expired') return 'expired';
  const isLost = intent?.status === 'canceled' || intent?.status === 'requires_payment_method';
  return status === 'complete' && isLost ? 'failed' : 'pending';
}

function latest(created: number, charge: Stripe.Charge | null, refunds: readonly Stripe.Refund[]): Date {
  return new Date(Math.max(created, charge?.created ?? 0, ...refunds.map((refund) => refund.created)) * 1000);
}
