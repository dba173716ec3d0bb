import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { deliverAll } from '../../support/market.js';
import { stripeUnderTest, type Paying, type StripeUnderTest } from '../../support/gateway/stripe/payments.js';
import { intentOf } from '../../support/gateway/payments.js';

let market: StripeUnderTest;

beforeAll(async () => {
  market = await stripeUnderTest();
});
afterEach(async () => {
  await market.stripe.harmless();
  await deliverAll(market.app);
  expect(await differences()).toEqual([]);
});
afterAll(() => market.close());

/** What `market reconcile` finds once the news had their time. */
async function findings() {
  market.clock.set(new Date(Date.now() + 180_000));
  const found = await market.reconciliation.findings();
  market.clock.set(new Date());
  return found;
}

/** That, and the account's own books beside our rows, money for money, without any code of ours in between. */
async function differences(): Promise<unknown[]> {
  const { charges, refunds } = await market.stripe.books();
  const there = charges.filter(({ status }) => status === 'succeeded').map(({ metadata, amount_captured }) => `${metadata['kriyadesa_charge']} ${amount_captured}`);
  const back = refunds.filter(({ status }) => status === 'succeeded').map(({ metadata, amount }) => `${metadata['kriyadesa_refund']} ${amount}`);
  const here = await market.rows<{ money: string }>(
    `SELECT id || ' ' || captured_amount * 100 AS money FROM payment.charge WHERE state = 'captured' UNION ALL SELECT id || ' ' || amount * 100 FROM payment.refund WHERE state = 'succeeded'`,
  );
  const ours = here.map(({ money }) => money).toSorted();
  const theirs = [...there, ...back].toSorted();
  return [...(await findings()), ...(JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ ours, theirs }])];
}

async function opened() {
  const intent = { ...intentOf([[30_000, 5_000]], market.clock.now()), method: 'stripe' };
  const { chargeId } = await market.payments.open(intent);
  return { intent, chargeId };
}

const sessionsOf = async (chargeId: string) => (await market.stripe.books()).sessions.filter(({ metadata }) => metadata['kriyadesa_charge'] === chargeId);

/** Goes on where an outage stopped the buyer: the poll begins the attempt, the buyer pays, all is told. */
async function goOn(chargeId: Paying['chargeId'], subjectId: string): Promise<void> {
  await market.stripe.harmless();
  await market.payments.pollUnanswered({ all: true });
  const { action } = await market.payments.begin(chargeId);
  expect(await market.stripe.pay(action!.url)).toBe(303);
  await market.settleDown();
  expect(await market.stateOf(subjectId)).toBe('paid');
  expect(await market.captures(chargeId)).toBe(1);
  expect(await sessionsOf(chargeId)).toHaveLength(1);
}

describe('while the pay page is asked for', () => {
  test.each<[string, Record<string, number>, number]>([
    ['answers 429', { tooMany: -1 }, 0],
    ['answers 500', { error500: -1 }, 0],
    ['answers 200 with something else', { nonsense: -1 }, 0],
    ['never answers', { blackhole: -1 }, 0],
    ['is slower than a buyer can wait', { slowMs: 9_000 }, 0],
    ['is cut after the session was written, at every try', { cut: -1 }, 1],
  ])('Stripe %s: the buyer is answered within ten seconds, and later pays once', async (_, mischief, made) => {
    const { intent, chargeId } = await opened();
    await market.stripe.misbehave(mischief);
    const began = Date.now();
    expect(await market.payments.begin(chargeId)).toMatchObject({ status: 'pending', action: null });
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await sessionsOf(chargeId)).toHaveLength(made);
    await goOn(chargeId, intent.subjectId);
  });

  test('Stripe cuts once: the SDK asks again with the same key, and the buyer notices nothing', async () => {
    await market.stripe.misbehave({ cut: 1 });
    const { url, chargeId, subjectId } = await market.checkout();
    expect(url).not.toBe('');
    await goOn(chargeId, subjectId);
  });

  test('Stripe keeps a 500 for the key: that attempt never begins, and the buyer’s next one does', async () => {
    const { intent, chargeId } = await opened();
    await market.stripe.misbehave({ kept500: 1 });
    for (let look = 0; look < 3; look++) expect(await market.payments.begin(chargeId)).toMatchObject({ status: 'pending', action: null });
    const second = await market.payments.attempt(intent.subjectId, 'stripe');
    const { action } = await market.payments.begin(second.chargeId);
    await market.stripe.pay(action!.url);
    await market.settleDown();
    expect(await market.stateOf(intent.subjectId)).toBe('paid');
    // Nobody can pay the first any more; what never reached Stripe is over.
    await market.payments.pollUnanswered({ all: true });
    expect(await market.rows('SELECT state FROM payment.charge WHERE id = $1', [chargeId])).toEqual([{ state: 'expired' }]);
  });

  test('five of the same attempt at once make one session', async () => {
    const { intent, chargeId } = await opened();
    await Promise.all(Array.from({ length: 5 }, () => market.payments.begin(chargeId)));
    await goOn(chargeId, intent.subjectId);
  });
});

