import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Commissions } from '#libs/payment';
import { Actor, newId } from '#libs/platform';
import { intentOf, paymentsUnderTest, type Opened, type PaymentsUnderTest } from '../../support/gateway/payments.js';

let market: PaymentsUnderTest;
let paid: Opened;

beforeAll(async () => {
  market = await paymentsUnderTest();
  paid = await market.checkout(intentOf([[30_000, 5_000]], market.clock.now()));
  await market.bank.choose(paid.url, 'paid');
  await market.hear(paid.chargeId);
});
afterAll(() => market.close());

/** Plants rows past every guard of ours, as only a fault or a person at the database could; answers the findings; takes them away again. */
async function planted(...statements: [sql: string, parameters?: unknown[]][]) {
  const found: Awaited<ReturnType<typeof market.reconciliation.findings>> = [];
  const undo = new Error('undo');
  await market.db
    .transaction(async () => {
      await market.rows(`SET LOCAL session_replication_role = 'replica'`);
      for (const [sql, parameters] of statements) await market.rows(sql, parameters);
      found.push(...(await market.reconciliation.books()));
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return found;
}

describe('the ledger', () => {
  test('refuses to be changed, emptied or deleted from', async () => {
    await expect(market.rows(`UPDATE payment.ledger_entry SET amount = amount + 1`)).rejects.toThrow('append-only');
    await expect(market.rows(`DELETE FROM payment.ledger_entry`)).rejects.toThrow('append-only');
    await expect(market.rows(`UPDATE payment.ledger_transaction SET kind = 'refund'`)).rejects.toThrow('append-only');
    await expect(market.rows(`TRUNCATE payment.ledger_entry`)).rejects.toThrow('append-only');
  });

  test('refuses at commit what does not sum to zero, also when it is added to an old transaction', async () => {
    const one = `INSERT INTO payment.ledger_entry (transaction_id, account, part, amount) SELECT id, 'commission:platform', 'commission', -1 FROM payment.ledger_transaction LIMIT 1`;
    await expect(market.db.transaction(() => market.rows(one))).rejects.toThrow('does not sum to zero');
    const both = market.db.transaction(async () => {
      await market.rows(one);
      await market.rows(`INSERT INTO payment.ledger_entry (transaction_id, account, part, amount) SELECT id, 'gateway_clearing:sandbox', 'transfer', 1 FROM payment.ledger_transaction LIMIT 1`);
      throw new Error('balanced, but not meant');
    });
    await expect(both).rejects.toThrow('balanced, but not meant');
  });
});

describe('reconciliation', () => {
  afterEach(async () => expect(await market.reconciliation.findings()).toEqual([]));

  test('finds nothing in sound books', async () => {
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('I1: a ledger transaction that does not sum to zero, and a guard that was put to sleep', async () => {
    const found = await planted([`INSERT INTO payment.ledger_entry (transaction_id, account, part, amount) SELECT id, 'commission:platform', 'commission', -7 FROM payment.ledger_transaction LIMIT 1`]);
    expect(found).toContainEqual({ invariant: 'I1', subject: `capture:${paid.chargeId}`, detail: 'sums to -7' });
    expect(await planted([`ALTER TABLE payment.ledger_entry DISABLE TRIGGER append_only`])).toContainEqual(expect.objectContaining({ invariant: 'I1', subject: 'ledger_entry' }));
  });

  test('I3: paid without its money, and money without being paid', async () => {
    const { payableId } = (await market.payments.view([paid.subjectId]))[0]!;
    expect(await planted([`UPDATE payment.payable SET state = 'open', paid_at = NULL WHERE id = $1`, [payableId]])).toContainEqual({ invariant: 'I3', subject: payableId, detail: 'is open with 35000 of 35000 captured' });
    expect(await planted([`UPDATE payment.charge SET state = 'failed', captured_amount = 0 WHERE id = $1`, [paid.chargeId]])).toContainEqual({ invariant: 'I3', subject: payableId, detail: 'is paid with 0 of 35000 captured' });
    expect(await planted([`UPDATE payment.charge_share SET captured_amount = 0 WHERE charge_id = $1`, [paid.chargeId]])).toContainEqual(expect.objectContaining({ invariant: 'I3', subject: paid.chargeId }));
  });

  test('I4: captured here and not at the bank', async () => {
    const { chargeId } = await market.checkout();
    await market.rows(`UPDATE payment.charge SET gateway_ref = 'pay_of_nobody' WHERE id = $1`, [chargeId]);
    const before = await market.reconciliation.findings();
    expect(before).toEqual([]);
    await market.rows(`UPDATE payment.charge SET state = 'captured', captured_amount = amount, settled_at = now() - interval '3 minutes' WHERE id = $1`, [chargeId]);
    expect(await market.reconciliation.findings()).toContainEqual({ invariant: 'I4', subject: chargeId, detail: 'captured here, pending at the gateway' });
    await market.rows(`UPDATE payment.charge SET state = 'failed', captured_amount = 0 WHERE id = $1`, [chargeId]);
  });

  test('I4: captured at the bank and not here, once its news should have come', async () => {
    const body = { amount: 9_000, currency: 'IDR', reference: 'KD-OTHER', webhookUrl: 'http://127.0.0.1:9/nowhere', returnUrl: 'http://kriyadesa.test/' };
    const { body: foreign } = (await market.bank.ask('/v1/payments', body, newId('chg'))) as { body: { id: string } };
    await market.bank.choose(`http://bank/pay/${foreign.id}`, 'paid');
    expect(await market.reconciliation.findings()).toEqual([]);
    market.clock.advance({ minutes: 3 });
    expect(await market.reconciliation.findings()).toEqual([{ invariant: 'I4', subject: `sandbox:${foreign.id}`, detail: 'captured at the gateway, unknown here' }]);
    market.clock.set(new Date());
  });

  test('I8: an event that nobody processed, and an effect without its cause', async () => {
    const event = `INSERT INTO payment.gateway_event (gateway, event_key, payload, news, received_at) VALUES ('sandbox', 'evt_stuck', '{}', '{}', $1)`;
    const at = new Date(market.clock.now().getTime() - 301_000);
    expect(await planted([event, [at]])).toEqual([expect.objectContaining({ invariant: 'I8', subject: 'sandbox:evt_stuck' })]);
    expect(await planted([event, [market.clock.now()]])).toEqual([]);
    const posting = `INSERT INTO payment.ledger_transaction (cause, kind, posted_at) VALUES ('capture:chg_twice', 'capture', now())`;
    expect(await planted([posting])).toContainEqual({ invariant: 'I8', subject: 'capture:chg_twice', detail: 'posted without a captured charge' });
  });

  test('I9: a balanced posting that gives a seller what was not earned, or the gateway what it does not hold', async () => {
    const { payeeId } = paid.intent.shares[0]!;
    const entries = `INSERT INTO payment.ledger_entry (transaction_id, account, part, amount)
      SELECT t.id, given.account, 'goods', given.amount FROM payment.ledger_transaction t, unnest($1::text[], $2::bigint[]) AS given(account, amount) WHERE t.cause = $3`;
    const found = await planted([entries, [[`seller_pending:${payeeId}`, 'gateway_clearing:sandbox'], [-500, 500], `capture:${paid.chargeId}`]]);
    expect(found.map(({ invariant, subject }) => [invariant, subject])).toEqual([['I9', payeeId], ['I9', 'sandbox']]);
  });

  test('I10: a refund beyond what was captured, and one that was never marked', async () => {
    const refund = `INSERT INTO payment.refund (id, key, charge_id, order_id, reason, amount, requested_at) VALUES ($1, $1, $2, $3, 'planted', $4, now())`;
    const { orderId } = paid.intent.shares[0]!;
    const found = await planted([refund, [newId('rfd'), paid.chargeId, orderId, 40_000]]);
    const about = `${paid.chargeId} ${orderId}`;
    expect(found).toContainEqual({ invariant: 'I10', subject: about, detail: 'refunds of 40000, marked 0, captured 35000' });
    expect(found).toContainEqual(expect.objectContaining({ invariant: 'I10', subject: paid.chargeId }));
  });

  test('a bank that is away is itself a finding, not an error', async () => {
    await market.bank.misbehave({ error500: 1 });
    expect(await market.reconciliation.findings()).toEqual([{ invariant: 'I4', subject: 'sandbox', detail: expect.stringContaining('500') }]);
  });
});

describe('commission', () => {
  const question = { categoryPath: 'weaving/basket', sentraId: null, channel: 'retail' as const };

  test('is the platform\'s rule unless the shop has its own, from the day it starts; any number of lines in one statement', async () => {
    const commissions = market.get(Commissions);
    const [own, plain] = [newId('shp'), newId('shp')];
    const admin = new Actor({ userId: newId('usr'), roles: ['admin'] });
    const ask = () => commissions.quote([{ ...question, shopId: own, amount: 12_345 }, { ...question, shopId: plain, amount: 12_350 }]);
    await commissions.set(admin, { shopId: own, basisPoints: 250, startsAt: new Date(market.clock.now().getTime() + 3_600_000) });
    expect(await ask()).toEqual([{ basisPoints: 500, amount: 617 }, { basisPoints: 500, amount: 618 }]);
    market.clock.advance({ hours: 2 });
    expect(await ask()).toEqual([{ basisPoints: 250, amount: 309 }, { basisPoints: 500, amount: 618 }]);
    await expect(commissions.set(new Actor({ userId: newId('usr') }), { shopId: null, basisPoints: 0, startsAt: new Date() })).rejects.toMatchObject({ status: 403 });
    await expect(commissions.set(admin, { shopId: null, basisPoints: 10_001, startsAt: new Date() })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
