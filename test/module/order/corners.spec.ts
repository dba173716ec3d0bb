import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlaceRequest } from '#libs/order';
import { Actor, newId } from '#libs/platform';
import { Stock } from '#libs/shop';
import { ordering, person, statements, type Ordering } from './ordering.js';

let market: Ordering;
beforeAll(async () => {
  market = await ordering();
});
afterAll(() => market.close());

const reason = 'Stok rusak';

async function paidOrder() {
  const { variantIds, shopId, keeper } = await market.goods({ price: 20_000, variants: 2 });
  const { checkout, buyer } = await market.placedAndPaid([[variantIds[0]!, 3], [variantIds[1]!, 1]]);
  const order = await market.orders.view(buyer, checkout.orders[0]!.id);
  return { buyer, keeper, shopId, id: order.id, lines: order.lines, variantIds };
}

describe('pieces whose money went back before', () => {
  test('can be turned down once, leave the parcel and the shelf agrees', async () => {
    const { keeper, shopId, id, lines, variantIds } = await paidOrder();
    await market.orders.refund(keeper, id, { amount: 40_000, reason: 'Maaf' });
    await market.orders.reject(keeper, shopId, id, { reason, lines: [{ lineId: lines[0]!.id, quantity: 2 }] });
    await market.settle();
    const last = [{ lineId: lines[0]!.id, quantity: 1 }];
    expect((await market.orders.reject(keeper, shopId, id, { reason, lines: last })).refunds.map(({ amount }) => amount)).toEqual([40_000, 30_000]);
    await expect(market.orders.reject(keeper, shopId, id, { reason, lines: last })).rejects.toMatchObject({ code: 'line_refused' });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 0 });
    await market.orders.accept(keeper, shopId, id);
    const packing = (await market.desk.toPack(keeper, shopId)).find((row) => row.orderId === id);
    expect(packing!.lines.map((line) => line.quantity)).toEqual([1]);
    expect(await market.invariants.findings(market.clock.now())).toEqual([]);
  });
});

describe('a refund that the bank refuses for good', () => {
  test('is money still owed, but the pieces stay given up, and it can be asked for again', async () => {
    const { keeper, shopId, id, lines, variantIds } = await paidOrder();
    const bankRefuses = await emptiedAtTheBank(id);
    await market.orders.reject(keeper, shopId, id, { reason, lines: [{ lineId: lines[1]!.id }] });
    await market.settle();
    const order = await market.orders.view(keeper, id);
    expect(order.refunds).toMatchObject([{ status: 'failed', amount: 20_000 }]);
    expect(bankRefuses).toBe(200);
    expect(await market.available(variantIds[1]!)).toEqual({ onHand: 100, reserved: 0 });
    await market.orders.accept(keeper, shopId, id);
    const packing = (await market.desk.toPack(keeper, shopId)).find((row) => row.orderId === id);
    expect(packing!.lines.map((line) => line.quantity)).toEqual([3]);
    expect(await market.invariants.findings(market.clock.now())).toEqual([]);
    expect(await market.orders.refund(keeper, id, { reason, lines: [{ lineId: lines[1]!.id }] })).toMatchObject({ amount: 20_000 });
  });

  /** Somebody gives everything back at the bank itself, so that it refuses what we ask. */
  async function emptiedAtTheBank(orderId: string): Promise<number> {
    const [charge] = await market.rows<{ ref: string; amount: number }>(
      `SELECT c.gateway_ref AS ref, c.amount FROM payment.charge c JOIN payment.charge_share s ON s.charge_id = c.id WHERE s.order_id = $1`,
      [orderId],
    );
    const { status } = await market.bank.ask(`/v1/payments/${charge!.ref}/refunds`, { amount: charge!.amount, currency: 'IDR', reason: 'elsewhere' }, `else ${orderId}`);
    return status < 300 ? 200 : status;
  }
});

