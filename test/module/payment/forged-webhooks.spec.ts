import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signedEvent, type EventSpec } from '../../support/gateway/signed-event.js';
import { paymentsUnderTest, type Opened, type PaymentsUnderTest } from '../../support/gateway/payments.js';

let market: PaymentsUnderTest;
let victim: Opened;
let payment: EventSpec['payment'];

beforeAll(async () => {
  market = await paymentsUnderTest();
  victim = await market.checkout();
  const { id } = /\/(?<id>pay_[0-9a-f]+)$/.exec(victim.url)!.groups as { id: string };
  payment = { id, key: victim.chargeId, amount: victim.intent.amount, currency: 'IDR' };
});
afterAll(() => market.close());

/** Everything of payment's and the outbox, so that a change anywhere is seen. */
const state = () =>
  market.rows(
    `SELECT (SELECT json_agg(p ORDER BY p.id) FROM payment.payable p) AS payables, (SELECT json_agg(c ORDER BY c.id) FROM payment.charge c) AS charges,
            (SELECT count(*) FROM payment.ledger_entry) AS entries, (SELECT count(*) FROM payment.gateway_event) AS inbox, (SELECT count(*) FROM platform.event) AS events`,
  );

type Sent = { headers: Record<string, string>; body: Buffer };
const forged: [name: string, make: () => Sent][] = [
  ['unsigned', () => ({ ...signedEvent(market, { payment }), headers: {} })],
  ['an empty signature', () => ({ ...signedEvent(market, { payment }), headers: { 'sandbox-signature': '' } })],
  ['signed with another secret', () => signedEvent(market, { payment, secret: 'guessed' })],
  ['301 seconds old', () => signedEvent(market, { payment, ageSeconds: 301 })],
  ['31 seconds in the future', () => signedEvent(market, { payment, ageSeconds: -31 })],
  ['an hour in the future', () => signedEvent(market, { payment, ageSeconds: -3600 })],
  ['for another account', () => signedEvent(market, { payment, account: 'acct_0000000000000000' })],
  ['an altered body', () => {
    const { headers, body } = signedEvent(market, { payment });
    return { headers, body: Buffer.from(body.toString().replace('"IDR"', '"USD"')) };
  }],
  ['the same JSON written differently', () => {
    const { headers, body } = signedEvent(market, { payment });
    return { headers, body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)) };
  }],
  ['a fresh time put on an old signature', () => {
    const { headers, body } = signedEvent(market, { payment, ageSeconds: 3 * 86_400 });
    const now = Math.floor(market.clock.now().getTime() / 1000);
    return { headers: { 'sandbox-signature': headers['sandbox-signature']!.replace(/t=\d+/, `t=${now}`) }, body };
  }],
  ['two signatures of which one is right', () => {
    const { headers, body } = signedEvent(market, { payment });
    return { headers: { 'sandbox-signature': `${headers['sandbox-signature']},v1=${'0'.repeat(64)}` }, body };
  }],
  ['signed, but without a payment in it', () => signedEvent(market, { payment: null as unknown as EventSpec['payment'] })],
  ['signed, but with an amount that is no number', () => signedEvent(market, { payment: { ...payment, amount: '129000' as unknown as number } })],
];

describe('forged webhooks', () => {
  test.each(forged)('%s is refused with 400 and stores nothing', async (_, make) => {
    const before = await state();
    const { headers, body } = make();
    await expect(market.payments.receive('sandbox', headers, body)).rejects.toMatchObject({ code: 'webhook_refused', status: 400 });
    expect(await state()).toEqual(before);
  });

  test.each([
    ['a wrong amount', { amount: 1 }, 'amount_mismatch'],
    ['a wrong currency', { currency: 'USD' }, 'currency_mismatch'],
    ['the key of nobody', { key: 'chg_other' }, 'key_mismatch'],
  ])('a signed event with %s settles nothing and is flagged for a person', async (_, wrong, reason) => {
    const { headers, body } = signedEvent(market, { payment: { ...payment, ...wrong } });
    await market.payments.receive('sandbox', headers, body);
    await market.settleDown();
    expect(await market.rows(`SELECT state, reason FROM payment.gateway_event ORDER BY id DESC LIMIT 1`)).toEqual([{ state: 'refused', reason: expect.stringContaining(reason) }]);
    expect((await market.payments.view([victim.subjectId]))[0]).toMatchObject({ state: 'open', charge: { status: 'pending' } });
    expect(await market.rows(`SELECT details->>'reason' AS reason FROM platform.audit WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`, [victim.chargeId])).toEqual([{ reason: expect.stringContaining(reason) }]);
  });

  test('a well signed event that claims a payment which the bank says is pending moves no money', async () => {
    const { headers, body } = signedEvent(market, { payment });
    await market.payments.receive('sandbox', headers, body);
    await market.settleDown();
    expect((await market.payments.view([victim.subjectId]))[0]).toMatchObject({ state: 'open' });
    expect(await market.rows(`SELECT 1 FROM payment.ledger_entry`)).toEqual([]);
  });

  test('an event about a payment that is not ours is put aside; a gateway that is not set up is not found', async () => {
    const { headers, body } = signedEvent(market, { payment: { ...payment, id: 'pay_unknown', key: 'chg_unknown' } });
    await market.payments.receive('sandbox', headers, body);
    await market.settleDown();
    expect(await market.rows(`SELECT state FROM payment.gateway_event ORDER BY id DESC LIMIT 1`)).toEqual([{ state: 'ignored' }]);
    await expect(market.payments.receive('stripe', headers, body)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('300 seconds old and 30 seconds ahead are still within what clocks and networks do', async () => {
    for (const ageSeconds of [300, -30]) {
      const { headers, body } = signedEvent(market, { payment, ageSeconds });
      await expect(market.payments.receive('sandbox', headers, body)).resolves.toBeUndefined();
    }
    await market.settleDown();
  });
});
