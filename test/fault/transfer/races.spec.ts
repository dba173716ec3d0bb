import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { later, Outbox, Storage } from '#libs/platform';
import { Payments } from '#libs/payment';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { Lifecycle } from '../../../libs/order/src/order/lifecycle.js';
import { Settlement } from '../../../libs/payment/src/settlement.js';
import { during } from '../../module/order/ordering.js';
import { ADMIN, transferring, type Transferring } from '../../support/transfers.js';
import { atSize } from '../support/size.js';

let market: Transferring;
let variantId: string;

beforeAll(async () => {
  market = await transferring();
  variantId = (await market.goods({ onHand: 500 })).variantIds[0]!;
});
afterAll(() => market.close());

const CHANGED = 'transfer_changed';

async function inReview(wanted: readonly (readonly [string, number])[] = [[variantId, 1]]) {
  const placed = await market.toTransfer(wanted);
  await market.buyers.addProof(placed.buyer, placed.checkout.id, market.receipt);
  const confirm = (amount = placed.checkout.totalAmount) => market.admins.confirm(ADMIN, placed.transferId, { receivedOn: market.today(), amount, seen: 'in_review' });
  const refuse = () => market.admins.refuse(ADMIN, placed.transferId, 'bukan transfer ini');
  const decisions = () => market.rows<{ decision: string }>('SELECT decision FROM payment.transfer_decision WHERE transfer_id = $1 ORDER BY id', [placed.transferId]).then((rows) => rows.map((row) => row.decision));
  return { ...placed, confirm, refuse, decisions };
}

/** `done`, or the code of the refusal. */
async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'done', (refusal: { code: string }) => refusal.code);
}

function tally(outcomes: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const each of outcomes) counted[each] = (counted[each] ?? 0) + 1;
  return counted;
}

const captures = (checkoutId: string) => market.rows('SELECT 1 FROM platform.event WHERE name = $1 AND payload->>$2 = $3', ['payment.captured', 'subjectId', checkoutId]);