describe('one Idempotency-Key', () => {
  test('of two people is two refunds, of one person again the same', async () => {
    const { keeper, id } = await paidOrder();
    const admin = new Actor({ userId: newId('usr'), roles: ['admin'] });
    const first = await market.orders.refund(keeper, id, { amount: 1_000, reason }, 'refund-1');
    expect(await market.orders.refund(keeper, id, { amount: 1_000, reason }, 'refund-1')).toEqual(first);
    expect(await market.orders.refund(admin, id, { amount: 2_000, reason }, 'refund-1')).toMatchObject({ amount: 2_000 });
  });
});

describe("a guest's basket", () => {
  test("survives a sign-in during which the person's own becomes a checkout", async () => {
    const { variantIds: [variantId] } = await market.goods();
    const buyer = person();
    const own = await market.filled([[variantId!, 1]], buyer);
    const request = await market.request(own);
    const found = await market.filled([[variantId!, 2]]);
    const { db } = market;
    const { query } = db;
    const outsideTheTransaction = AsyncLocalStorage.snapshot();
    db.query = async (text, parameters) => {
      if (text.includes("'merged'")) {
        db.query = query;
        await outsideTheTransaction(() => market.checkouts.place(buyer, request));
      }
      return Reflect.apply(query, db, [text, parameters]) as never;
    };
    const basketId = await market.baskets.mergeInto(buyer, found.actor.tokens.basket!).finally(() => (db.query = query));
    expect(basketId).toBe(found.id);
    expect(await market.baskets.view(buyer, basketId!)).toMatchObject({ shops: [{ items: [{ variantId, quantity: 2 }] }] });
  });
});

describe('the limit of unpaid checkouts', () => {
  test('holds for those who place all at the same moment too, and costs no statement more', async () => {
    const strict = await ordering({ RATE_LIMIT_FACTOR: '0.3' });
    try {
      const { variantIds } = await strict.goods();
      const buyer = person();
      const requests: PlaceRequest[] = [];
      for (let i = 0; i < 12; i++) requests.push(await strict.request(await strict.filled([[variantIds[0]!, 1]], buyer)));
      const answers = await Promise.allSettled(requests.slice(1).map((request) => strict.checkouts.place(buyer, request)));
      const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : []));
      expect(refusals).toEqual(Array.from({ length: 8 }, () => 'too_many_requests'));
      expect(await strict.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 3 });
      await strict.orders.cancel(buyer, (await strict.orders.mine(buyer, {})).items[0]!.id, reason);
      expect((await statements(() => strict.checkouts.place(buyer, requests[0]!))).length).toBeLessThanOrEqual(10);
    } finally {
      await strict.close();
    }
  });
});

describe('a late payment over several shops', () => {
  test('and a buyer of the same goods in the opposite order never wait for each other in a circle', async () => {
    const [small, large] = [await market.goods({ onHand: 5 }), await market.goods({ onHand: 5 })].map((goods) => goods.variantIds[0]!).sort();
    const { checkout, buyer } = await market.placed([[large!, 1], [small!, 1]]);
    market.clock.advance({ minutes: 61 });
    await market.schedules.expireUnpaid();
    const basket = await market.filled([[small!, 1], [large!, 1]]);
    const request = await market.request(basket);
    const stock = market.get(Stock);
    const { reserve } = stock;
    const outsideTheTransaction = AsyncLocalStorage.snapshot();
    let rival: Promise<unknown> | null = null;
    stock.reserve = async (...given) => {
      await Reflect.apply(reserve, stock, given);
      if (rival) return;
      rival = outsideTheTransaction(() => market.checkouts.place(basket.actor, request));
      rival.catch(() => undefined);
      await new Promise((wait) => setTimeout(wait, 300));
    };
    await market.pay(checkout).finally(() => (stock.reserve = reserve));
    await expect(rival).resolves.toMatchObject({ status: 'awaiting_payment' });
    expect(await market.checkouts.view(buyer, checkout.id)).toMatchObject({ orders: [{ status: 'paid' }, { status: 'paid' }] });
    expect(await market.available(small!)).toEqual({ onHand: 5, reserved: 2 });
  });
});
