import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { newId } from '#libs/platform';
import { signedEvent } from '../../support/gateway/signed-event.js';
import { intentOf, paymentsUnderTest, until, type PaymentsUnderTest } from '../../support/gateway/payments.js';

let market: PaymentsUnderTest;

beforeAll(async () => {
  market = await paymentsUnderTest();
});
afterAll(() => market.close());

describe('paying at the sandbox', () => {
  test('a paid checkout settles by webhook, once, and fills the sellers\' pending balances', async () => {
    const { intent, subjectId, chargeId, url } = await market.checkout();
    expect(url).toMatch(/^http:\/\/kriyadesa\.test\/sandbox\/pay\/pay_[0-9a-f]{24}$/);
    expect((await market.payments.view([subjectId]))[0]).toMatchObject({ state: 'open', amount: 129_000, charge: { status: 'pending', action: { url } } });

    expect(await market.bank.choose(url, 'paid')).toBe(303);
    await market.hear(chargeId);

    const [view] = await market.payments.view([subjectId]);
    expect(view).toMatchObject({ state: 'paid', refundedAmount: 0, charge: { id: chargeId, status: 'captured', action: null } });
    expect(view!.shares).toEqual(intent.shares.map(({ orderId, amount }) => ({ orderId, amount, capturedAmount: amount, refundedAmount: 0 })));
    const captured = (await market.published('payment.captured')).filter((event) => event.chargeId === chargeId);
    expect(captured).toEqual([{ payableId: view!.payableId, subjectId, chargeId, amount: 129_000, orderIds: expect.arrayContaining(intent.shares.map((s) => s.orderId)), late: false }]);
    // 70,000 of goods less 5 % of each line (1,166 + 2,333), and 9,000 for the courier.
    expect(await market.payments.balance(intent.shares[0]!.payeeId)).toEqual({ pendingAmount: 70_000 - 1_166 - 2_333 + 9_000, availableAmount: 0 });
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('the buyer\'s name and address are forgotten once nobody will be asked to pay again', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.bank.choose(url, 'paid');
    await market.hear(chargeId);
    expect(await market.rows(`SELECT buyer FROM payment.payable WHERE subject_id = $1`, [subjectId])).toEqual([{ buyer: null }]);
  });

  test('a failed attempt leaves the payable open, and another attempt pays it', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.bank.choose(url, 'failed');
    await market.hear(chargeId);
    expect(await market.published('payment.failed')).toContainEqual(expect.objectContaining({ subjectId, chargeId }));
    const second = await market.payments.attempt(subjectId, 'sandbox');
    const { action } = await market.payments.begin(second.chargeId);
    await market.bank.choose(action!.url, 'paid');
    await market.hear(second.chargeId);
    expect((await market.payments.view([subjectId]))[0]).toMatchObject({ state: 'paid', charge: { id: second.chargeId, status: 'captured' } });
    await expect(market.payments.attempt(subjectId, 'sandbox')).rejects.toMatchObject({ code: 'already_paid' });
  });

  test('an expired attempt is told as such; a closed payable takes no further attempt', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.bank.choose(url, 'expired');
    await market.hear(chargeId);
    expect(await market.published('payment.expired')).toContainEqual(expect.objectContaining({ subjectId, chargeId }));
    expect((await market.payments.view([subjectId]))[0]).toMatchObject({ state: 'open', charge: { status: 'expired', action: null } });
    expect(await market.payments.close(subjectId, 'expired')).toBe(true);
    await expect(market.payments.attempt(subjectId, 'sandbox')).rejects.toMatchObject({ code: 'payment_closed' });
  });

  test('money that arrives after the payable was closed is kept and told as late', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    await market.payments.close(subjectId, 'cancelled');
    expect((await market.payments.view([subjectId]))[0]).toMatchObject({ state: 'closed', charge: { action: null } });
    await market.bank.choose(url, 'paid');
    await market.hear(chargeId);
    expect(await market.published('payment.captured')).toContainEqual(expect.objectContaining({ chargeId, late: true }));
    expect((await market.payments.view([subjectId]))[0]).toMatchObject({ state: 'paid' });
    expect(await market.payments.close(subjectId, 'expired')).toBe(false);
  });

  test('paying twice sends the second payment back by itself, with an audit line', async () => {
    const first = await market.checkout();
    const second = await market.payments.attempt(first.subjectId, 'sandbox');
    const { action } = await market.payments.begin(second.chargeId);
    await market.bank.choose(first.url, 'paid');
    await market.hear(first.chargeId);
    await market.bank.choose(action!.url, 'paid');
    await market.hear(second.chargeId);
    // And the news of the refund itself.
    await market.hear(second.chargeId, 2);
    const charges = await market.rows<{ id: string; isSurplus: boolean; refunded: number }>(
      `SELECT c.id, c.is_surplus AS "isSurplus", c.refunded_amount AS refunded FROM payment.charge c JOIN payment.payable p ON p.id = c.payable_id WHERE p.subject_id = $1 ORDER BY c.is_surplus`,
      [first.subjectId],
    );
    expect(charges).toMatchObject([{ isSurplus: false, refunded: 0 }, { isSurplus: true, refunded: 129_000 }]);
    expect(await market.rows(`SELECT state, amount FROM payment.refund WHERE charge_id = $1`, [charges[1]!.id])).toEqual([{ state: 'succeeded', amount: 129_000 }]);
    expect((await market.published('payment.captured')).filter((event) => event.subjectId === first.subjectId)).toHaveLength(1);
    expect(await market.rows(`SELECT 1 FROM platform.audit WHERE action = 'payment.surplus' AND subject_id = $1`, [charges[1]!.id])).toHaveLength(1);
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('opening takes one statement for any number of orders, the gateway\'s answer two, a webhook two', async () => {
    const statements = jest.spyOn(market.db, 'query');
    const count = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
      statements.mockClear();
      return [await work(), statements.mock.calls.length];
    };
    const pairs = Array.from({ length: 30 }, (_, place) => [10_000 + place, 5_000] as const);
    const [{ chargeId }, opening] = await count(() => market.payments.open(intentOf(pairs, market.clock.now())));
    expect(opening).toBe(1);
    const [, beginning] = await count(() => market.payments.begin(chargeId));
    expect(beginning).toBe(2);
    const [, replaying] = await count(() => market.payments.begin(chargeId));
    expect(replaying).toBe(1);
    const signed = signedEvent(market, { payment: { id: 'pay_none', key: 'chg_none', amount: 1, currency: 'IDR' } });
    const [, receiving] = await count(() => market.payments.receive('sandbox', signed.headers, signed.body));
    expect(receiving).toBe(2);
    statements.mockRestore();
    await market.settleDown();
  });

  test('the pay page has one form and no script, in both languages, and shows the result afterwards', async () => {
    const { subjectId, chargeId, url } = await market.checkout();
    const [, id] = /\/(pay_[0-9a-f]+)$/.exec(url)!;
    expect(await market.payments.view([subjectId, newId('cko')])).toHaveLength(1);
    const page = await (await fetch(`${market.bank.url}/pay/${id}`)).text();
    expect(page).toContain('<html lang="id">');
    expect(page).toContain('129.000');
    expect(page.match(/<form/g)).toHaveLength(1);
    expect([...page.matchAll(/name="outcome" value="(\w+)"/g)].map(([, value]) => value)).toEqual(['paid', 'failed', 'expired']);
    expect(page).not.toContain('<script');
    const english = await (await fetch(`${market.bank.url}/pay/${id}?lang=en`)).text();
    expect(english).toContain('<html lang="en">');
    await market.bank.choose(url, 'paid');
    const settled = await (await fetch(`${market.bank.url}/pay/${id}`)).text();
    expect(settled).toContain('Pembayaran berhasil');
    expect(settled).toContain('href="http://kriyadesa.test/pesanan/uji"');
    expect(settled).not.toContain('<form');
    await market.hear(chargeId);
  });

  test('an unknown method is refused before anything is written', async () => {
    await expect(market.checkout({ method: 'stripe' })).rejects.toMatchObject({ code: 'payment_method_unavailable' });
    expect(market.payments.methods(1).map(({ code }) => code)).toEqual(['sandbox']);
    await until(async () => (await market.rows(`SELECT 1 FROM payment.gateway_event WHERE state = 'received'`)).length === 0);
  });
});
