import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signedEvent } from '../../support/gateway/signed-event.js';
import { intentOf, paymentsUnderTest, until, type PaymentsUnderTest } from '../../support/gateway/payments.js';

let market: PaymentsUnderTest;
const HARMLESS = { slowMs: 0, error500: 0, tooMany: 0, cut: 0, cutPage: 0, duplicate: 0, lost: 0, lateMs: 0 };

beforeAll(async () => {
  market = await paymentsUnderTest();
});
afterAll(() => market.close());
beforeEach(async () => {
  // The bank signs by the real time; a test that ran ahead must not make the next one's events look old.
  market.clock.set(new Date());
  await market.bank.misbehave(HARMLESS);
});

interface Listed {
  items: { key: string; status: string; refunds: { key: string; amount: number }[] }[];
}
const atTheBank = async (key: string) => ((await market.bank.ask('/v1/payments')).body as Listed).items.filter((each) => each.key === key);
const stateOf = async (subjectId: string) => (await market.payments.view([subjectId]))[0]!;
const captures = async (chargeId: string) => (await market.published('payment.captured')).filter((event) => event.chargeId === chargeId).length;

describe('a bank that misbehaves', () => {
  test('an event told three times at once has one effect', async () => {
    const { chargeId, url } = await market.checkout();
    await market.bank.misbehave({ duplicate: 1 });
    await market.bank.choose(url, 'paid');
    await market.hear(chargeId);
    expect(await captures(chargeId)).toBe(1);
    expect(await market.rows(`SELECT 1 FROM payment.ledger_transaction WHERE cause = $1`, [`capture:${chargeId}`])).toHaveLength(1);
  });

  test('ten copies of one event at the same moment become one row', async () => {
    const { chargeId, intent, url } = await market.checkout();
    await market.bank.misbehave({ lost: 1 });
    await market.bank.choose(url, 'paid');
    const { headers, body } = signedEvent(market, { payment: { id: url.split('/').at(-1)!, key: chargeId, amount: intent.amount, currency: 'IDR' } });
    await Promise.all(Array.from({ length: 10 }, () => market.payments.receive('sandbox', headers, body)));
    await market.hear(chargeId);
    expect(await captures(chargeId)).toBe(1);
  });

  test('webhook and three polls at the same moment settle once', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.bank.choose(url, 'paid');
    await until(async () => (await market.rows(`SELECT 1 FROM payment.gateway_event WHERE news->>'key' = $1`, [chargeId])).length === 1);
    await Promise.all([market.settleDown(), ...[1, 2, 3].map(() => market.payments.pollUnanswered({ all: true }))]);
    await market.settleDown();
    expect(await stateOf(subjectId)).toMatchObject({ state: 'paid' });
    expect(await captures(chargeId)).toBe(1);
  });

  test('two attempts captured and polled at the same moment: one pays, the other goes back', async () => {
    const { subjectId, url } = await market.checkout();
    const second = await market.payments.attempt(subjectId, 'sandbox');
    const { action } = await market.payments.begin(second.chargeId);
    await market.bank.misbehave({ lost: 2 });
    await Promise.all([market.bank.choose(url, 'paid'), market.bank.choose(action!.url, 'paid')]);
    await Promise.all([1, 2, 3].map(() => market.payments.pollUnanswered({ all: true })));
    await market.settleDown();
    const charges = await market.rows(`SELECT c.is_surplus, c.refunded_amount FROM payment.charge c JOIN payment.payable p ON p.id = c.payable_id WHERE p.subject_id = $1 ORDER BY c.is_surplus`, [subjectId]);
    expect(charges).toEqual([{ is_surplus: false, refunded_amount: 0 }, { is_surplus: true, refunded_amount: 129_000 }]);
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('an event that was refused, since our clock was ten minutes ahead, is told again and then taken', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    market.clock.advance({ minutes: 10 });
    await market.bank.choose(url, 'paid');
    await new Promise((passed) => setTimeout(passed, 500));
    expect(await market.rows(`SELECT 1 FROM payment.gateway_event WHERE news->>'key' = $1`, [chargeId])).toEqual([]);
    market.clock.set(new Date());
    await market.hear(chargeId);
    expect(await stateOf(subjectId)).toMatchObject({ state: 'paid' });
  });

  test('a lost event is found by polling, not before its time', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.bank.misbehave({ lost: 1 });
    await market.bank.choose(url, 'paid');
    expect(await market.payments.pollUnanswered()).toBe(0);
    expect(await stateOf(subjectId)).toMatchObject({ state: 'open' });
    market.clock.advance({ minutes: 3 });
    expect(await market.payments.pollUnanswered()).toBe(1);
    await market.settleDown();
    expect(await stateOf(subjectId)).toMatchObject({ state: 'paid' });
    expect(await captures(chargeId)).toBe(1);
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('a call cut after the payment was written is found again by its key: one payment, one pay page', async () => {
    const intent = intentOf([[40_000, 8_000]], market.clock.now());
    const { chargeId } = await market.payments.open(intent);
    await market.bank.misbehave({ cut: 2 });
    expect(await market.payments.begin(chargeId)).toMatchObject({ status: 'pending', action: null });
    expect(await atTheBank(chargeId)).toHaveLength(1);
    market.clock.advance({ minutes: 2 });
    await market.payments.pollUnanswered();
    const view = await market.payments.begin(chargeId);
    expect(view.action?.url).toContain('/sandbox/pay/');
    expect(await atTheBank(chargeId)).toHaveLength(1);
    await market.bank.choose(view.action!.url, 'paid');
    await market.hear(chargeId);
    expect(await stateOf(intent.subjectId)).toMatchObject({ state: 'paid' });
  });

  test('a single cut is mended at once by asking again with the same key', async () => {
    await market.bank.misbehave({ cut: 1 });
    const { chargeId, url } = await market.checkout();
    expect(url).not.toBe('');
    expect(await atTheBank(chargeId)).toHaveLength(1);
  });

  test('charged, the page cut off and the event lost: reconciling finds the money, and charges nobody twice', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.bank.misbehave({ cutPage: 1, lost: 1 });
    expect(await market.bank.choose(url, 'paid')).toBe(0);
    expect(await market.bank.choose(url, 'paid')).toBe(303);
    await market.payments.pollUnanswered({ all: true });
    await market.payments.pollUnanswered({ all: true });
    await market.settleDown();
    expect(await stateOf(subjectId)).toMatchObject({ state: 'paid' });
    expect(await captures(chargeId)).toBe(1);
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test.each([
    ['429', { tooMany: 1 }],
    ['500', { error500: 1 }],
  ])('after a %s the attempt stays pending, and the next look begins it', async (_, mischief) => {
    const { chargeId } = await market.payments.open(intentOf([[30_000, 0]], market.clock.now()));
    await market.bank.misbehave(mischief);
    expect(await market.payments.begin(chargeId)).toMatchObject({ status: 'pending', action: null });
    expect(await atTheBank(chargeId)).toHaveLength(0);
    await market.payments.pollUnanswered({ all: true });
    expect((await market.payments.begin(chargeId)).action).not.toBeNull();
  });

  test('a silent bank costs the buyer no more than ten seconds, and the next look goes on where it stopped', async () => {
    const { chargeId } = await market.payments.open(intentOf([[30_000, 0]], market.clock.now()));
    await market.bank.misbehave({ slowMs: 20_000 });
    const began = Date.now();
    expect(await market.payments.begin(chargeId)).toMatchObject({ status: 'pending', action: null });
    expect(Date.now() - began).toBeLessThan(10_000);
    await market.bank.restart();
    await market.payments.pollUnanswered({ all: true });
    expect((await market.payments.begin(chargeId)).action).not.toBeNull();
    expect(await atTheBank(chargeId)).toHaveLength(1);
  });

  test('a refund cut off after the bank wrote it is sent again with its key, and the buyer gets it once', async () => {
    const { intent, chargeId, url } = await market.checkout();
    await market.bank.choose(url, 'paid');
    await market.hear(chargeId);
    const [share] = intent.shares;
    await market.payments.refund({ key: `cut ${chargeId}`, orderId: share!.orderId, reason: 'torn', lines: [{ lineId: share!.lines[0]!.lineId, quantity: 1, amount: 10_000 }], shippingAmount: 0 });
    await market.bank.misbehave({ cut: 2, lost: 1 });
    await expect(market.settleDown()).rejects.toThrow('cut');
    expect(await market.rows(`SELECT state FROM payment.refund WHERE charge_id = $1`, [chargeId])).toEqual([{ state: 'sent' }]);
    market.clock.advance({ minutes: 3 });
    expect(await market.payments.pollUnanswered()).toBe(1);
    await market.settleDown();
    expect(await market.rows(`SELECT state FROM payment.refund WHERE charge_id = $1`, [chargeId])).toEqual([{ state: 'succeeded' }]);
    expect((await atTheBank(chargeId))[0]!.refunds).toEqual([expect.objectContaining({ amount: 10_000 })]);
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('a killed bank keeps its books and tells what it had not told', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.bank.misbehave({ lateMs: 60_000 });
    await market.bank.choose(url, 'paid');
    await market.bank.restart();
    await market.hear(chargeId);
    expect(await stateOf(subjectId)).toMatchObject({ state: 'paid' });
  });

  test('an attempt that never reached the bank ends when its payable closes', async () => {
    const { chargeId, payableId } = await market.payments.open(intentOf([[30_000, 0]], market.clock.now()));
    const [{ subject }] = (await market.rows<{ subject: string }>(`SELECT subject_id AS subject FROM payment.payable WHERE id = $1`, [payableId])) as [{ subject: string }];
    await market.payments.close(subject, 'expired');
    await market.payments.pollUnanswered({ all: true });
    expect(await market.rows(`SELECT state FROM payment.charge WHERE id = $1`, [chargeId])).toEqual([{ state: 'expired' }]);
    await until(async () => (await market.rows(`SELECT 1 FROM payment.gateway_event WHERE state = 'received'`)).length === 0);
  });
});
