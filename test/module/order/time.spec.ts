import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { during, ordering, type Ordering } from './ordering.js';

let market: Ordering;
// A market of its own per test: the clock is moved by weeks.
beforeEach(async () => {
  await market?.close();
  market = await ordering();
});
afterAll(() => market.close());

const settled = async () => {
  await market.payments.pollUnanswered({ all: true });
  await market.settle();
};

describe('checkouts that are not paid in time', () => {
  test('expire after 60 minutes, give the goods back and take no further payment', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const { checkout, buyer } = await market.placed([[variantId!, 2]]);
    market.clock.advance({ minutes: 59 });
    await market.schedules.expireUnpaid();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('awaiting_payment');
    market.clock.advance({ minutes: 2 });
    await Promise.all([market.schedules.expireUnpaid(), market.schedules.expireUnpaid()]);
    await market.settle();
    expect(await market.checkouts.view(buyer, checkout.id)).toMatchObject({ status: 'expired', orders: [{ status: 'expired', paymentState: 'awaiting' }] });
    expect(await market.available(variantId!)).toEqual({ onHand: 100, reserved: 0 });
    expect(await market.published('order.expired')).toHaveLength(1);
    await expect(market.checkouts.attempt(buyer, checkout.id, 'sandbox')).rejects.toMatchObject({ code: 'checkout_not_payable' });
    expect(await market.invariants.findings(market.clock.now())).toEqual([]);
  });

  test('money that is here before the expiry looks, though nobody has told the order yet, wins', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const { checkout, buyer } = await market.placed([[variantId!, 2]]);
    await market.bank.choose(checkout.payment.action!.url, 'paid');
    await market.payments.pollUnanswered({ all: true });
    market.clock.advance({ minutes: 61 });
    await market.schedules.expireUnpaid();
    expect((await market.checkouts.view(buyer, checkout.id)).status).toBe('awaiting_payment');
    await market.settle();
    expect(await market.checkouts.view(buyer, checkout.id)).toMatchObject({ status: 'paid', orders: [{ status: 'paid' }] });
    expect(await market.available(variantId!)).toEqual({ onHand: 100, reserved: 2 });
  });

  test('a payment that comes while the checkout expires arrives late, and the goods are held anew', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const { checkout, buyer } = await market.placed([[variantId!, 2]]);
    market.clock.advance({ minutes: 61 });
    await market.bank.choose(checkout.payment.action!.url, 'paid');
    const rival = await during(market.stock, 'release', () => market.payments.pollUnanswered({ all: true }), () => market.schedules.expireUnpaid());
    await rival();
    await settled();
    expect(await market.checkouts.view(buyer, checkout.id)).toMatchObject({ status: 'paid', orders: [{ status: 'paid' }] });
    expect(await market.available(variantId!)).toEqual({ onHand: 100, reserved: 2 });
  });
});

describe('money that arrives after the checkout expired', () => {
  test('goes on with the shops whose goods are still there and back for the others, never silently', async () => {
    const kept = await market.goods({ onHand: 5 });
    const resold = await market.goods({ onHand: 5 });
    const made = await market.goods({ madeToOrder: true, onHand: 0 });
    const { checkout, buyer } = await market.placed([[kept.variantIds[0]!, 5], [resold.variantIds[0]!, 5], [made.variantIds[0]!, 1]]);
    market.clock.advance({ minutes: 61 });
    await market.schedules.expireUnpaid();
    await market.placed([[resold.variantIds[0]!, 1]]);
    await market.pay(checkout);
    await settled();

    const view = await market.checkouts.view(buyer, checkout.id);
    const lost = checkout.orders[1]!;
    expect(view.status).toBe('paid');
    expect(view.orders.map((order) => [order.status, order.paymentState, order.refundedAmount])).toEqual([
      ['paid', 'paid', 0], ['expired', 'refunded', lost.totalAmount], ['paid', 'paid', 0],
    ]);
    expect(view.orders[0]!.timeline.map((entry) => entry.kind)).toEqual(['placed', 'expired', 'paid', 'revived']);
    expect(await market.available(kept.variantIds[0]!)).toEqual({ onHand: 5, reserved: 5 });
    expect(await market.available(resold.variantIds[0]!)).toEqual({ onHand: 5, reserved: 1 });
    const told = await market.rows<{ key: string }>(`SELECT key FROM notice.note WHERE key LIKE $1 ORDER BY key`, [`%${lost.id}%`]);
    expect(told.map((row) => row.key)).toEqual(expect.arrayContaining([`order.paid_too_late:${lost.id}:buyer`]));
    expect(await market.reconciliation.findings()).toEqual([]);
  });

  test('goes back whole when the buyer had cancelled', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const { checkout, buyer } = await market.placed([[variantId!, 1]]);
    await market.orders.cancel(buyer, checkout.orders[0]!.id, 'Tidak jadi');
    await market.pay(checkout);
    await settled();
    expect(await market.checkouts.view(buyer, checkout.id)).toMatchObject({
      status: 'cancelled', orders: [{ status: 'cancelled', paymentState: 'refunded', refundedAmount: checkout.totalAmount }],
    });
    expect(await market.available(variantId!)).toEqual({ onHand: 100, reserved: 0 });
  });
});

