import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { People, Roles } from '#libs/identity';
import { GatewayRefused } from '../../../libs/payment/src/gateway/gateway.js';
import { SandboxGateway } from '../../../libs/payment/src/sandbox/sandbox.gateway.js';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { ADMIN, transferring, type Transferring } from '../../support/transfers.js';

let market: Transferring;
let variantId: string;

beforeAll(async () => {
  market = await transferring();
  variantId = (await market.goods({ onHand: 500 })).variantIds[0]!;
});
afterAll(() => market.close());

const ACCOUNT = { bank: 'BNI', number: '0098 7654 321', holder: 'Ni Luh Sari' };
const record = (refundId: string) => market.refunds.record(ADMIN, refundId, { paidOn: market.today(), bankReference: 'FT-1' });
const ledgerOf = (account: string) => market.rows<{ amount: number }>('SELECT coalesce(sum(amount), 0)::bigint AS amount FROM payment.ledger_entry WHERE account = $1', [account]).then(([row]) => row!.amount);

/** Paid by transfer, cancelled by the buyer: the refund waits for a person. */
async function toPayBack() {
  const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
  await market.admins.confirm(ADMIN, transferId, { receivedOn: market.today(), amount: checkout.totalAmount, seen: 'awaiting_proof' });
  await market.settle();
  await market.orders.cancel(buyer, checkout.orders[0]!.id, 'salah pesan');
  await market.settle();
  const { items } = await market.refunds.list(ADMIN, 'to_pay_back', { limit: 100 });
  return { checkout, buyer, refundId: items.find((row) => row.subjectId === checkout.id)!.id };
}

/** Paid at the sandbox bank, which then refuses the refund for good. */
async function refused() {
  const { checkout, buyer } = await market.placedAndPaid([[variantId, 1]]);
  const gateway = market.get(SandboxGateway);
  const refund = gateway.refund.bind(gateway);
  gateway.refund = () => Promise.reject(new GatewayRefused('the card is closed'));
  try {
    await market.orders.cancel(buyer, checkout.orders[0]!.id, 'salah pesan');
    await market.settle();
  } finally {
    gateway.refund = refund;
  }
  const { items } = await market.refunds.list(ADMIN, 'failed', { limit: 100 });
  return { checkout, buyer, refundId: items.find((row) => row.subjectId === checkout.id)!.id };
}

