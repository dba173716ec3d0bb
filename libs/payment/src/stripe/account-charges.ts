import type { Stripe } from 'stripe';
import type { GatewayCharge } from '../gateway/gateway.js';
import { each } from './stripe-client.js';
import { listedCharge } from './stripe-objects.js';

/**
 * Whatever the account captured or refunded since, whoever made it. Charges, not sessions: they are the money, and what somebody
 * made by hand in the dashboard has no session. A refund of an older charge brings that charge along.
 */
export async function* accountCharges(stripe: Stripe, since: Date): AsyncGenerator<GatewayCharge> {
  const gte = Math.floor(since.getTime() / 1000);
  for await (const charge of each((settings) => stripe.charges.list({ created: { gte }, limit: 100, expand: ['data.refunds', 'data.payment_intent'] }, settings))) {
    if (charge.status === 'succeeded' && charge.captured) yield listedCharge(charge, await refundsOf(stripe, charge));
  }
  const told = new Set<string>();
  for await (const { charge } of each((settings) => stripe.refunds.list({ created: { gte }, limit: 100, expand: ['data.charge.refunds', 'data.charge.payment_intent'] }, settings))) {
    if (!charge || typeof charge === 'string' || charge.created >= gte || told.has(charge.id)) continue;
    told.add(charge.id);
    yield listedCharge(charge, await refundsOf(stripe, charge));
  }
}

/** Those that came with the charge, or all of them where it has more than Stripe sends along. */
export async function refundsOf(stripe: Stripe, charge: Stripe.Charge | null): Promise<Stripe.Refund[]> {
  if (!charge) return [];
  if (charge.refunds && !charge.refunds.has_more) return charge.refunds.data;
  const all: Stripe.Refund[] = [];
  for await (const refund of each((settings) => stripe.refunds.list({ charge: charge.id, limit: 100 }, settings))) all.push(refund);
  return all;
}
