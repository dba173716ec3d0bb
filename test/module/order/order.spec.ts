import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { siteLink } from '#libs/notice';
import { Actor, newId } from '#libs/platform';
import { during, GETASAN, guest, ordering, person, statements, type Ordering } from './ordering.js';

let market: Ordering;
beforeAll(async () => {
  market = await ordering();
});
afterAll(() => market.close());

const admin = new Actor({ userId: newId('usr'), roles: ['admin'] });
const REASON = 'Stok rusak';

/** One paid order of one shop with two lines: 3 of 20,000 and 1 of 20,000. */
async function paidOrder(buyerActor?: Actor) {
  const { variantIds, shopId, keeper } = await market.goods({ price: 20_000, variants: 2 });
  const { checkout, buyer } = await market.placedAndPaid([[variantIds[0]!, 3], [variantIds[1]!, 1]], buyerActor);
  const order = await market.orders.view(buyer, checkout.orders[0]!.id);
  return { checkout, buyer, keeper, shopId, order, id: order.id, lines: order.lines, variantIds };
}

async function packedOrder() {
  const paid = await paidOrder();
  await market.orders.accept(paid.keeper, paid.shopId, paid.id);
  await market.orders.pack(paid.keeper, paid.shopId, paid.id);
  return paid;
}

async function shippedOrder() {
  const packed = await packedOrder();
  const parcel = await market.orders.ship(packed.keeper, packed.shopId, packed.id, { courier: 'JNE', service: 'REG', waybill: `JP${Date.now()}${Math.trunc(Math.random() * 1e6)}` });
  return { ...packed, parcel };
}

const noticesAbout = async (key: string) => (await market.rows<{ key: string }>('SELECT key FROM notice.note WHERE key LIKE $1 ORDER BY key', [`%${key}%`])).map((row) => row.key);