describe('a refund of a bank transfer', () => {
  test('waits for a person, who pays it back and records it once', async () => {
    const held = await ledgerOf('gateway_clearing:bank_transfer');
    const { checkout, buyer, refundId } = await toPayBack();
    expect(await market.refunds.show(ADMIN, refundId)).toMatchObject({ amount: checkout.totalAmount, state: 'sent', orderNumber: checkout.orders[0]!.number, account: null, contact: { name: 'Ni Luh Sari' } });
    // Nobody is asked again and again meanwhile: it is a person's turn.
    const [before] = await market.rows('SELECT sent_at FROM payment.refund WHERE id = $1', [refundId]);
    market.clock.set(new Date(market.clock.now().getTime() + 600_000));
    expect(await findBroken(market.app)).toEqual([]);
    expect((await market.rows('SELECT sent_at FROM payment.refund WHERE id = $1', [refundId]))[0]).toEqual(before);

    await record(refundId);
    await expect(record(refundId)).rejects.toMatchObject({ code: 'not_to_pay_back' });
    await market.settle();
    expect((await market.orders.view(buyer, checkout.orders[0]!.id)).refundedAmount).toBe(checkout.totalAmount);
    expect(await ledgerOf('gateway_clearing:bank_transfer')).toBe(held);
    expect((await market.refunds.list(ADMIN, 'to_pay_back', {})).items.map((row) => row.id)).not.toContain(refundId);
    expect(await market.refunds.show(ADMIN, refundId)).toMatchObject({ state: 'succeeded', paidOn: market.today(), bankReference: 'FT-1' });
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('a day before it was asked for or after today is refused', async () => {
    const { refundId } = await toPayBack();
    for (const paidOn of ['2026-01-01', '2099-01-01']) await expect(market.refunds.record(ADMIN, refundId, { paidOn, bankReference: 'FT' })).rejects.toMatchObject({ code: 'invalid_input' });
    await record(refundId);
    await market.settle();
  });

  test('the buyer is asked for an account; its number is sealed, masked, and opened for the admin with a note', async () => {
    const { checkout, buyer, refundId } = await toPayBack();
    expect(await market.rows('SELECT 1 FROM notice.note WHERE subject_id LIKE $1', [`Pengembalian % untuk pesanan ${checkout.number}`])).toHaveLength(1);
    expect(await market.buyers.payback(buyer, checkout.id)).toEqual({ amount: checkout.totalAmount, account: null });
    await market.buyers.leaveAccount(buyer, checkout.id, ACCOUNT);
    expect(await market.buyers.payback(buyer, checkout.id)).toEqual({ amount: checkout.totalAmount, account: { bank: 'BNI', holder: 'Ni Luh Sari', last4: '4321' } });

    const [row] = await market.rows<{ whole: string }>('SELECT a::text AS whole FROM payment.payback_account a WHERE subject_id = $1', [checkout.id]);
    expect(row!.whole).not.toContain('7654');
    expect(row!.whole).toContain('v1.');
    expect((await market.refunds.list(ADMIN, 'to_pay_back', { limit: 100 })).items.find((each) => each.id === refundId)).toMatchObject({ accountBank: 'BNI', accountLast4: '4321' });
    expect((await market.refunds.show(ADMIN, refundId)).account).toEqual({ ...ACCOUNT, number: '00987654321' });
    expect(await market.rows(`SELECT details FROM platform.audit WHERE action = 'payback_account.read' AND subject_id = $1`, [checkout.id])).toEqual([{ details: { refundId } }]);
    await record(refundId);
    await market.settle();
    expect((await market.refunds.show(ADMIN, refundId)).account).toBeNull();
    await expect(market.buyers.leaveAccount(buyer, checkout.id, ACCOUNT)).rejects.toMatchObject({ code: 'nothing_to_pay_back' });
  });

  test('one account’s sealed number does not open for another checkout', async () => {
    const [one, other] = [await toPayBack(), await toPayBack()];
    await market.buyers.leaveAccount(one.buyer, one.checkout.id, ACCOUNT);
    await market.buyers.leaveAccount(other.buyer, other.checkout.id, { ...ACCOUNT, number: '111122223333' });
    await market.rows('UPDATE payment.payback_account SET number_sealed = (SELECT number_sealed FROM payment.payback_account WHERE subject_id = $1) WHERE subject_id = $2', [one.checkout.id, other.checkout.id]);
    expect((await market.refunds.show(ADMIN, other.refundId)).account).toBeNull();
    for (const { refundId } of [one, other]) await record(refundId);
    await market.settle();
  });
});

describe('a refund that its gateway refuses for good', () => {
  test('is what needs an admin: each of them is told, and it stands in the list', async () => {
    const person = await market.get(People).create({ email: 'ketut@example.test', name: 'Ketut', password: 'rahasia-sekali-1', locale: 'id', emailVerified: true });
    await market.get(Roles).grant(person, 'admin');
    const { checkout, refundId } = await refused();
    expect(await market.rows('SELECT user_id AS "userId", path FROM notice.note WHERE subject_id LIKE $1', [`Pengembalian pesanan ${checkout.number} ditolak`])).toEqual([
      { userId: person, path: `/admin/pengembalian/${refundId}` },
    ]);
    expect(await market.refunds.show(ADMIN, refundId)).toMatchObject({ state: 'failed', failure: 'the card is closed', account: null });
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('is sent again through the gateway, once', async () => {
    const { checkout, buyer, refundId } = await refused();
    await market.refunds.again(ADMIN, refundId, 'gateway');
    await expect(market.refunds.again(ADMIN, refundId, 'gateway')).rejects.toMatchObject({ code: 'not_to_try_again' });
    await market.settle();
    expect((await market.orders.view(buyer, checkout.orders[0]!.id)).refundedAmount).toBe(checkout.totalAmount);
    expect((await market.refunds.list(ADMIN, 'failed', { limit: 100 })).items.map((row) => row.id)).not.toContain(refundId);
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('is paid back by hand from our account, and both accounts say so', async () => {
    const held = await ledgerOf('gateway_clearing:bank_transfer');
    const { checkout, buyer, refundId } = await refused();
    await market.refunds.again(ADMIN, refundId, 'hand');
    await market.settle();
    const { items } = await market.refunds.list(ADMIN, 'to_pay_back', { limit: 100 });
    const byHand = items.find((row) => row.subjectId === checkout.id)!;
    expect(byHand).toMatchObject({ gateway: 'sandbox', amount: checkout.totalAmount });
    await record(byHand.id);
    await market.settle();
    expect((await market.orders.view(buyer, checkout.orders[0]!.id)).refundedAmount).toBe(checkout.totalAmount);
    expect(await ledgerOf('gateway_clearing:bank_transfer')).toBe(held - checkout.totalAmount);
    expect(await findBroken(market.app)).toEqual([]);
  });
});

describe('money that came twice', () => {
  test('by transfer after the sandbox bank: the second goes to the list of what is paid back', async () => {
    const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
    await market.checkouts.attempt(buyer, checkout.id, 'sandbox');
    const { payment } = await market.checkouts.view(buyer, checkout.id);
    await market.bank.choose(payment!.action!.url, 'paid');
    await market.payments.pollUnanswered({ all: true });
    await market.settle();
    expect(await market.admins.confirm(ADMIN, transferId, { receivedOn: market.today(), amount: checkout.totalAmount, seen: 'awaiting_proof' })).toBe('surplus');
    await market.settle();
    const { items } = await market.refunds.list(ADMIN, 'to_pay_back', { limit: 100 });
    const surplus = items.find((row) => row.subjectId === checkout.id)!;
    expect(surplus).toMatchObject({ orderId: null, amount: checkout.totalAmount });
    await record(surplus.id);
    await market.settle();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('paid');
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('a surplus that its gateway refuses is tried again, once', async () => {
    const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
    await market.checkouts.attempt(buyer, checkout.id, 'sandbox');
    const { payment } = await market.checkouts.view(buyer, checkout.id);
    await market.admins.confirm(ADMIN, transferId, { receivedOn: market.today(), amount: checkout.totalAmount, seen: 'awaiting_proof' });
    await market.settle();
    const gateway = market.get(SandboxGateway);
    const refund = gateway.refund.bind(gateway);
    gateway.refund = () => Promise.reject(new GatewayRefused('no'));
    try {
      await market.bank.choose(payment!.action!.url, 'paid');
      await market.payments.pollUnanswered({ all: true });
      await market.settle();
    } finally {
      gateway.refund = refund;
    }
    const failed = (await market.refunds.list(ADMIN, 'failed', { limit: 100 })).items.find((row) => row.subjectId === checkout.id)!;
    expect(failed.orderId).toBeNull();
    await market.refunds.again(ADMIN, failed.id, 'gateway');
    await expect(market.refunds.again(ADMIN, failed.id, 'hand')).rejects.toMatchObject({ code: 'not_to_try_again' });
    await market.settle();
    expect(await findBroken(market.app)).toEqual([]);
  });
});
