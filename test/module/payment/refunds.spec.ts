import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ShareIntent } from '#libs/payment';
import { newId } from '#libs/platform';
import { intentOf, paymentsUnderTest, type Opened, type PaymentsUnderTest } from '../../support/gateway/payments.js';

let market: PaymentsUnderTest;

beforeAll(async () => {
  market = await paymentsUnderTest();
});
afterAll(() => market.close());

/** Two orders: 30,000 of goods in lines of 10,000 and 20,000 with 5,000 of shipping, and 60,000 without. Commission 5 %. */
async function paid(): Promise<Opened & { shares: [ShareIntent, ShareIntent] }> {
  const opened = await market.checkout(intentOf([[30_000, 5_000], [60_000, 0]], market.clock.now()));
  await market.bank.choose(opened.url, 'paid');
  await market.hear(opened.chargeId);
  return { ...opened, shares: opened.intent.shares as unknown as [ShareIntent, ShareIntent] };
}

const refundOf = async (refundId: string) => (await market.rows(`SELECT state, amount FROM payment.refund WHERE id = $1`, [refundId]))[0];
const line = (share: ShareIntent, place: number, amount: number, quantity = 1) => ({ lineId: share.lines[place]!.lineId, quantity, amount });

describe('money back', () => {
  test('a refund of one line leaves the other order alone and gives the seller its commission back', async () => {
    const { shares, subjectId } = await paid();
    const [one, other] = shares;
    const refundId = await market.payments.refund({ key: newId('key'), orderId: one.orderId, reason: 'torn', lines: [line(one, 0, 4_000)], shippingAmount: 0 });
    expect(await refundOf(refundId)).toEqual({ state: 'requested', amount: 4_000 });
    // Taken from the seller at once, so that nobody can be paid out what is on its way back: 33,500 - (4,000 - 200).
    expect(await market.payments.balance(one.payeeId)).toEqual({ pendingAmount: 29_700, availableAmount: 0 });
    await market.settleDown();
    expect(await refundOf(refundId)).toEqual({ state: 'succeeded', amount: 4_000 });
    expect(await market.published('payment.refund_succeeded')).toContainEqual({ refundId, orderId: one.orderId, amount: 4_000, reason: 'torn' });
    expect(await market.payments.balance(other.payeeId)).toEqual({ pendingAmount: 57_000, availableAmount: 0 });
    const [view] = await market.payments.view([subjectId]);
    expect(view).toMatchObject({ state: 'paid', refundedAmount: 4_000 });
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('steps and then the rest sum to exactly what was captured, commission included', async () => {
    const { shares } = await paid();
    const [one] = shares;
    for (const amount of [333, 333, 1]) {
      await market.payments.refund({ key: newId('key'), orderId: one.orderId, reason: 'a piece', lines: [line(one, 0, amount)], shippingAmount: 100 });
    }
    const rest = await market.payments.refundRest({ key: newId('key'), orderId: one.orderId, reason: 'cancelled' });
    await market.settleDown();
    expect(await refundOf(rest!)).toEqual({ state: 'succeeded', amount: 35_000 - 667 - 300 });
    expect(await market.payments.balance(one.payeeId)).toEqual({ pendingAmount: 0, availableAmount: 0 });
    expect(await market.rows(`SELECT sum(amount)::bigint AS commission FROM payment.ledger_entry WHERE order_id = $1 AND account = 'commission:platform'`, [one.orderId])).toEqual([{ commission: 0 }]);
    expect(await market.payments.refundRest({ key: newId('key'), orderId: one.orderId, reason: 'again' })).toBeNull();
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('the same key is the same refund', async () => {
    const { shares } = await paid();
    const intent = { key: newId('key'), orderId: shares[0].orderId, reason: 'torn', lines: [line(shares[0], 1, 500)], shippingAmount: 0 };
    const [first, second] = [await market.payments.refund(intent), await market.payments.refund(intent)];
    expect(second).toBe(first);
    await market.settleDown();
    expect(await market.rows(`SELECT 1 FROM payment.refund WHERE order_id = $1`, [shares[0].orderId])).toHaveLength(1);
  });

  test('twenty refunds at once of a line that bears three: three pass, the bank gives back no more', async () => {
    const { shares, chargeId } = await paid();
    const [one] = shares;
    const asked = Array.from({ length: 20 }, () => market.payments.refund({ key: newId('key'), orderId: one.orderId, reason: 'race', lines: [line(one, 0, 3_000)], shippingAmount: 0 }));
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'refund_too_large', spec: { extra: { leftAmount: expect.any(Number) } } });
    await market.settleDown();
    expect(await market.rows(`SELECT refunded_amount AS refunded FROM payment.charge WHERE id = $1`, [chargeId])).toEqual([{ refunded: 9_000 }]);
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('both orders of a checkout refunded and released at the same moment wait for each other without deadlock', async () => {
    const { shares } = await paid();
    const verbs = shares.flatMap((share) => [
      () => market.payments.refund({ key: newId('key'), orderId: share.orderId, reason: 'race', lines: [line(share, 1, 1_000)], shippingAmount: 0 }),
      () => market.payments.release(share.orderId),
    ]);
    await Promise.all([...verbs, ...verbs].map((verb) => verb()));
    await market.settleDown();
    const [one, other] = await Promise.all(shares.map((share) => market.payments.balance(share.payeeId)));
    expect([one!.pendingAmount, other!.pendingAmount]).toEqual([0, 0]);
    expect([one!.availableAmount, other!.availableAmount]).toEqual([33_500 - 1_900, 57_000 - 1_900]);
  });

  test('even past the arithmetic, the database refuses to mark more refunded than captured', async () => {
    const { chargeId } = await paid();
    await expect(market.rows(`UPDATE payment.charge_share SET refunded_amount = captured_amount + 1 WHERE charge_id = $1`, [chargeId])).rejects.toThrow('charge_share_refunded_within');
    await expect(market.rows(`UPDATE payment.charge SET refunded_amount = captured_amount + 1 WHERE id = $1`, [chargeId])).rejects.toThrow('charge_refunded_within');
  });

  test('a refund that the bank refuses for good is the seller\'s again, and told', async () => {
    const { shares, chargeId } = await paid();
    const [one] = shares;
    // The bank has already given everything back behind our back, so it refuses ours.
    const [charge] = await market.rows<{ ref: string }>(`SELECT gateway_ref AS ref FROM payment.charge WHERE id = $1`, [chargeId]);
    await market.bank.ask(`/v1/payments/${charge!.ref}/refunds`, { amount: 95_000, currency: 'IDR', reason: 'elsewhere' }, `else ${chargeId}`);
    const refundId = await market.payments.refund({ key: newId('key'), orderId: one.orderId, reason: 'torn', lines: [line(one, 0, 2_000)], shippingAmount: 1_000 });
    await market.settleDown();
    expect(await refundOf(refundId)).toEqual({ state: 'failed', amount: 3_000 });
    expect(await market.published('payment.refund_failed')).toContainEqual({ refundId, orderId: one.orderId, amount: 3_000, reason: 'torn' });
    expect(await market.payments.balance(one.payeeId)).toEqual({ pendingAmount: 33_500, availableAmount: 0 });
    // And the refund made elsewhere is what reconciliation is for, once its news should have come.
    market.clock.advance({ minutes: 3 });
    expect(await market.reconciliation.findings()).toContainEqual({ invariant: 'I4', subject: `else ${chargeId}`, detail: 'refunded at the gateway, not here' });
    market.clock.set(new Date());
  });

  test('a bank that does not know our own key any more has refused no refund; it is sent once the key is right', async () => {
    const { shares } = await paid();
    const { fetch } = globalThis;
    globalThis.fetch = (address, init) => fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), authorization: 'Bearer an older key' } });
    const refundId = await market.payments.refund({ key: newId('key'), orderId: shares[0].orderId, reason: 'torn', lines: [], shippingAmount: 1_000 });
    await market.payments.pollUnanswered({ all: true }).finally(() => (globalThis.fetch = fetch));
    expect(await refundOf(refundId)).toEqual({ state: 'sent', amount: 1_000 });
    await market.settleDown();
    expect(await refundOf(refundId)).toEqual({ state: 'succeeded', amount: 1_000 });
  });

  test('what was not paid cannot be refunded or released, nor a line of another order, nor nothing', async () => {
    const open = await market.checkout();
    const { orderId } = open.intent.shares[0]!;
    const empty = { key: newId('key'), reason: 'x', lines: [], shippingAmount: 0 };
    await expect(market.payments.refund({ ...empty, orderId, shippingAmount: 1 })).rejects.toMatchObject({ code: 'not_captured' });
    await expect(market.payments.release(orderId)).rejects.toMatchObject({ code: 'not_captured' });
    await expect(market.payments.refund({ ...empty, orderId: newId('ord'), shippingAmount: 1 })).rejects.toMatchObject({ code: 'not_captured' });
    const { shares } = await paid();
    await expect(market.payments.refund({ ...empty, orderId: shares[0].orderId, lines: [line(shares[1], 0, 1)] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(market.payments.refund({ ...empty, orderId: shares[0].orderId })).rejects.toMatchObject({ code: 'refund_empty' });
    await expect(market.payments.refund({ ...empty, orderId: shares[1].orderId, shippingAmount: 1 })).rejects.toMatchObject({ code: 'refund_too_large' });
  });
});

describe('the seller\'s money', () => {
  test('turns available once, and a refund after that is taken from what is available', async () => {
    const { shares } = await paid();
    const [one] = shares;
    await Promise.all([market.payments.release(one.orderId), market.payments.release(one.orderId)]);
    expect(await market.payments.balance(one.payeeId)).toEqual({ pendingAmount: 0, availableAmount: 33_500 });
    await market.payments.refundRest({ key: newId('key'), orderId: one.orderId, reason: 'returned' });
    await market.settleDown();
    expect(await market.payments.balance(one.payeeId)).toEqual({ pendingAmount: 0, availableAmount: 0 });
  });

  test('is listed line by line, newest first, page by page, and the lines sum to the balance', async () => {
    const { shares } = await paid();
    const [one] = shares;
    await market.payments.release(one.orderId);
    const lines = [];
    let cursor: string | undefined;
    do {
      const page = await market.payments.statement(one.payeeId, { limit: 2, ...(cursor ? { cursor } : {}) });
      lines.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(lines.map(({ kind, part, purse, amount }) => [kind, part, purse, amount])).toEqual([
      ['release', 'transfer', 'available', 33_500],
      ['release', 'transfer', 'pending', -33_500],
      ['capture', 'shipping', 'pending', 5_000],
      ['capture', 'commission', 'pending', -1_500],
      ['capture', 'goods', 'pending', 30_000],
    ]);
    expect(lines.every(({ orderId }) => orderId === one.orderId)).toBe(true);
    await expect(market.payments.statement(newId('shp'), {})).resolves.toEqual({ items: [], nextCursor: null });
  });
});