describe('a parcel that comes back', () => {
  test('puts the goods on the shelf again and the money back to the buyer', async () => {
    const { variantIds: [variantId], shopId, keeper } = await market.goods();
    const { checkout, buyer } = await market.placedAndPaid([[variantId!, 2]]);
    const id = checkout.orders[0]!.id;
    await market.orders.accept(keeper, shopId, id);
    await market.orders.pack(keeper, shopId, id);
    await expect(market.orders.takeBack(keeper, shopId, id, 'Alamat salah')).rejects.toMatchObject({ code: 'step_not_allowed' });
    await market.orders.ship(keeper, shopId, id, { courier: 'JNE', service: 'REG', waybill: 'JP1112223' });
    expect(await market.available(variantId!)).toEqual({ onHand: 98, reserved: 0 });
    await market.orders.takeBack(keeper, shopId, id, 'Alamat salah');
    await settled();
    expect(await market.orders.view(buyer, id)).toMatchObject({ status: 'returned', paymentState: 'refunded', refundedAmount: checkout.totalAmount, closedReason: 'Alamat salah' });
    expect(await market.available(variantId!)).toEqual({ onHand: 100, reserved: 0 });
    expect(await market.rows('SELECT 1 FROM notice.note WHERE key = $1', [`order.returned:${id}:buyer`])).toHaveLength(1);
  });
});

describe('what time does to paid orders', () => {
  test('unanswered for three days: cancelled with a refund, once', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const { checkout, buyer } = await market.placedAndPaid([[variantId!, 2]]);
    market.clock.advance({ days: 3, minutes: -1 });
    await market.schedules.cancelUnanswered();
    expect((await market.orders.view(buyer, checkout.orders[0]!.id)).status).toBe('paid');
    market.clock.advance({ minutes: 2 });
    await Promise.all([market.schedules.cancelUnanswered(), market.schedules.cancelUnanswered()]);
    await settled();
    expect(await market.orders.view(buyer, checkout.orders[0]!.id)).toMatchObject({ status: 'cancelled', paymentState: 'refunded', refunds: [{ amount: checkout.totalAmount }] });
    expect(await market.available(variantId!)).toEqual({ onHand: 100, reserved: 0 });
  });

  test("a delivery typed by the seller releases the money after seven days, not before", async () => {
    const { variantIds: [variantId], shopId, keeper } = await market.goods();
    const { checkout, buyer } = await market.placedAndPaid([[variantId!, 1]]);
    const id = checkout.orders[0]!.id;
    await market.orders.accept(keeper, shopId, id);
    await market.orders.pack(keeper, shopId, id);
    const parcel = await market.orders.ship(keeper, shopId, id, { courier: 'JNE', service: 'REG', waybill: 'JP7654321' });
    const delivered = await market.orders.deliver(keeper, shopId, id, parcel.id);
    expect(delivered).toMatchObject({ status: 'delivered', parcels: [{ status: 'delivered', deliveredBy: 'seller' }] });
    await market.settle();
    expect((await market.payments.balance(shopId)).availableAmount).toBe(0);
    market.clock.advance({ days: 7, minutes: -1 });
    await market.schedules.completeDelivered();
    expect((await market.payments.balance(shopId)).availableAmount).toBe(0);
    market.clock.advance({ minutes: 2 });
    await Promise.all([market.schedules.completeDelivered(), market.schedules.completeDelivered()]);
    expect((await market.orders.view(buyer, id)).status).toBe('completed');
    expect(await market.payments.balance(shopId)).toMatchObject({ pendingAmount: 0 });
    expect((await market.payments.balance(shopId)).availableAmount).toBeGreaterThan(0);
    await expect(market.orders.receive(buyer, id)).rejects.toMatchObject({ code: 'step_not_allowed' });
  });

  test('sent by hand and never heard of again: taken as delivered after 30 days, then the hold', async () => {
    const { variantIds: [variantId], shopId, keeper } = await market.goods();
    const { checkout, buyer } = await market.placedAndPaid([[variantId!, 1]]);
    const id = checkout.orders[0]!.id;
    await market.orders.accept(keeper, shopId, id);
    await market.orders.pack(keeper, shopId, id);
    await market.orders.ship(keeper, shopId, id, { courier: 'OWN', service: 'OWN' });
    market.clock.advance({ days: 30, minutes: 1 });
    await market.schedules.assumeDelivered();
    await market.schedules.completeDelivered();
    expect((await market.orders.view(buyer, id)).status).toBe('delivered');
    market.clock.advance({ days: 7, minutes: 1 });
    await market.schedules.completeDelivered();
    await market.settle();
    expect((await market.orders.view(buyer, id)).timeline.map((entry) => [entry.kind, entry.by]).slice(-2)).toEqual([['delivered', 'system'], ['completed', 'system']]);
  });
});

describe('reconciling', () => {
  test('every planted fault is flagged', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const { checkout } = await market.placed([[variantId!, 1]]);
    const { checkout: paid } = await market.placedAndPaid([[variantId!, 1]]);
    expect(await market.invariants.findings(market.clock.now())).toEqual([]);
    await market.rows(`UPDATE orders.orders SET delivery_amount = delivery_amount + 1, total_amount = total_amount + 1 WHERE checkout_id = $1`, [checkout.id]);
    await market.rows(`UPDATE orders.order_line SET quantity = 2, total_amount = unit_amount * 2 WHERE order_id = $1`, [checkout.orders[0]!.id]);
    await market.stock.release([paid.orders[0]!.id]);
    market.clock.advance({ minutes: 71 });
    expect((await market.invariants.findings(market.clock.now())).map(({ invariant, subject }) => [invariant, subject])).toEqual([
      ['I2', checkout.id], ['I2', checkout.orders[0]!.id], ['I6', paid.orders[0]!.id], ['I11', checkout.id],
    ]);
  });
});