describe('while money moves', () => {
  test('charged, the page cut off and no event told: asking finds it, and nobody pays twice', async () => {
    const { url, chargeId, subjectId } = await market.checkout();
    await market.stripe.misbehave({ cutPage: 1, lost: -1 });
    expect(await market.stripe.pay(url)).toBe(0);
    expect(await market.stripe.pay(url)).toBe(410);
    await market.payments.pollUnanswered({ all: true });
    await deliverAll(market.app);
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
  });

  test('the answer with the session’s id lost, paid through the page all the same: found by its key', async () => {
    const { intent, chargeId } = await opened();
    await market.stripe.misbehave({ cut: -1, lost: -1 });
    await market.payments.begin(chargeId);
    await market.stripe.misbehave({ cut: 0 });
    const [session] = await sessionsOf(chargeId);
    await market.stripe.pay(session!.url!);
    await market.payments.close(intent.subjectId, 'expired');
    await market.payments.pollUnanswered({ all: true });
    await deliverAll(market.app);
    expect(await market.stateOf(intent.subjectId)).toBe('paid');
  });

  test.each<[string, Record<string, number>]>([
    ['cut after it was written, at every try', { cut: -1 }],
    ['answered 429', { tooMany: -1 }],
    ['answered 500', { error500: -1 }],
    ['never answered', { blackhole: 2 }],
    ['answered with something else', { nonsense: -1 }],
  ])('a refund %s is asked for again, and the buyer gets it once', async (_, mischief) => {
    const { intent, chargeId } = await market.paid();
    const { orderId, lines } = intent.shares[0]!;
    await market.payments.refund({ key: `outage ${chargeId}`, orderId, reason: 'torn', lines: [{ lineId: lines[0]!.lineId, quantity: 1, amount: 10_000 }], shippingAmount: 0 });
    await market.stripe.misbehave(mischief);
    await expect(deliverAll(market.app)).rejects.toThrow(/no answer|rate_limit|api_error|500|without sense/);
    await market.stripe.harmless();
    await market.payments.pollUnanswered({ all: true });
    await market.settleDown();
    expect((await market.stripe.about(chargeId)).refunds).toMatchObject([{ amount: 1_000_000, status: 'succeeded' }]);
    expect(await market.rows('SELECT state FROM payment.refund WHERE charge_id = $1', [chargeId])).toEqual([{ state: 'succeeded' }]);
  });

  test('asked about a payment, Stripe answers with something else: nothing is flagged, nothing settled, and asked again it is found', async () => {
    const { url, subjectId, chargeId } = await market.checkout();
    await market.stripe.misbehave({ lost: -1, nonsense: -1 });
    await market.stripe.pay(url);
    await market.payments.pollUnanswered({ all: true });
    expect(await market.rows('SELECT state, flag FROM payment.charge WHERE id = $1', [chargeId])).toEqual([{ state: 'pending', flag: null }]);
    await market.stripe.harmless();
    await market.payments.pollUnanswered({ all: true });
    expect(await market.stateOf(subjectId)).toBe('paid');
  });

  test('Stripe killed and started again keeps its keys and tells what it had not told', async () => {
    const { url, chargeId, subjectId } = await market.checkout();
    await market.stripe.misbehave({ lateMs: 60_000 });
    await market.stripe.pay(url);
    await market.stripe.restart();
    await market.settleDown();
    expect(await market.stateOf(subjectId)).toBe('paid');
    expect(await market.captures(chargeId)).toBe(1);
  });
});

