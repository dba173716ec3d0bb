import { describe, expect, test } from '@jest/globals';
import { Stripe } from 'stripe';
import { GatewayRefused, GatewayUnavailable } from '../../../libs/payment/src/gateway/gateway.js';
import { ask, each, find } from '../../../libs/payment/src/stripe/stripe-client.js';
import { sessionAsCharge } from '../../../libs/payment/src/stripe/stripe-objects.js';

const { errors } = Stripe;
const failing = (thrown: Error) => () => Promise.reject(thrown);
type Raw = Parameters<typeof errors.StripeError.generate>[0];
const answered = (statusCode: number, more: object = {}) => errors.StripeError.generate({ statusCode, type: 'invalid_request_error', message: 'no', ...more } as Raw);

describe('what Stripe says, as the port says it', () => {
  test.each<[string, Error]>([
    ['the connection failed', new errors.StripeConnectionError({ message: 'ECONNREFUSED' } as Raw)],
    ['429', answered(429)],
    ['400 with the code of a rate limit', answered(400, { code: 'rate_limit' })],
    ['500', answered(500, { type: 'api_error' })],
    ['503', answered(503, { type: 'api_error' })],
    ['409, the key being in use', answered(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' })],
    ['400, the key being used with another body', answered(400, { type: 'idempotency_error' })],
    ['401, our own key not accepted', answered(401)],
    ['403, our own key without the right', answered(403)],
  ])('%s: nobody knows', async (_, error) => {
    await expect(ask(failing(error))).rejects.toBeInstanceOf(GatewayUnavailable);
  });

  test.each<[string, Error]>([
    ['400', answered(400, { code: 'parameter_invalid_integer', param: 'amount' })],
    ['402, the card', answered(402, { type: 'card_error', code: 'card_declined' })],
    ['404', answered(404, { code: 'resource_missing' })],
  ])('%s: a definite no', async (_, error) => {
    await expect(ask(failing(error))).rejects.toBeInstanceOf(GatewayRefused);
  });

  test('404 is null where something is looked for', async () => {
    expect(await find(failing(answered(404)))).toBeNull();
    await expect(find(failing(answered(400)))).rejects.toBeInstanceOf(GatewayRefused);
  });

  test('a fault of ours stays one', async () => {
    await expect(ask(failing(new TypeError('ours')))).rejects.toThrow(TypeError);
  });

  test('a call that drips has one deadline over all of it, in a list over each page', async () => {
    await expect(ask(() => new Promise(() => undefined), 20)).rejects.toThrow('no answer within 20 ms');
    const list = async function* () {
      yield await Promise.resolve(1);
      throw answered(500, { type: 'api_error' });
    };
    const seen: number[] = [];
    const readAll = async () => {
      for await (const one of each(list)) seen.push(one);
    };
    await expect(readAll()).rejects.toBeInstanceOf(GatewayUnavailable);
    expect(seen).toEqual([1]);
  });
});

describe('a session, as the port tells it', () => {
  const at = 1_790_000_000;
  const session = (over: object, intent: object | null): Stripe.Checkout.Session =>
    ({ id: 'cs_1', created: at, metadata: { kriyadesa_charge: 'chg_1' }, amount_total: 5_000_000, currency: 'idr', payment_status: 'unpaid', status: 'open', payment_intent: intent && { currency: 'idr', amount_received: 0, ...intent }, ...over }) as unknown as Stripe.Checkout.Session;
  const paid = { status: 'complete', payment_status: 'paid' };

  test.each<[string, object, object | null, object]>([
    ['open', {}, null, { status: 'pending', amount: 50_000, currency: 'IDR', key: 'chg_1' }],
    ['open after a declined card', {}, { status: 'requires_payment_method' }, { status: 'pending' }],
    ['expired', { status: 'expired' }, null, { status: 'expired' }],
    ['complete and waiting', { status: 'complete' }, { status: 'processing' }, { status: 'pending' }],
    ['complete, and the payment failed', { status: 'complete' }, { status: 'requires_payment_method' }, { status: 'failed' }],
    ['complete, and the payment was canceled', { status: 'complete' }, { status: 'canceled' }, { status: 'failed' }],
    ['paid and received', paid, { status: 'succeeded', amount_received: 5_000_000 }, { status: 'captured', amount: 50_000 }],
    ['paid, and a rupiah short', paid, { status: 'succeeded', amount_received: 4_999_900 }, { status: 'captured', amount: 49_999 }],
    ['paid in another currency', paid, { status: 'succeeded', amount_received: 300, currency: 'usd' }, { status: 'captured', amount: 3, currency: 'USD' }],
    ['paid, and nothing received yet', paid, { status: 'succeeded' }, { status: 'pending' }],
    ['paid, and authorised only', paid, { status: 'requires_capture', amount_received: 5_000_000 }, { status: 'pending' }],
    ['paid without a payment', paid, null, { status: 'pending' }],
    ['not of ours', { metadata: {} }, null, { key: null }],
  ])('%s', (_, over, intent, told) => expect(sessionAsCharge(session(over, intent), [])).toMatchObject(told));

  test.each([['succeeded', 'succeeded'], ['pending', 'pending'], ['requires_action', 'pending'], ['failed', 'failed'], ['canceled', 'failed'], [null, 'pending'], ['invented', 'pending']] as const)('a refund that is %s is %s', (status, told) => {
    const refund = { id: 're_1', created: at + 9, amount: 100_000, metadata: { kriyadesa_refund: 'rfd_1' }, status } as unknown as Stripe.Refund;
    const charge = sessionAsCharge(session({}, null), [refund]);
    expect(charge).toMatchObject({ changedAt: new Date((at + 9) * 1000), refunds: [{ key: 'rfd_1', amount: 1_000, status: told }] });
  });
});
