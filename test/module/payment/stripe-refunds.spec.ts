import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { deliverAll } from '../../support/market.js';
import { stripeUnderTest, type Paying, type StripeUnderTest } from '../../support/gateway/stripe/payments.js';

let market: StripeUnderTest;
let paying: Paying;
let refundId: string;
/** What the seller had before anything was asked back. */
let held: { pendingAmount: number };

beforeAll(async () => {
  market = await stripeUnderTest();
});
afterEach(async () => {
  market.clock.set(new Date(Date.now() + 180_000));
  expect(await market.reconciliation.findings()).toEqual([]);
  market.clock.set(new Date());
});
afterAll(() => market.close());

const there = async () => (await market.stripe.about(paying.chargeId)).refunds;
const stateHere = async () => (await market.rows<{ state: string }>('SELECT state FROM payment.refund WHERE id = $1', [refundId]))[0]!.state;
const published = async (name: string) => (await market.rows('SELECT 1 FROM platform.event WHERE name = $1 AND payload->>\'refundId\' = $2', [name, refundId])).length;
const balance = () => market.payments.balance(paying.intent.shares[0]!.payeeId);

async function asked(mischief: Record<string, number> = {}): Promise<void> {
  paying = await market.paid();
  held = await balance();
  await market.stripe.misbehave(mischief);
  const { orderId, lines } = paying.intent.shares[0]!;
  refundId = await market.payments.refund({ key: `refund ${paying.chargeId}`, orderId, reason: 'torn', lines: [{ lineId: lines[0]!.lineId, quantity: 1, amount: 20_000 }], shippingAmount: 0 });
  await market.settleDown();
  await market.settleDown();
}

describe('a refund', () => {
  test('reaches the buyer’s card, with our key on it', async () => {
    await asked();
    expect(await there()).toMatchObject([{ amount: 2_000_000, currency: 'idr', status: 'succeeded', metadata: { kriyadesa_refund: refundId, kriyadesa_charge: paying.chargeId, reason: 'torn' } }]);
    expect([await stateHere(), await published('payment.refund_succeeded')]).toEqual(['succeeded', 1]);
  });

  test('that is pending at first is heard of when it arrives, and never sent twice', async () => {
    await asked({ pendingRefund: 1 });
    expect(await stateHere()).toBe('sent');
    // Asked for again with the same key, Stripe would say pending for ever.
    await market.payments.pollUnanswered({ all: true });
    expect(await stateHere()).toBe('sent');
    await market.stripe.admin(`refund/${(await there())[0]!.id}/succeeded`);
    await market.settleDown();
    expect(await stateHere()).toBe('succeeded');
    expect(await there()).toHaveLength(1);
  });

  test('whose news are lost is found by asking', async () => {
    await asked({ pendingRefund: 1, lost: -1 });
    await market.stripe.admin(`refund/${(await there())[0]!.id}/succeeded`);
    await market.stripe.harmless();
    await market.payments.pollUnanswered({ all: true });
    expect(await stateHere()).toBe('succeeded');
  });

  test('that waits for the buyer is under way; canceled, it is the seller’s money again', async () => {
    await asked({ pendingRefund: 1 });
    const { id } = (await there())[0]!;
    await market.stripe.admin(`refund/${id}/requires_action`);
    await market.settleDown();
    expect(await stateHere()).toBe('sent');
    await market.stripe.admin(`refund/${id}/canceled`);
    await market.settleDown();
    expect([await stateHere(), await published('payment.refund_failed')]).toEqual(['failed', 1]);
    expect(await balance()).toEqual(held);
  });

  test('that the buyer’s bank sends back days after it had arrived fails after all: the money is the seller’s again', async () => {
    await asked();
    await market.stripe.admin(`refund/${(await there())[0]!.id}/failed`);
    await market.settleDown();
    expect([await stateHere(), await published('payment.refund_succeeded'), await published('payment.refund_failed')]).toEqual(['failed', 1, 1]);
    expect(await balance()).toEqual(held);
    // And a copy of the old good news changes nothing any more.
    await market.payments.pollUnanswered({ all: true });
    expect(await stateHere()).toBe('failed');
  });

  test('asked for again after Stripe forgot the key is still sent once', async () => {
    await asked({ pendingRefund: 1 });
    await market.stripe.admin(`forget/${refundId}`);
    market.clock.advance({ days: 2 });
    await market.payments.pollUnanswered();
    expect(await there()).toHaveLength(1);
    await market.stripe.admin(`refund/${(await there())[0]!.id}/succeeded`);
    market.clock.set(new Date());
    await market.settleDown();
  });

  test('beyond what is left at Stripe is refused for good, and is the seller’s again', async () => {
    paying = await market.paid();
    const charge = (await market.stripe.books()).charges.find(({ metadata }) => metadata['kriyadesa_charge'] === paying.chargeId)!;
    await market.stripe.admin(`drain/${charge.id}`);
    const { orderId, lines } = paying.intent.shares[0]!;
    refundId = await market.payments.refund({ key: `drained ${paying.chargeId}`, orderId, reason: 'torn', lines: [{ lineId: lines[0]!.lineId, quantity: 1, amount: 20_000 }], shippingAmount: 0 });
    await deliverAll(market.app);
    expect([await stateHere(), await published('payment.refund_failed')]).toEqual(['failed', 1]);
  });

  test('more than Stripe sends along with a charge are all counted', async () => {
    paying = await market.paid();
    const { orderId, lines } = paying.intent.shares[0]!;
    for (let part = 0; part < 12; part++) {
      await market.payments.refund({ key: `part ${part} ${paying.chargeId}`, orderId, reason: 'torn', lines: [{ lineId: lines[0]!.lineId, quantity: 1, amount: 1_000 }], shippingAmount: 0 });
      await deliverAll(market.app);
    }
    await market.settleDown();
    expect(await market.rows(`SELECT count(*)::int AS count FROM payment.refund WHERE charge_id = $1 AND state = 'succeeded'`, [paying.chargeId])).toEqual([{ count: 12 }]);
    expect(await there()).toHaveLength(12);
  });
});
