import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Actor, later, Storage } from '#libs/platform';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { statements } from '../order/ordering.js';
import { ADMIN, transferring, type Transferring } from '../../support/transfers.js';

let market: Transferring;
let variantId: string;

beforeAll(async () => {
  market = await transferring();
  variantId = (await market.goods({ onHand: 500 })).variantIds[0]!;
});
afterAll(() => market.close());

const confirm = (transferId: string, amount: number, seen: 'awaiting_proof' | 'in_review' | 'refused' = 'in_review') =>
  market.admins.confirm(ADMIN, transferId, { receivedOn: market.today(), amount, seen });
const told = async (text: string) => market.rows<{ subject: string; body: string; path: string }>(`SELECT subject_id AS subject, body_id AS body, path FROM notice.note WHERE subject_id LIKE $1 ORDER BY created_at`, [`%${text}%`]);

describe('paying by bank transfer', () => {
  test('gives instructions, takes a proof, and an admin’s word pays the order', async () => {
    const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 2]]);
    expect(checkout.payment).toMatchObject({ method: 'bank_transfer', status: 'pending', action: { type: 'redirect', url: `http://kriyadesa.test/pesanan/${checkout.id}/transfer` } });
    expect(checkout.expiresAt).toEqual(later(market.clock.now(), { hours: 24 }));
    const { transfer, takesProof } = await market.buyers.view(buyer, checkout.id);
    expect(transfer).toMatchObject({ amount: checkout.totalAmount, state: 'awaiting_proof', account: { bank: 'BCA', number: '123 456 7890', holder: 'PT KriyaDesa' }, dueAt: checkout.expiresAt });
    expect(transfer.reference).toMatch(/^TF[2-9A-HJKMNP-Z]{6}$/);
    expect(takesProof).toBe(true);

    await market.settle();
    const [mail] = await told(`Cara transfer untuk pesanan ${checkout.number}`);
    for (const part of ['BCA', '123 456 7890', 'PT KriyaDesa', transfer.reference]) expect(mail!.body).toContain(part);

    const proven = await market.buyers.addProof(buyer, checkout.id, market.receipt);
    expect(proven.transfer).toMatchObject({ state: 'in_review', proofs: [{ number: 1, contentType: 'image/jpeg' }] });
    expect((await market.admins.list(ADMIN, {}, {})).items.map((row) => row.id)).toContain(transferId);

    expect(await confirm(transferId, checkout.totalAmount)).toBe('paid');
    await market.settle();
    const paid = await market.checkouts.view(buyer, checkout.id);
    expect(paid).toMatchObject({ status: 'paid', payment: { status: 'captured', method: 'bank_transfer', action: null } });
    expect(await market.rows(`SELECT decision, amount FROM payment.transfer_decision WHERE transfer_id = $1`, [transferId])).toEqual([{ decision: 'confirmed', amount: checkout.totalAmount }]);
    expect(await market.rows(`SELECT action, actor_id AS by FROM platform.audit WHERE subject_id = $1`, [transferId])).toEqual([{ action: 'transfer.confirm', by: ADMIN.userId }]);
    expect(await findBroken(market.app)).toEqual([]);
  });

  test('placing costs what the books of the transfer cost: two statements more than another way', async () => {
    const basket = await market.filled([[variantId, 1]]);
    const request = await market.request(basket, { payment: { method: 'bank_transfer' } });
    const other = await market.filled([[variantId, 1]]);
    const usual = await market.request(other);
    const transfer = await statements(() => market.checkouts.place(basket.actor, request));
    expect(transfer.length).toBe((await statements(() => market.checkouts.place(other.actor, usual))).length + 2);
  });

  test('another amount is refused with both amounts, and the transfer stays open', async () => {
    const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
    await market.buyers.addProof(buyer, checkout.id, market.receipt);
    for (const amount of [checkout.totalAmount - 1, checkout.totalAmount + 1, 1]) {
      await expect(confirm(transferId, amount)).rejects.toMatchObject({ code: 'transfer_amount_differs', spec: { errors: [{ pointer: '/amount' }] } });
    }
    expect((await market.admins.show(ADMIN, transferId)).state).toBe('in_review');
    expect(await confirm(transferId, checkout.totalAmount)).toBe('paid');
  });

  test('a day before the order or after today is no day of receipt', async () => {
    const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
    await market.buyers.addProof(buyer, checkout.id, market.receipt);
    for (const receivedOn of ['2026-01-01', '2099-01-01']) {
      await expect(market.admins.confirm(ADMIN, transferId, { receivedOn, amount: checkout.totalAmount, seen: 'in_review' })).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  test('a refused proof is told with its reason, and another may follow', async () => {
    const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
    await market.buyers.addProof(buyer, checkout.id, market.receipt);
    await market.admins.refuse(ADMIN, transferId, 'Buktinya dari transfer lain');
    await market.settle();
    const [note] = await told(`Bukti transfer pesanan ${checkout.number}`);
    expect(note!.body).toContain('Buktinya dari transfer lain');
    expect(note!.body).toContain('Silakan unggah bukti lain');
    await expect(market.admins.refuse(ADMIN, transferId, 'sekali lagi')).rejects.toMatchObject({ code: 'transfer_changed' });

    const again = await market.buyers.addProof(buyer, checkout.id, market.receipt);
    expect(again.transfer).toMatchObject({ state: 'in_review', proofs: [{ number: 1 }, { number: 2 }], decisions: [{ decision: 'refused', reason: 'Buktinya dari transfer lain' }] });
    // Whoever still looks at the page of before decides about something else.
    await expect(confirm(transferId, checkout.totalAmount, 'refused')).rejects.toMatchObject({ code: 'transfer_changed' });
    expect(await confirm(transferId, checkout.totalAmount)).toBe('paid');
  });

  test('money seen on the account is confirmed without a proof, found by its reference', async () => {
    const { checkout, transferId } = await market.toTransfer([[variantId, 1]]);
    const { reference } = await market.admins.show(ADMIN, transferId);
    const found = await market.admins.list(ADMIN, { reference: reference.toLowerCase() }, {});
    expect(found.items).toMatchObject([{ id: transferId, number: checkout.number, amount: checkout.totalAmount }]);
    expect(await confirm(transferId, checkout.totalAmount, 'awaiting_proof')).toBe('paid');
    await expect(confirm(transferId, checkout.totalAmount, 'awaiting_proof')).rejects.toMatchObject({ code: 'transfer_changed' });
  });

  test('the list shows the longest waiting first, page by page', async () => {
    const waiting: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
      await market.buyers.addProof(buyer, checkout.id, market.receipt);
      waiting.push(transferId);
      market.clock.set(later(market.clock.now(), { seconds: 1 }));
    }
    const listed: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await market.admins.list(ADMIN, {}, { limit: 2, ...(cursor ? { cursor } : {}) });
      listed.push(...page.items.map((row) => row.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(listed.slice(-5)).toEqual(waiting);
    expect(new Set(listed).size).toBe(listed.length);
  });
});

describe('who sees a proof', () => {
  test('the buyer who holds the checkout and admins; it is kept re-encoded under a random name', async () => {
    const { checkout, buyer, transferId } = await market.toTransfer([[variantId, 1]]);
    await market.buyers.addProof(buyer, checkout.id, market.receipt);
    const kept = await market.buyers.proof(buyer, checkout.id, 1);
    expect(kept.contentType).toBe('image/jpeg');
    expect(kept.bytes.includes('nobody should know')).toBe(false);
    expect(market.receipt.includes('nobody should know')).toBe(true);
    expect((await market.admins.proof(ADMIN, transferId, 1)).bytes.equals(kept.bytes)).toBe(true);
    const [{ key }] = (await market.rows<{ key: string }>('SELECT storage_key AS key FROM payment.transfer_proof WHERE transfer_id = $1', [transferId])) as [{ key: string }];
    expect(key).toMatch(new RegExp(`^transfer/${transferId}/[0-9a-f]{32}\\.jpg$`));

    const stranger = new Actor({ tokens: { checkout: 'x'.repeat(43) } });
    for (const actor of [stranger, new Actor({})]) {
      await expect(market.buyers.view(actor, checkout.id)).rejects.toMatchObject({ status: 404 });
      await expect(market.buyers.proof(actor, checkout.id, 1)).rejects.toMatchObject({ status: 404 });
      await expect(market.buyers.addProof(actor, checkout.id, market.receipt)).rejects.toMatchObject({ status: 404 });
      await expect(market.admins.proof(actor, transferId, 1)).rejects.toMatchObject({ status: 401 });
    }
    // An admin looks at the desk; handing in is the buyer's.
    await expect(market.buyers.addProof(ADMIN, checkout.id, market.receipt)).rejects.toMatchObject({ status: 404 });
  });

  test('at most ten proofs; what is refused leaves no file', async () => {
    const { checkout, buyer } = await market.toTransfer([[variantId, 1]]);
    for (let n = 0; n < 10; n++) await market.buyers.addProof(buyer, checkout.id, market.receipt);
    const put: string[] = [];
    const deleted: string[] = [];
    const storage = market.get(Storage);
    const [original, remove] = [storage.put.bind(storage), storage.delete.bind(storage)];
    storage.put = (key, ...rest) => {
      put.push(key);
      return original(key, ...rest);
    };
    storage.delete = (key) => {
      deleted.push(key);
      return remove(key);
    };
    try {
      await expect(market.buyers.addProof(buyer, checkout.id, market.receipt)).rejects.toMatchObject({ code: 'transfer_proofs_full' });
    } finally {
      Object.assign(storage, { put: original, delete: remove });
    }
    expect(put).toHaveLength(1);
    expect(deleted).toEqual(put);
  });
});

describe('the time to pay', () => {
  test('goes by the way that was chosen, goods included', async () => {
    const { checkout } = await market.toTransfer([[variantId, 1]]);
    const [hold] = await market.rows<{ until: Date }>('SELECT expires_at AS until FROM shop.reservation WHERE holder = $1', [checkout.orders[0]!.id]);
    expect(hold!.until).toEqual(later(market.clock.now(), { hours: 24, minutes: 10 }));
    const { checkout: short } = await market.placed([[variantId, 1]]);
    expect(short.expiresAt).toEqual(later(market.clock.now(), { minutes: 60 }));
  });

  test('another attempt by transfer lengthens checkout, payable and holds, never beyond a day from placing', async () => {
    const { checkout, buyer } = await market.placed([[variantId, 1]]);
    const placedAt = market.clock.now();
    market.clock.set(later(placedAt, { minutes: 30 }));
    const payment = await market.checkouts.attempt(buyer, checkout.id, 'bank_transfer');
    expect(payment.method).toBe('bank_transfer');
    const until = later(placedAt, { hours: 24 });
    const times = async () =>
      (await market.rows(
        `SELECT c.expires_at AS checkout, p.due_at AS payable, r.expires_at AS hold FROM orders.checkout c JOIN payment.payable p ON p.subject_id = c.id
         JOIN orders.orders o ON o.checkout_id = c.id JOIN shop.reservation r ON r.holder = o.id WHERE c.id = $1`,
        [checkout.id],
      ))[0];
    const lengthened = { checkout: until, payable: until, hold: later(until, { minutes: 10 }) };
    expect(await times()).toEqual(lengthened);
    // A shorter way afterwards takes nothing back.
    await market.checkouts.attempt(buyer, checkout.id, 'sandbox');
    expect(await times()).toEqual(lengthened);

    market.clock.set(later(placedAt, { minutes: 61 }));
    await market.schedules.expireUnpaid();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('awaiting_payment');
    market.clock.set(later(until, { seconds: 1 }));
    await market.schedules.expireUnpaid();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('expired');
    await expect(market.checkouts.attempt(buyer, checkout.id, 'bank_transfer')).rejects.toMatchObject({ code: 'checkout_not_payable' });
    await market.settle();
  });

  test('after the due time no proof is taken, and the charge ends', async () => {
    const { checkout, buyer } = await market.toTransfer([[variantId, 1]]);
    market.clock.set(later(checkout.expiresAt, { minutes: 2 }));
    await expect(market.buyers.addProof(buyer, checkout.id, market.receipt)).rejects.toMatchObject({ code: 'payment_closed' });
    await market.schedules.expireUnpaid();
    await market.payments.pollUnanswered({ all: true });
    expect((await market.checkouts.view(buyer, checkout.id)).payment!.status).toBe('expired');
    await market.settle();
    expect(await findBroken(market.app)).toEqual([]);
  });
});
