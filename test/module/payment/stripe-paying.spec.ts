import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stripeUnderTest, type StripeUnderTest } from '../../support/gateway/stripe/payments.js';

let market: StripeUnderTest;

beforeAll(async () => {
  market = await stripeUnderTest();
});
afterAll(() => market.close());

describe('paying by card', () => {
  test('a paid checkout settles by webhook, once, and reconciles', async () => {
    const { intent, subjectId, chargeId, ref } = await market.paid();
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
    const { sessions, charges } = await market.stripe.books();
    expect(sessions).toMatchObject([{ id: ref, amount_total: intent.amount * 100, currency: 'idr', client_reference_id: chargeId, customer_email: intent.buyer.email, locale: 'id', success_url: 'http://kriyadesa.test/pesanan/uji', metadata: { kriyadesa_charge: chargeId, reference: 'KD-TEST22' } }]);
    expect(charges).toMatchObject([{ amount_captured: intent.amount * 100, metadata: { kriyadesa_charge: chargeId } }]);
    market.clock.advance({ minutes: 3 });
    expect(await market.reconciliation.findings()).toEqual([]);
    market.clock.set(new Date());
  });
});