describe('one transfer decided at one moment', () => {
  test('fifty confirmations have one effect', async () => {
    const size = atSize(50, 200);
    const { checkout, confirm, decisions } = await inReview();
    expect(tally(await Promise.all(Array.from({ length: size }, () => outcome(confirm()))))).toEqual({ done: 1, [CHANGED]: size - 1 });
    await market.settle();
    expect(await decisions()).toEqual(['confirmed']);
    expect(await captures(checkout.id)).toHaveLength(1);
    expect(await market.rows('SELECT 1 FROM payment.ledger_transaction t JOIN payment.charge c ON t.cause = $1 || c.id JOIN payment.payable p ON p.id = c.payable_id WHERE p.subject_id = $2', ['capture:', checkout.id])).toHaveLength(1);
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('refused while it is being confirmed: it is confirmed', async () => {
    const { confirm, refuse, decisions } = await inReview();
    const rival = await during(market.get(Settlement), 'settle', () => outcome(refuse()), confirm);
    expect(await rival()).toBe(CHANGED);
    expect(await decisions()).toEqual(['confirmed']);
    await market.settle();
  });

  test('confirmed while it is being refused: it is refused, and nothing is paid', async () => {
    const { checkout, confirm, refuse, decisions } = await inReview();
    const rival = await during(market.get(Outbox), 'publish', () => outcome(confirm()), refuse);
    expect(await rival()).toBe(CHANGED);
    expect(await decisions()).toEqual(['refused']);
    await market.settle();
    expect(await captures(checkout.id)).toHaveLength(0);
  });

  test('a wrong amount beside the right one changes nothing', async () => {
    const { checkout, confirm, decisions } = await inReview();
    const outcomes = await Promise.all([confirm(checkout.totalAmount - 1), confirm(), confirm(checkout.totalAmount + 1)].map(outcome));
    expect(outcomes[1]).toBe('done');
    expect(outcomes.filter((each) => each !== 'done').every((each) => [CHANGED, 'transfer_amount_differs'].includes(each))).toBe(true);
    expect(await decisions()).toEqual(['confirmed']);
    await market.settle();
  });

  test('another proof while it is being confirmed is refused and leaves no file', async () => {
    const { checkout, buyer, confirm } = await inReview();
    const storage = market.get(Storage);
    const [put, remove] = [storage.put.bind(storage), storage.delete.bind(storage)];
    const files: string[] = [];
    storage.put = async (key, ...rest) => {
      await put(key, ...rest);
      files.push(key);
    };
    storage.delete = async (key) => {
      await remove(key);
      files.splice(files.indexOf(key), 1);
    };
    const rival = await during(market.get(Settlement), 'settle', () => outcome(market.buyers.addProof(buyer, checkout.id, market.receipt)), confirm);
    expect(await rival()).toBe('already_paid');
    Object.assign(storage, { put, delete: remove });
    expect(files).toEqual([]);
    await market.settle();
  });
});

describe('a transfer and its due time', () => {
  test('confirmed while the checkout is expiring: the money that is here wins', async () => {
    const { checkout, buyer, confirm } = await inReview();
    market.clock.set(later(checkout.expiresAt, { seconds: 1 }));
    const rival = await during(market.get(Payments), 'close', () => outcome(confirm()), () => market.schedules.expireUnpaid());
    expect(await rival()).toBe('done');
    await market.settle();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('paid');
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('expiring while it is being confirmed: the same', async () => {
    const { checkout, buyer, confirm } = await inReview();
    market.clock.set(later(checkout.expiresAt, { seconds: 1 }));
    const rival = await during(market.get(Settlement), 'settle', () => market.schedules.expireUnpaid(), confirm);
    await rival();
    await market.settle();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('paid');
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('confirmed late while the goods are there: held anew and paid', async () => {
    const { checkout, buyer, confirm } = await inReview();
    market.clock.set(later(checkout.expiresAt, { hours: 3 }));
    await market.schedules.expireUnpaid();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('expired');
    expect(await confirm()).toBe('paid_late');
    await market.settle();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('paid');
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('confirmed late after the goods were sold to another: the money is to be paid back, once', async () => {
    const scarce = (await market.goods({ onHand: 2 })).variantIds[0]!;
    const { checkout, buyer, confirm } = await inReview([[scarce, 2]]);
    market.clock.set(later(checkout.expiresAt, { minutes: 1 }));
    await market.schedules.expireUnpaid();
    await market.placedAndPaid([[scarce, 2]]);
    expect(await confirm()).toBe('paid_late');
    await market.settle();
    const { items } = await market.refunds.list(ADMIN, 'to_pay_back', { limit: 100 });
    const refund = items.find((row) => row.subjectId === checkout.id)!;
    expect(refund.amount).toBe(checkout.totalAmount);
    expect(await market.available(scarce)).toEqual({ onHand: 2, reserved: 2 });

    const size = atSize(20, 100);
    const outcomes = await Promise.all(Array.from({ length: size }, () => outcome(market.refunds.record(ADMIN, refund.id, { paidOn: market.today(), bankReference: 'FT-9' }))));
    expect(tally(outcomes)).toEqual({ done: 1, not_to_pay_back: size - 1 });
    await market.settle();
    expect((await market.orders.view(buyer, checkout.orders[0]!.id)).refundedAmount).toBe(checkout.totalAmount);
    expect(await market.rows('SELECT 1 FROM payment.ledger_transaction WHERE cause = $1', [`refund_sent:${refund.id}`])).toHaveLength(1);
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('an expiry that waited for a lengthening attempt finds that there is time again', async () => {
    const { checkout, buyer } = await market.placed([[variantId, 1]]);
    market.clock.set(later(checkout.expiresAt, { seconds: -1 }));
    const expire = () => {
      market.clock.set(later(checkout.expiresAt, { seconds: 1 }));
      return market.get(Lifecycle).expire(checkout.id);
    };
    const rival = await during(market.stock, 'prolong', expire, () => market.checkouts.attempt(buyer, checkout.id, 'bank_transfer'));
    await rival();
    await market.settle();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('awaiting_payment');
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('a proof that arrives as the time ends is refused whole', async () => {
    const { checkout, buyer } = await market.toTransfer([[variantId, 1]]);
    const rival = await during(
      market.get(Storage), 'put',
      () => {
        market.clock.set(later(checkout.expiresAt, { seconds: 1 }));
        return market.schedules.expireUnpaid();
      },
      async () => expect(await outcome(market.buyers.addProof(buyer, checkout.id, market.receipt))).toBe('payment_closed'),
    );
    await rival();
    expect(await market.rows('SELECT 1 FROM payment.transfer_proof f JOIN payment.transfer t ON t.id = f.transfer_id JOIN payment.charge c ON c.id = t.charge_id JOIN payment.payable p ON p.id = c.payable_id WHERE p.subject_id = $1', [checkout.id])).toEqual([]);
    await market.settle();
    expect(await findBroken(market.app)).toEqual([]);
  });
});
