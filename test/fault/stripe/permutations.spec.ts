import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliverAll } from '../../support/market.js';
import { signed, stripeUnderTest, type Paying, type StripeUnderTest } from '../../support/gateway/stripe/payments.js';

let market: StripeUnderTest;

beforeAll(async () => {
  market = await stripeUnderTest();
  // Events are brought by hand, in the order under test.
  await market.stripe.admin('webhook', { url: null });
});
afterAll(async () => {
  market.clock.set(new Date(Date.now() + 180_000));
  expect(await market.reconciliation.findings()).toEqual([]);
  await market.close();
}, 60_000);

/** Something that happens at the gateway, and the event that tells of it: any time later, in any order. */
interface Step {
  name: string;
  happen: (paying: Paying) => Promise<unknown>;
  told: string;
}

const refundOf = async ({ chargeId }: Paying) => (await market.stripe.about(chargeId)).refunds[0]!;

const PROCESSING: Step = { name: 'processing', happen: ({ url }) => market.stripe.pay(url, 'processing'), told: 'checkout.session.completed' };
const PAID: Step = { name: 'paid', happen: ({ url }) => market.stripe.pay(url), told: 'checkout.session.completed' };
const ARRIVED: Step = { name: 'arrived', happen: ({ ref }) => market.stripe.admin(`finish/${ref}/succeeded`), told: 'checkout.session.async_payment_succeeded' };
const LOST: Step = { name: 'lost', happen: ({ ref }) => market.stripe.admin(`finish/${ref}/failed`), told: 'checkout.session.async_payment_failed' };
const EXPIRED: Step = { name: 'expired', happen: ({ ref }) => market.stripe.admin(`expire/${ref}`), told: 'checkout.session.expired' };
const REFUNDED: Step = { name: 'refunded', happen: askRefund, told: 'refund.updated' };
const RETURNED: Step = { name: 'sent back', happen: async (paying) => market.stripe.admin(`refund/${(await refundOf(paying)).id}/failed`), told: 'refund.failed' };

/** The seller can only give back what we know to be paid: where no event has told it yet, the poll has. */
async function askRefund(paying: Paying): Promise<void> {
  await market.payments.pollUnanswered({ all: true });
  const { orderId, lines } = paying.intent.shares[0]!;
  await market.stripe.misbehave({ pendingRefund: 1 });
  await market.payments.refund({ key: `test ${paying.chargeId}`, orderId, reason: 'torn', lines: [{ lineId: lines[0]!.lineId, quantity: 1, amount: 10_000 }], shippingAmount: 0 });
  await deliverAll(market.app);
  await market.stripe.admin(`refund/${(await refundOf(paying)).id}/succeeded`);
}

type Moment = { kind: 'happens' | 'is told'; step: Step };

/** Every order in which the steps happen one after the other and each is told at some time after it happened. */
function orders(steps: readonly Step[]): Moment[][] {
  const grow = (next: number, untold: readonly Step[]): Moment[][] => [
    ...(next < steps.length ? grow(next + 1, [...untold, steps[next]!]).map((rest): Moment[] => [{ kind: 'happens', step: steps[next]! }, ...rest]) : []),
    ...untold.flatMap((step) => grow(next, untold.filter((each) => each !== step)).map((rest): Moment[] => [{ kind: 'is told', step }, ...rest])),
    ...(next === steps.length && untold.length === 0 ? [[]] : []),
  ];
  return grow(0, []);
}

async function live(moments: readonly Moment[]): Promise<unknown> {
  const paying = await market.checkout();
  for (const { kind, step } of moments) {
    if (kind === 'happens') await step.happen(paying);
    else await tell(paying, step.told);
  }
  return endOf(paying);
}

async function tell({ chargeId }: Paying, type: string): Promise<void> {
  const { events } = await market.stripe.about(chargeId);
  for (const event of events.filter((each) => each.type === type)) {
    await market.receive(signed(market, event));
    await deliverAll(market.app);
  }
}

/** What is left of it in our books, ids and times aside. */
async function endOf({ chargeId, subjectId, intent }: Paying): Promise<unknown> {
  const [charge] = await market.rows(`SELECT state, captured_amount, refunded_amount, flag FROM payment.charge WHERE id = $1`, [chargeId]);
  const refunds = await market.rows(`SELECT state, amount FROM payment.refund WHERE charge_id = $1`, [chargeId]);
  const events = await market.rows(`SELECT name, count(*)::int FROM platform.event WHERE name IN ('payment.captured', 'payment.failed', 'payment.expired') AND payload->>'chargeId' = $1 GROUP BY name ORDER BY name`, [chargeId]);
  const balances = await Promise.all(intent.shares.map(({ payeeId }) => market.payments.balance(payeeId)));
  return { payable: await market.stateOf(subjectId), charge, refunds, events, balances };
}

describe.each<[string, Step[], number]>([
  ['a slow payment that arrives, is refunded, and whose refund comes back', [PROCESSING, ARRIVED, REFUNDED, RETURNED], 105],
  ['a card payment that is refunded, and whose refund comes back', [PAID, REFUNDED, RETURNED], 15],
  ['a slow payment that is lost', [PROCESSING, LOST], 3],
  ['a page that expires', [EXPIRED], 1],
])('%s', (_, steps, count) => {
  test(`ends the same in all ${count} orders of happening and telling`, async () => {
    const all = orders(steps);
    expect(all).toHaveLength(count);
    const [first, ...others] = all;
    const end = await live(first!);
    for (const moments of others) {
      const story = moments.map(({ kind, step }) => `${step.name} ${kind}`).join(', ');
      expect([story, await live(moments)]).toEqual([story, end]);
    }
    expect(end).toMatchObject(steps.includes(LOST) || steps.includes(EXPIRED) ? { payable: 'open' } : { payable: 'paid', charge: { state: 'captured', refunded_amount: 0, flag: null }, refunds: [{ state: 'failed', amount: 10_000 }] });
  }, 240_000);
});
