import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliverAll } from '../../support/market.js';
import { later, madeAt } from '#libs/platform';
import { stripeUnderTest, type StripeUnderTest } from '../../support/gateway/stripe/payments.js';

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

const sessionOf = async (ref: string) => (await market.stripe.books()).sessions.find(({ id }) => id === ref)!;
const chargeState = async (chargeId: string) => (await market.rows<{ state: string }>('SELECT state FROM payment.charge WHERE id = $1', [chargeId]))[0]!.state;

describe('paying by card', () => {
  test('a paid checkout settles by webhook, once, in hundredths of a rupiah over there', async () => {
    const { intent, subjectId, chargeId, ref } = await market.paid();
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
    const metadata = { kriyadesa_charge: chargeId, reference: 'KD-TEST22' };
    expect(await sessionOf(ref)).toMatchObject({ amount_total: intent.amount * 100, currency: 'idr', client_reference_id: chargeId, customer_email: intent.buyer.email, locale: 'id', success_url: 'http://kriyadesa.test/pesanan/uji', metadata });
    const { charges } = await market.stripe.books();
    expect(charges.filter((each) => each.metadata['kriyadesa_charge'] === chargeId)).toMatchObject([{ amount_captured: intent.amount * 100, metadata }]);
  });

  test('asks for exactly the same at every try, whatever the clock says', async () => {
    const { chargeId } = await market.checkout({ buyer: { name: 'Ann', email: 'ann@example.test', phone: '+6281234567890', locale: 'en' } });
    await market.rows(`UPDATE payment.charge SET action_url = NULL, gateway_ref = NULL, state = 'created' WHERE id = $1`, [chargeId]);
    market.clock.advance({ minutes: 20, seconds: 17 });
    // Nor may the machine's own clock count, in whole seconds.
    await sleep(1_100);
    // With another body Stripe would refuse the key.
    const { action } = await market.payments.begin(chargeId);
    const ours = (await market.stripe.books()).sessions.filter(({ metadata }) => metadata['kriyadesa_charge'] === chargeId);
    expect(ours).toMatchObject([{ url: action!.url, locale: 'en' }]);
  });

  test.each([
    ['in the last minute of the time to pay', { minutes: 1 }],
    ['where a slower attempt has lengthened the time to pay', { hours: 24 }],
  ])('a page asked for %s lasts as the charge alone tells, never under the half hour that Stripe wants', async (_, left) => {
    const { chargeId, ref, url } = await market.checkout({ dueAt: later(new Date(), left) });
    expect(url).not.toBe('');
    expect((await sessionOf(ref)).expires_at).toBe(Math.floor(later(madeAt(chargeId), { minutes: 91 }).getTime() / 1000));
  });

  test('a declined card leaves the page open, and another card pays', async () => {
    const { url, subjectId, chargeId } = await market.checkout();
    expect(await market.stripe.pay(url, 'declined')).toBe(200);
    await market.settleDown();
    expect(await market.stateOf(subjectId)).toBe('open');
    await market.stripe.pay(url);
    await market.settleDown();
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
  });

  test('a slow payment counts when it arrives, not when the page is done', async () => {
    const { url, ref, subjectId, chargeId } = await market.checkout();
    await market.stripe.pay(url, 'processing');
    await market.settleDown();
    expect([await market.stateOf(subjectId), await chargeState(chargeId)]).toEqual(['open', 'pending']);
    await market.stripe.admin(`finish/${ref}/succeeded`);
    await market.settleDown();
    expect(await market.stateOf(subjectId)).toBe('paid');
  });

  test('a slow payment that fails leaves the payable open for another attempt', async () => {
    const { url, ref, subjectId, chargeId } = await market.checkout();
    await market.stripe.pay(url, 'processing');
    await market.stripe.admin(`finish/${ref}/failed`);
    await market.settleDown();
    expect([await market.stateOf(subjectId), await chargeState(chargeId)]).toEqual(['open', 'failed']);
  });

  test('a page that ran out is told as expired', async () => {
    const { ref, chargeId } = await market.checkout();
    await market.stripe.admin(`expire/${ref}`);
    await market.settleDown();
    expect(await chargeState(chargeId)).toBe('expired');
  });

  test('paid by one attempt, the other attempt’s page is withdrawn at the next look', async () => {
    const { subjectId, url, chargeId } = await market.checkout();
    const second = await market.payments.attempt(subjectId, 'stripe');
    const { action } = await market.payments.begin(second.chargeId);
    await market.stripe.pay(action!.url);
    await market.settleDown();
    market.clock.advance({ minutes: 3 });
    await market.payments.pollUnanswered();
    expect(await market.stripe.pay(url)).toBe(410);
    expect(await chargeState(chargeId)).toBe('expired');
    await market.settleDown();
  });

  test('paid by both all the same, the second goes back by itself', async () => {
    const { subjectId, url } = await market.checkout();
    const second = await market.payments.attempt(subjectId, 'stripe');
    const { action } = await market.payments.begin(second.chargeId);
    await market.stripe.pay(url);
    await market.stripe.pay(action!.url);
    await market.settleDown();
    await market.settleDown();
    expect(await market.rows(`SELECT r.state, r.amount = c.captured_amount AS "isWhole" FROM payment.refund r JOIN payment.charge c ON c.id = r.charge_id JOIN payment.payable p ON p.id = c.payable_id WHERE p.subject_id = $1`, [subjectId])).toEqual([{ state: 'succeeded', isWhole: true }]);
  });

  test('a payable that is closed takes its page with it', async () => {
    const { subjectId, url, chargeId } = await market.checkout();
    await market.payments.close(subjectId, 'cancelled');
    market.clock.advance({ minutes: 3 });
    await market.payments.pollUnanswered();
    expect(await market.stripe.pay(url)).toBe(410);
    expect(await chargeState(chargeId)).toBe('expired');
    await market.settleDown();
  });

  test('an attempt whose call never arrived is over when its payable closes: nothing is made by asking', async () => {
    await market.stripe.misbehave({ error500: -1 });
    const { chargeId, subjectId } = await market.checkout();
    await market.stripe.harmless();
    await market.payments.close(subjectId, 'expired');
    await market.payments.pollUnanswered({ all: true });
    expect(await chargeState(chargeId)).toBe('expired');
    expect((await market.stripe.books()).sessions.some(({ metadata }) => metadata['kriyadesa_charge'] === chargeId)).toBe(false);
  });

  test('what Stripe received must be what was asked for: else the charge is flagged and nothing settles', async () => {
    const { url, ref, subjectId, chargeId } = await market.checkout();
    await market.stripe.misbehave({ lost: -1 });
    await market.stripe.pay(url);
    const genuine = await market.stripe.admin<{ id: string }>(`shrink/${ref}`);
    await market.payments.pollUnanswered({ all: true });
    await deliverAll(market.app);
    expect(await market.stateOf(subjectId)).toBe('open');
    expect(await market.rows('SELECT flag FROM payment.charge WHERE id = $1', [chargeId])).toEqual([{ flag: expect.stringContaining('amount_mismatch') }]);
    await market.stripe.admin(`mend/${genuine.id}`);
    await market.payments.pollUnanswered({ all: true });
    await deliverAll(market.app);
    expect(await market.stateOf(subjectId)).toBe('paid');
  });

  test('a key that is not accepted says nothing about the payment', async () => {
    const stranger = await stripeUnderTest({ STRIPE_SECRET_KEY: 'sk_test_of_somebody_else' });
    try {
      const { chargeId } = await stranger.checkout();
      expect(await stranger.rows('SELECT state FROM payment.charge WHERE id = $1', [chargeId])).toEqual([{ state: 'created' }]);
    } finally {
      await stranger.close();
    }
  });

  test('a request that Stripe refuses for good ends the attempt, and the payable stays open', async () => {
    const { chargeId, subjectId, url } = await market.checkout({ buyer: { name: 'X', email: 'no address', phone: '+6281234567890', locale: 'id' } });
    expect([url, await chargeState(chargeId), await market.stateOf(subjectId)]).toEqual(['', 'failed', 'open']);
  });
});

describe('card payments are offered', () => {
  test('within the amounts that Stripe takes', () => {
    const codes = (amount: number) => market.payments.methods(amount).map(({ code }) => code);
    expect([9_999, 10_000, 9_999_999_999, 10_000_000_000].map(codes)).toEqual([[], ['stripe'], ['stripe'], []]);
  });

  test('with the address of their pay page, which a form may lead to', () => {
    expect(market.payments.payPageOrigins()).toEqual([market.stripe.url]);
  });
});
