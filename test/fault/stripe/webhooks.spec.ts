import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { deliverAll } from '../../support/market.js';
import { signed, stripeUnderTest, type Paying, type StripeUnderTest } from '../../support/gateway/stripe/payments.js';
import type { Event } from '../../support/gateway/stripe/stand-in.js';

let market: StripeUnderTest;

beforeAll(async () => {
  market = await stripeUnderTest();
});
afterEach(async () => {
  await market.stripe.harmless();
  market.clock.set(new Date(Date.now() + 180_000));
  expect(await market.reconciliation.findings()).toEqual([]);
  market.clock.set(new Date());
});
afterAll(() => market.close());

const postings = (chargeId: string) => market.rows(`SELECT 1 FROM payment.ledger_transaction WHERE cause = $1`, [`capture:${chargeId}`]);

/** Pays while nobody is told, and answers what would have been told. */
async function paidInSilence(): Promise<Paying & { events: Event[] }> {
  const paying = await market.checkout();
  await market.stripe.misbehave({ lost: -1 });
  await market.stripe.pay(paying.url);
  await market.stripe.harmless();
  return { ...paying, events: (await market.stripe.about(paying.chargeId)).events };
}

const completed = (events: readonly Event[]) => events.find(({ type }) => type === 'checkout.session.completed')!;

describe('an event', () => {
  test('told three times at once by the gateway has one effect', async () => {
    await market.stripe.misbehave({ duplicate: -1 });
    const { subjectId, chargeId } = await market.paid();
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
    expect(await postings(chargeId)).toHaveLength(1);
  });

  test('received ten times at the same moment is one row and one capture', async () => {
    const { subjectId, chargeId, events } = await paidInSilence();
    const copy = signed(market, completed(events));
    await Promise.all(Array.from({ length: 10 }, () => market.receive(copy)));
    expect(await market.rows(`SELECT 1 FROM payment.gateway_event WHERE event_key = $1`, [completed(events).id])).toHaveLength(1);
    await deliverAll(market.app);
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
  });

  test('that is lost is found by asking, and charges nobody twice', async () => {
    const { subjectId, chargeId } = await paidInSilence();
    expect(await market.stateOf(subjectId)).toBe('open');
    market.clock.advance({ minutes: 3 });
    await market.payments.pollUnanswered();
    await deliverAll(market.app);
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
  });

  test('of three days ago, freshly signed, is taken once and changes what it should: nothing any more', async () => {
    const { subjectId, chargeId, events } = await paidInSilence();
    market.clock.advance({ minutes: 3 });
    await market.payments.pollUnanswered({ all: true });
    market.clock.advance({ days: 3 });
    await market.receive(signed(market, completed(events)));
    await deliverAll(market.app);
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
    expect(await postings(chargeId)).toHaveLength(1);
  });

  test('of three days ago that nobody had heard of is late money: kept, and told as late', async () => {
    const { subjectId, chargeId, events } = await paidInSilence();
    await market.payments.close(subjectId, 'expired');
    market.clock.advance({ days: 3 });
    await market.receive(signed(market, completed(events)));
    await deliverAll(market.app);
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.rows(`SELECT payload->>'late' AS late FROM platform.event WHERE name = 'payment.captured' AND payload->>'chargeId' = $1`, [chargeId])).toEqual([{ late: 'true' }]);
  });

  test('of a kind that changes no charge is answered and not kept', async () => {
    const { events } = await paidInSilence();
    const before = await market.rows('SELECT count(*) FROM payment.gateway_event');
    for (const event of events.filter(({ type }) => !type.startsWith('checkout.'))) await market.receive(signed(market, event));
    await market.receive(signed(market, { ...completed(events), id: 'evt_new_kind', type: 'checkout.session.invented' }));
    expect(await market.rows('SELECT count(*) FROM payment.gateway_event')).toEqual(before);
    market.clock.set(new Date(Date.now() + 180_000));
    await market.payments.pollUnanswered({ all: true });
    await deliverAll(market.app);
  });

  test('is taken with either secret while the secret is being changed', async () => {
    const changing = await stripeUnderTest({ STRIPE_WEBHOOK_SECRET: 'whsec_old,whsec_new' });
    try {
      const { ref, chargeId, intent } = await changing.checkout();
      const event = (id: string) => ({ id, object: 'event', type: 'checkout.session.completed', livemode: false, data: { object: { id: ref, metadata: { kriyadesa_charge: chargeId }, amount_total: intent.amount * 100, currency: 'idr' } } });
      await changing.receive(signed(changing, event('evt_old'), { secret: 'whsec_old' }));
      await changing.receive(signed(changing, event('evt_new'), { secret: 'whsec_new' }));
      await expect(changing.receive(signed(changing, event('evt_other'), { secret: 'whsec_other' }))).rejects.toMatchObject({ code: 'webhook_refused' });
      expect(await changing.rows('SELECT event_key FROM payment.gateway_event ORDER BY 1')).toEqual([{ event_key: 'evt_new' }, { event_key: 'evt_old' }]);
    } finally {
      await changing.close();
    }
  });
});