describe('reconciling', () => {
  test('finds a charge that somebody made at Stripe without us', async () => {
    const { id } = await market.stripe.admin<{ id: string }>('charge', { amount: 5_000_000, metadata: {} });
    expect(await findings()).toEqual([{ invariant: 'I4', subject: `stripe:${id}`, detail: 'captured at the gateway, unknown here' }]);
    expect(await market.reconciliation.findings(new Date(Date.now() + 7_200_000))).toEqual([]);
    await forget(id);
  });

  test('finds a second charge under one of our keys', async () => {
    const { chargeId, intent } = await market.paid();
    const { id } = await market.stripe.admin<{ id: string }>('charge', { amount: intent.amount * 100, metadata: { kriyadesa_charge: chargeId } });
    expect(await findings()).toEqual([{ invariant: 'I4', subject: chargeId, detail: expect.stringMatching(/^captured at the gateway once more, as ch_/) }]);
    await forget(id);
  });

  test('finds a refund that somebody made in the dashboard', async () => {
    const { chargeId } = await market.paid();
    const charge = (await market.stripe.books()).charges.find(({ metadata }) => metadata['kriyadesa_charge'] === chargeId)!;
    const id = await refundByHand(charge.id, '700000');
    expect(await findings()).toEqual([{ invariant: 'I4', subject: `stripe:${id}`, detail: 'refunded at the gateway, not here' }]);
    await market.stripe.admin(`refund/${id}/canceled`);
  });

  test('finds a capture of ours that Stripe knows nothing of', async () => {
    const { chargeId } = await market.paid();
    await market.rows(`UPDATE payment.charge SET idempotency_key = 'chg_of_nobody' WHERE id = $1`, [chargeId]);
    expect(await findings()).toEqual([
      { invariant: 'I4', subject: expect.stringMatching(/^stripe:ch_/), detail: 'captured at the gateway, unknown here' },
      { invariant: 'I4', subject: chargeId, detail: 'captured here, unknown at the gateway' },
    ]);
    await market.rows('UPDATE payment.charge SET idempotency_key = id WHERE id = $1', [chargeId]);
  });

  test('reads an account of any size page by page, and a refund of an old charge brings that charge along', async () => {
    const { chargeId, intent } = await market.paid();
    const old = await market.stripe.admin<{ id: string }>('charge', { amount: 900_000, created: Math.floor(Date.now() / 1000) - 100 * 86_400 });
    const made: string[] = [];
    for (let n = 0; n < 230; n++) made.push((await market.stripe.admin<{ id: string }>('charge', { amount: 1_000_000 + n })).id);
    // Too old to be listed, until somebody refunds it.
    expect((await findings()).map(({ subject }) => subject).toSorted()).toEqual(made.map((id) => `stripe:${id}`).toSorted());
    const { orderId, lines } = intent.shares[0]!;
    await market.payments.refund({ key: `listed ${chargeId}`, orderId, reason: 'torn', lines: [{ lineId: lines[0]!.lineId, quantity: 1, amount: 1_000 }], shippingAmount: 0 });
    await market.settleDown();
    const back = await refundByHand(old.id, '100');
    expect((await findings()).map(({ subject }) => subject)).toContain(`stripe:${old.id}`);
    const pages = (await market.stripe.heard()).filter(({ method, path, params }) => method === 'GET' && path === '/v1/charges' && typeof params['starting_after'] === 'string');
    expect(pages.length).toBeGreaterThanOrEqual(4);
    for (const id of [...made, old.id, back]) await forget(id);
  });

  test('tells that Stripe is away instead of failing', async () => {
    await market.stripe.misbehave({ error500: -1 });
    expect(await findings()).toEqual([{ invariant: 'I4', subject: 'stripe', detail: expect.stringContaining('500') }]);
    await market.stripe.misbehave({ error500: 0, nonsense: -1 });
    expect(await findings()).toEqual([{ invariant: 'I4', subject: 'stripe', detail: expect.stringContaining('without sense') }]);
  });

  const forget = (id: string) => market.stripe.admin(`forget/${id}`);

  /** As somebody would in Stripe's dashboard. */
  async function refundByHand(charge: string, amount: string): Promise<string> {
    const headers = { authorization: `Bearer ${market.stripe.env.STRIPE_SECRET_KEY}`, 'stripe-version': '2026-10-28.endive' };
    const answer = await fetch(`${market.stripe.url}/v1/refunds`, { method: 'POST', headers, body: new URLSearchParams({ charge, amount }) });
    return ((await answer.json()) as { id: string }).id;
  }
});