describe('the road of an order', () => {
  test('paid, accepted, packed, shipped, received: stock leaves, the money becomes available, everybody is told once', async () => {
    const { checkout, buyer, keeper, shopId, id, variantIds, parcel } = await shippedOrder();
    await market.settle();
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 97, reserved: 0 });
    const before = await market.payments.balance(shopId);
    expect(before.pendingAmount).toBeGreaterThan(0);
    expect(before.availableAmount).toBe(0);

    const order = await market.orders.receive(buyer, id);
    await market.settle();
    expect(order).toMatchObject({ status: 'completed', paymentState: 'paid', parcels: [{ id: parcel.id, status: 'delivered' }] });
    expect(order.timeline.map((entry) => [entry.kind, entry.by])).toEqual([
      ['placed', 'buyer'], ['paid', 'system'], ['accepted', 'seller'], ['packed', 'seller'], ['shipped', 'seller'], ['completed', 'buyer'],
    ]);
    expect(await market.payments.balance(shopId)).toEqual({ pendingAmount: 0, availableAmount: before.pendingAmount });
    expect(await noticesAbout(id)).toEqual([
      `order.accepted:${id}:buyer`, `order.completed:${id}:buyer`, `order.completed:${id}:seller`, `order.placed:${id}:seller`,
      `order.secured:${id}:buyer`, `order.secured:${id}:seller`, `order.shipped:${id}:buyer`,
    ]);
    expect(await noticesAbout(checkout.id)).toEqual([`checkout.placed:${checkout.id}:buyer`]);
    const desk = await market.desk.order(keeper, shopId, id);
    expect(desk.invoiceId).toMatch(/^doc_/);
    expect(desk.choices).toMatchObject({ accept: false, ship: false, refund: true, cancel: false });
  });

  test("a guest's mails lead to their order with the token, which is stored nowhere; a person's need none", async () => {
    const { checkout } = await paidOrder();
    const paths = await market.rows<{ path: string }>('SELECT path FROM notice.note WHERE key = $1', [`checkout.placed:${checkout.id}:buyer`]);
    expect(paths).toEqual([{ path: `/pesanan/${checkout.id}/:key` }]);
    expect(siteLink(market.config, paths[0]!.path, 'id')).toBe(`${market.config.publicUrl}/pesanan/${checkout.id}/${checkout.token}`);
    expect(market.checkouts.tokenOf(checkout.id)).toBe(checkout.token);
    const mine = person();
    const own = await market.placed([[(await market.goods()).variantIds[0]!, 1]], mine);
    await market.settle();
    expect(await market.rows('SELECT path FROM notice.note WHERE key = $1', [`checkout.placed:${own.checkout.id}:buyer`])).toEqual([{ path: `/pesanan/${own.checkout.id}` }]);
  });

  test('every step asks for the one before it', async () => {
    const { variantIds, shopId, keeper } = await market.goods();
    const { checkout, buyer } = await market.placed([[variantIds[0]!, 1]]);
    const id = checkout.orders[0]!.id;
    await market.settle();
    const steps = {
      accept: () => market.orders.accept(keeper, shopId, id),
      reject: () => market.orders.reject(keeper, shopId, id, { reason: REASON }),
      pack: () => market.orders.pack(keeper, shopId, id),
      ship: () => market.orders.ship(keeper, shopId, id, { courier: 'JNE', service: 'REG', waybill: 'JP1234567' }),
      deliver: () => market.orders.deliver(keeper, shopId, id, newId('pcl')),
      receive: () => market.orders.receive(buyer, id),
    };
    for (const step of Object.values(steps)) await expect(step()).rejects.toMatchObject({ code: 'step_not_allowed', status: 409 });
    await expect(market.orders.refund(keeper, id, { reason: REASON })).rejects.toMatchObject({ code: 'nothing_paid' });
    await market.pay(checkout);
    for (const step of ['pack', 'ship', 'deliver', 'receive'] as const) await expect(steps[step]()).rejects.toMatchObject({ code: 'step_not_allowed' });
    await steps.accept();
    for (const step of ['accept', 'ship', 'deliver', 'receive'] as const) await expect(steps[step]()).rejects.toMatchObject({ code: 'step_not_allowed' });
    await steps.pack();
    await expect(market.orders.cancel(buyer, id, 'Salah pesan')).rejects.toMatchObject({ code: 'step_not_allowed' });
    await expect(steps.reject()).rejects.toMatchObject({ code: 'step_not_allowed' });
  });

  test("another shop, another buyer and nobody at all: not found, and nothing changes", async () => {
    const { id, shopId } = await paidOrder();
    const rival = await market.goods();
    for (const actor of [person(), new Actor({}), guest({ checkout: 'guess' }), rival.keeper]) {
      await expect(market.orders.view(actor, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(market.orders.cancel(actor, id, 'x')).rejects.toMatchObject({ code: 'not_found' });
      await expect(market.orders.receive(actor, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(market.orders.accept(actor, shopId, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(market.orders.refund(actor, id, { reason: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(market.orders.accept(rival.keeper, rival.shopId, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(market.orders.pack(rival.keeper, rival.shopId, newId('ord'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await market.orders.view(admin, id)).toMatchObject({ status: 'paid', timeline: [{ kind: 'placed' }, { kind: 'paid' }] });
  });
});

describe('cancelling, rejecting, refunding', () => {
  test('a buyer who paid cancels before packing: stock returns, the money goes back', async () => {
    const { buyer, id, order, variantIds, shopId, keeper } = await paidOrder();
    await market.orders.accept(keeper, shopId, id);
    expect(await market.orders.cancel(buyer, id, 'Salah pesan')).toMatchObject({ status: 'cancelled', paymentState: 'paid', closedReason: 'Salah pesan' });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 0 });
    await market.payments.pollUnanswered({ all: true });
    await market.settle();
    expect(await market.orders.view(buyer, id)).toMatchObject({ paymentState: 'refunded', refundedAmount: order.totalAmount, refunds: [{ amount: order.totalAmount, status: 'succeeded' }] });
    expect(await market.payments.balance(shopId)).toEqual({ pendingAmount: 0, availableAmount: 0 });
    expect(await noticesAbout(id)).toEqual(expect.arrayContaining([`order.cancelled:${id}:buyer`, `order.cancelled:${id}:seller`]));
    await expect(market.orders.cancel(buyer, id, 'Lagi')).rejects.toMatchObject({ code: 'step_not_allowed' });
  });

  test('an unpaid checkout is one payment: cancelling one order cancels them all and frees the stock', async () => {
    const a = await market.goods();
    const b = await market.goods({ villageCode: GETASAN });
    const { checkout, buyer } = await market.placed([[a.variantIds[0]!, 1], [b.variantIds[0]!, 1]]);
    await market.orders.cancel(buyer, checkout.orders[0]!.id, 'Tidak jadi');
    expect(await market.checkouts.view(buyer, checkout.id)).toMatchObject({ status: 'cancelled', orders: [{ status: 'cancelled' }, { status: 'cancelled' }] });
    expect(await market.available(b.variantIds[0]!)).toEqual({ onHand: 100, reserved: 0 });
    await expect(market.checkouts.attempt(buyer, checkout.id, 'sandbox')).rejects.toMatchObject({ code: 'checkout_not_payable' });
  });

  test('a shop rejects one line: that line goes back, the rest is accepted and completed', async () => {
    const { buyer, id, lines, shopId, keeper, variantIds } = await paidOrder();
    const partly = await market.orders.reject(keeper, shopId, id, { reason: REASON, lines: [{ lineId: lines[0]!.id, quantity: 2 }] });
    expect(partly).toMatchObject({ status: 'paid', refunds: [{ amount: 40_000 }], lines: [{ rejectedQuantity: 2, refundedAmount: 40_000 }, { rejectedQuantity: 0 }] });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 1 });
    await market.payments.pollUnanswered({ all: true });
    await market.settle();
    expect(await market.orders.view(buyer, id)).toMatchObject({ paymentState: 'partly_refunded', refundedAmount: 40_000 });
    await market.orders.accept(keeper, shopId, id);
    await market.orders.pack(keeper, shopId, id);
    await market.orders.ship(keeper, shopId, id, { courier: 'JNE', service: 'REG', waybill: 'JPLINE0001' });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 99, reserved: 0 });
    expect(await market.orders.receive(buyer, id)).toMatchObject({ status: 'completed', paymentState: 'partly_refunded' });
    await market.settle();
    expect((await market.payments.balance(shopId)).pendingAmount).toBe(0);
  });

  test('a shop accepts only some lines: the others are rejected and refunded in the same breath', async () => {
    const { id, lines, shopId, keeper, variantIds } = await paidOrder();
    const order = await market.orders.accept(keeper, shopId, id, [{ lineId: lines[1]!.id }]);
    expect(order).toMatchObject({ status: 'accepted', refunds: [{ amount: 60_000 }], lines: [{ rejectedQuantity: 3 }, { rejectedQuantity: 0 }] });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 0 });
    expect(await market.available(variantIds[1]!)).toEqual({ onHand: 100, reserved: 1 });
    expect((await market.desk.toPack(keeper, shopId)).map((row) => [row.orderId, row.lines.map((line) => line.quantity)])).toEqual([[id, [1]]]);
  });

  test('a whole rejection refunds the delivery too; lines that are not the order\'s are refused', async () => {
    const { id, lines, order, shopId, keeper } = await paidOrder();
    const reject = (choices: { lineId: `oln_${string}`; quantity?: number }[]) => market.orders.reject(keeper, shopId, id, { reason: REASON, lines: choices });
    await expect(reject([{ lineId: newId('oln') }])).rejects.toMatchObject({ code: 'line_refused', spec: { errors: [{ pointer: '/lines/0/lineId' }] } });
    await expect(reject([{ lineId: lines[0]!.id, quantity: 4 }])).rejects.toMatchObject({ code: 'line_refused', spec: { errors: [{ pointer: '/lines/0/quantity' }] } });
    await expect(reject([{ lineId: lines[0]!.id, quantity: 1 }, { lineId: lines[0]!.id, quantity: 1 }])).rejects.toMatchObject({ code: 'line_refused' });
    expect(await reject([{ lineId: lines[0]!.id }, { lineId: lines[1]!.id }])).toMatchObject({ status: 'rejected', refunds: [{ amount: order.totalAmount }] });
  });

  test('refunds by line, by amount and of the rest never exceed what was captured', async () => {
    const { buyer, id, lines, order, shopId, keeper } = await shippedOrder();
    expect(await market.orders.refund(keeper, id, { lines: [{ lineId: lines[0]!.id, quantity: 1 }], reason: REASON })).toMatchObject({ amount: 20_000, status: 'pending' });
    expect(await market.orders.refund(admin, id, { amount: 5_000, reason: 'Ganti rugi' })).toMatchObject({ amount: 5_000 });
    const keyed = await market.orders.refund(keeper, id, { amount: 1_000, reason: REASON }, 'key of the client');
    expect(await market.orders.refund(keeper, id, { amount: 1_000, reason: REASON }, 'key of the client')).toEqual(keyed);
    await expect(market.orders.refund(keeper, id, { amount: order.totalAmount - 26_000 + 1, reason: REASON })).rejects.toMatchObject({ code: 'refund_too_large', spec: { extra: { left: { amount: order.totalAmount - 26_000 } } } });
    const rest = await Promise.allSettled([1, 2, 3].map(() => market.orders.refund(keeper, id, { reason: REASON })));
    expect(rest.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    await market.payments.pollUnanswered({ all: true });
    await market.settle();
    expect(await market.orders.view(buyer, id)).toMatchObject({ status: 'shipped', paymentState: 'refunded', refundedAmount: order.totalAmount });
    expect(await market.payments.balance(shopId)).toEqual({ pendingAmount: 0, availableAmount: 0 });
    const mine = await paidOrder(person());
    await expect(market.orders.refund(mine.buyer, mine.id, { reason: 'mau uang' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('refunding everything before the parcel leaves cancels the order', async () => {
    const { id, shopId, keeper, variantIds } = await packedOrder();
    await market.orders.refund(keeper, id, { reason: REASON });
    expect(await market.desk.order(keeper, shopId, id)).toMatchObject({ status: 'cancelled' });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 0 });
  });

  test('an acceptance that comes while the buyer cancels waits, and then finds the order cancelled', async () => {
    const { id, shopId, keeper, buyer, variantIds } = await paidOrder();
    const rival = await during(market.stock, 'release', () => market.orders.accept(keeper, shopId, id), () => market.orders.cancel(buyer, id, 'Salah'));
    await expect(rival()).rejects.toMatchObject({ code: 'step_not_allowed', spec: { extra: { orderStatus: 'cancelled' } } });
    expect((await market.orders.view(buyer, id)).status).toBe('cancelled');
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 0 });
  });

  test('a cancellation that comes while the shop accepts by line goes through after it, and refunds only the rest', async () => {
    const { id, shopId, keeper, buyer, lines, order, variantIds } = await paidOrder();
    const accept = () => market.orders.accept(keeper, shopId, id, [{ lineId: lines[1]!.id }]);
    const rival = await during(market.stock, 'releaseLines', () => market.orders.cancel(buyer, id, 'Salah'), accept);
    await rival();
    const view = await market.orders.view(buyer, id);
    expect(view).toMatchObject({ status: 'cancelled', refunds: [{ amount: 60_000 }, { amount: order.totalAmount - 60_000 }] });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 0 });
    expect(await market.available(variantIds[1]!)).toEqual({ onHand: 100, reserved: 0 });
  });
});

describe('screens', () => {
  test('a checkout, an order, a list and the desk take a constant number of statements', async () => {
    const goods = [await market.goods(), await market.goods(), await market.goods()];
    const { checkout, buyer } = await market.placedAndPaid(goods.map((each) => [each.variantIds[0]!, 1] as const));
    const { keeper, shopId } = goods[0]!;
    expect(await statements(() => market.checkouts.view(buyer, checkout.id))).toHaveLength(3);
    expect(await statements(() => market.orders.view(buyer, checkout.orders[0]!.id))).toHaveLength(1);
    expect(await statements(() => market.desk.list(keeper, shopId, { status: 'paid' }))).toHaveLength(1);
    expect(await statements(() => market.desk.counts(keeper, shopId))).toHaveLength(1);
    expect(await statements(() => market.desk.toPack(keeper, shopId))).toHaveLength(1);
    expect(await market.desk.counts(keeper, shopId)).toEqual({ toAccept: 1, toPack: 0, toShip: 0, onTheWay: 0, late: 0 });
    expect((await market.desk.all(admin, { number: checkout.orders[1]!.number.toLowerCase() })).items.map((row) => row.id)).toEqual([checkout.orders[1]!.id]);
    await expect(market.desk.all(keeper, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(market.desk.counts(buyer, shopId)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('lists go on by cursor, newest first', async () => {
    const { variantIds, shopId, keeper } = await market.goods();
    const numbers: string[] = [];
    for (let i = 0; i < 5; i++) numbers.unshift((await market.placed([[variantIds[0]!, 1]])).checkout.orders[0]!.number);
    const first = await market.desk.list(keeper, shopId, { limit: 3 });
    const second = await market.desk.list(keeper, shopId, { limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map((row) => row.number)).toEqual(numbers);
    expect(second.nextCursor).toBeNull();
    await expect(market.desk.list(keeper, shopId, { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
