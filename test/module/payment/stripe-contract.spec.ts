import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { brokenContracts, isContractThere } from '../../support/gateway/stripe/contract.js';
import { stripeStandIn, type StripeStandIn } from '../../support/gateway/stripe/stand-in.js';

// Every suite with a stand-in ends by holding all its requests and answers against the contract; here it is shown to notice.
const withContract = isContractThere ? describe : describe.skip;

const refund = (params: Record<string, string>) => ({ method: 'POST', path: '/v1/refunds', params, status: 200, body: { id: 're_1', object: 'refund', amount: 1, currency: 'idr', created: 1, status: 'succeeded', metadata: {}, balance_transaction: null, charge: null, payment_intent: null, reason: null, receipt_number: null, source_transfer_reversal: null, transfer_reversal: null } });

withContract('Stripe’s published contract', () => {
  test('is kept by a sound request and answer', () => expect(brokenContracts([refund({ charge: 'ch_1', amount: '100' })])).toEqual([]));

  test.each([
    ['a parameter that does not exist', refund({ charge: 'ch_1', amountt: '100' }), 'amountt'],
    ['a number that is none', refund({ amount: '1,5' }), '/amount'],
    ['an answer without what every refund has', { ...refund({}), body: { id: 're_1', object: 'refund' } }, 'answer of POST /v1/refunds'],
    ['an operation that does not exist', { ...refund({}), path: '/v1/refundz' }, 'no such operation'],
  ])('is broken by %s', (_, heard, said) => expect(brokenContracts([heard]).join('\n')).toContain(said));
});

describe('the stand-in is as strict as Stripe', () => {
  let stripe: StripeStandIn;
  beforeAll(async () => {
    stripe = await stripeStandIn();
  });
  afterAll(() => stripe.stop());

  const SESSION = { mode: 'payment', success_url: 'http://shop.test/', cancel_url: 'http://shop.test/', 'line_items[0][quantity]': '1', 'line_items[0][price_data][currency]': 'idr', 'line_items[0][price_data][unit_amount]': '5000000', 'line_items[0][price_data][product_data][name]': 'KD' };

  async function call(method: string, path: string, params: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const body = method === 'POST' ? { body: new URLSearchParams(params) } : {};
    const answer = await fetch(`${stripe.url}${path}`, { method, headers: { authorization: `Bearer ${stripe.env.STRIPE_SECRET_KEY}`, 'stripe-version': '2026-10-28.endive', ...headers }, ...body });
    const shown = (await answer.json()) as { id?: string; error?: { type: string; code?: string; param?: string } };
    return { status: answer.status, id: shown.id, error: shown.error, replayed: answer.headers.get('idempotent-replayed'), requestId: answer.headers.get('request-id') };
  }
  const create = (over: Record<string, string> = {}, key?: string) => call('POST', '/v1/checkout/sessions', { ...SESSION, ...over }, key ? { 'idempotency-key': key } : {});

  test.each<[string, Record<string, string>, { code?: string; param: string }]>([
    ['an unknown parameter', { payment_method_types: 'card' }, { code: 'parameter_unknown', param: 'payment_method_types' }],
    ['an unknown part', { 'line_items[0][colour]': 'red' }, { code: 'parameter_unknown', param: 'line_items[0][colour]' }],
    ['a broken number', { 'line_items[0][quantity]': '1.5' }, { code: 'parameter_invalid_integer', param: 'line_items[0][quantity]' }],
    ['29 minutes', { expires_at: String(Math.floor(Date.now() / 1000) + 29 * 60) }, { param: 'expires_at' }],
    ['25 hours', { expires_at: String(Math.floor(Date.now() / 1000) + 25 * 3_600) }, { param: 'expires_at' }],
    ['less than half a dollar', { 'line_items[0][price_data][unit_amount]': '799999' }, { code: 'amount_too_small', param: 'line_items' }],
  ])('refuses %s, and keeps no answer for the key', async (what, over, error) => {
    expect(await create(over, what)).toMatchObject({ status: 400, error: { type: 'invalid_request_error', ...error }, requestId: expect.stringMatching(/^req_/) });
    expect(await create({}, what)).toMatchObject({ status: 200 });
  });

  test('gives the first answer again for the same key, refuses another body, and a second call while the first is under way', async () => {
    const [first, rival] = await Promise.all([create({}, 'once'), create({}, 'once')]);
    expect(new Set([first.status, rival.status])).toEqual(new Set([200, 409]));
    expect([first, rival].find(({ status }) => status === 409)!.error).toMatchObject({ code: 'idempotency_key_in_use' });
    const again = await create({}, 'once');
    expect(again).toMatchObject({ status: 200, replayed: 'true', id: [first, rival].find(({ status }) => status === 200)!.id });
    expect(await create({ locale: 'id' }, 'once')).toMatchObject({ status: 400, error: { type: 'idempotency_error' } });
  });

  test('keeps a 500 for the key, over a restart too', async () => {
    await stripe.misbehave({ kept500: 1 });
    expect(await create({}, 'unlucky')).toMatchObject({ status: 500, replayed: null });
    await stripe.restart();
    expect(await create({}, 'unlucky')).toMatchObject({ status: 500, replayed: 'true' });
  });

  test('knows only its own key, its own objects, and what can be expanded', async () => {
    expect(await call('GET', '/v1/charges', {}, { authorization: 'Bearer sk_test_guessed' })).toMatchObject({ status: 401 });
    expect(await call('GET', '/v1/checkout/sessions/cs_test_nobody')).toMatchObject({ status: 404, error: { code: 'resource_missing' } });
    expect(await call('GET', '/v1/charges?expand[0]=data.refunds.data.charge.refunds')).toMatchObject({ status: 400, error: { param: 'expand' } });
    expect(await call('GET', '/v1/charges?limit=101')).toMatchObject({ status: 400, error: { param: 'limit' } });
  });
});
