import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Deliveries } from '#libs/platform';
import { Payments } from '#libs/payment';
import { Stock } from '#libs/shop';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { tally } from '../../support/crowd.js';
import { atSize } from '../support/size.js';
import { Scene } from './support/scene.js';
import { keeperOf, Shopfloor, type Goods } from './support/shopfloor.js';

let floor: Shopfloor;

beforeAll(async () => {
  floor = await Shopfloor.open();
});
afterAll(() => floor.close());
afterEach(async () => expect(await findBroken(floor.life.app)).toEqual([]));

const fifty = <T>(work: (at: number) => Promise<T>) => Promise.all(Array.from({ length: 50 }, (_, at) => work(at)));
const RUNNING = '409 idempotency_key_running';

async function paid(goods: readonly Goods[]): Promise<Scene> {
  const scene = await new Scene(floor, goods).fill();
  for (const step of [scene.place, scene.payAtBank, scene.poll, scene.react]) await step(false);
  return scene;
}

describe('one key, fifty times at once', () => {
  test('takes goods in once', async () => {
    const goods = await floor.goods({ onHand: 10 });
    const key = randomUUID();
    const path = `/api/v1/seller/shops/${goods.shopId}/stock/${goods.variantIds[0]}/lots`;
    const answers = await fifty(() => floor.seller.post(path, { quantity: 5 }, { key }));
    const { 201: done = 0, [RUNNING]: running = 0 } = tally(answers);
    expect({ isDone: done > 0, all: done + running }).toEqual({ isDone: true, all: 50 });
    expect(await onHand(goods)).toBe(15);
    expect((await floor.seller.post<{ code: string }>(path, { quantity: 6 }, { key })).body.code).toBe('idempotency_key_reused');
    expect((await floor.seller.post(path, { quantity: 5 }, { key: randomUUID() })).status).toBe(201);
    expect(await onHand(goods)).toBe(20);
  });

  test('cancels once, and is another key in the hands of another', async () => {
    const goods = [await floor.goods()];
    const [scene, other] = [await paid(goods), await paid(goods)];
    const key = randomUUID();
    const cancel = (whose: Scene, of: Scene, reason = 'tidak jadi') => whose.buyerAsks<{ code: string }>(`/api/v1/orders/${of.orderId(0)}/cancellation`, { reason }, key);
    const { 200: done = 0, [RUNNING]: running = 0 } = tally(await fifty(() => cancel(scene, scene)));
    expect({ isDone: done > 0, all: done + running }).toEqual({ isDone: true, all: 50 });
    expect([(await cancel(scene, scene, 'lain')).body.code, (await cancel(other, scene)).status, (await cancel(other, other)).status]).toEqual(['idempotency_key_reused', 404, 200]);
    await scene.react(false);
    expect(await floor.db.query('SELECT count(*)::int AS refunds FROM payment.refund WHERE order_id = $1', [scene.orderId(0)])).toEqual([{ refunds: 1 }]);
  });
});

describe('refunds at once', () => {
  test('fifty of a fifth each never give back more than was paid, here or at the bank', async () => {
    const scene = await paid([await floor.goods()]);
    const { amount } = scene.placed.orders[0]!.total;
    const answers = await fifty(() => floor.seller.post(`/api/v1/orders/${scene.orderId(0)}/refunds`, { amount: Math.floor(amount / 5), reason: 'maaf' }));
    expect(tally(answers)).toEqual({ 201: 5, '409 refund_too_large': 45 });
    await Promise.all([scene.poll(false), scene.react(false).catch(() => undefined), scene.poll(false)]);
    await scene.react(false);
    const [row] = await floor.db.query<{ given: number; captured: number }>('SELECT refunded_amount AS given, captured_amount AS captured FROM orders.orders WHERE id = $1', [scene.orderId(0)]);
    expect(row).toEqual({ given: Math.floor(amount / 5) * 5, captured: amount });
  });
});

test('two webhooks and three polls of one payment at the same moment are one capture', async () => {
  const scene = await new Scene(floor, [await floor.goods()]).fill();
  for (const step of [scene.place, scene.react, scene.payAtBank]) await step(false);
  const { app } = floor.life;
  await scene.tell(false);
  await scene.tellAnew();
  const ids = await floor.db.query<{ id: number; subscriber: string }>(`SELECT id, subscriber FROM platform.delivery WHERE state = 'queued'`);
  expect(ids).toHaveLength(2);
  await Promise.all([...ids.map(({ id, subscriber }) => app.get(Deliveries).handle(id, subscriber)), ...[1, 2, 3].map(() => app.get(Payments).pollUnanswered({ all: true }))]);
  await scene.react(false);
  expect(await floor.db.query(`SELECT count(*)::int AS n FROM platform.event WHERE name = 'payment.captured' AND payload->>'chargeId' = $1`, [scene.placed.payment.id])).toEqual([{ n: 1 }]);
  expect(await scene.refresh()).toBe('paid');
});

test('a crowd for the same lots, with something made to order in each basket, in opposite orders: what is there is sold, nothing else', async () => {
  const [jars, baskets, made] = [await floor.goods({ onHand: 1 }), await floor.goods({ onHand: 7 }), await floor.goods({ madeToOrder: true })];
  // Seven jars: one undated, the others in lots that expire.
  const keep = (quantity: number, expiresOn: string) => floor.life.app.get(Stock).receive(keeperOf(jars), jars.shopId, jars.variantIds[0]!, { quantity, expiresOn });
  for (const [quantity, expiresOn] of [[2, '2027-03-01'], [1, '2027-02-01'], [3, '2028-01-01']] as const) await keep(quantity, expiresOn);
  const size = atSize(60, 200);
  const scenes: Scene[] = [];
  for (let at = 0; at < size; at++) scenes.push(await new Scene(floor, at % 2 ? [jars, made, baskets] : [baskets, made, jars]).fill(1));
  const answers = await Promise.all(scenes.map((scene) => scene.tryToPlace()));
  expect(tally(answers)).toEqual({ 201: 7, '409 out_of_stock': size - 7 });
  for (const goods of [jars, baskets]) {
    const held = await floor.db.one<{ onHand: number; reserved: number }>('SELECT sum(on_hand)::int AS "onHand", sum(reserved)::int AS reserved FROM shop.stock_level WHERE variant_id = $1', [goods.variantIds[0]]);
    expect(held).toEqual({ onHand: 7, reserved: 7 });
  }
  // First the lots that expire first: the seventh buyer alone got of the undated one.
  const lots = await floor.db.query<{ expires: string | null; sold: number }>(
    `SELECT lot.expires_on::text AS expires, level.reserved AS sold FROM shop.stock_level level JOIN shop.lot ON lot.id = level.lot_id WHERE level.variant_id = $1 ORDER BY lot.expires_on NULLS LAST`,
    [jars.variantIds[0]],
  );
  expect(lots).toEqual([{ expires: '2027-02-01', sold: 1 }, { expires: '2027-03-01', sold: 2 }, { expires: '2028-01-01', sold: 3 }, { expires: null, sold: 1 }]);
  expect(await floor.db.query('SELECT count(*)::int AS held FROM shop.reservation WHERE variant_id = $1', [made.variantIds[0]])).toEqual([{ held: 0 }]);
}, 120_000);

async function onHand({ variantIds }: Goods): Promise<number> {
  const row = await floor.db.one<{ n: number }>('SELECT sum(on_hand)::int AS n FROM shop.stock_level WHERE variant_id = $1', [variantIds[0]]);
  return row!.n;
}
