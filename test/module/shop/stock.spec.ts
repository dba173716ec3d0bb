import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Actor, newId, NotFound, type Id } from '#libs/platform';
import { OutOfStock, ShopModule, Stock, StockBelowReserved, StockInvariants } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { givenGoods, keeperOf, type Goods } from './goods.js';

let market: ModuleUnderTest;
let stock: Stock;

beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule] });
  stock = market.get(Stock);
});
afterAll(() => market.close());

const inAnHour = () => new Date(market.clock.now().getTime() + 3_600_000);
const order = (): Id<'ord'> => newId('ord');
const line = (holder: string, variantId: string, quantity: number) => ({ holder, variantId, quantity });

async function stocked(onHand: number, wanted: Parameters<typeof givenGoods>[1] = {}): Promise<Goods> {
  const goods = await givenGoods(market.db, wanted);
  for (const variantId of goods.variantIds) await stock.count(goods.keeper, goods.shopId, variantId, { onHand, reason: 'awal' });
  return goods;
}

async function level({ keeper, shopId }: Goods, variantId: string) {
  const { items } = await stock.levels(keeper, shopId);
  const { onHand, reserved, available } = items.find((each) => each.variantId === variantId)!;
  return { onHand, reserved, available };
}

async function expectSound(): Promise<void> {
  expect((await market.get(StockInvariants).findings(new Date(0))).filter((finding) => finding.invariant === 'I5')).toEqual([]);
}

describe('holding', () => {
  test('goods are held, claimed, and leave the shop; every step may be repeated', async () => {
    const goods = await stocked(5);
    const [variantId] = goods.variantIds as [Id<'var'>];
    const holder = order();
    await stock.reserve([line(holder, variantId, 3)], inAnHour());
    expect(await level(goods, variantId)).toEqual({ onHand: 5, reserved: 3, available: 2 });
    expect(await stock.claim([holder])).toEqual([]);
    expect(await stock.claim([holder])).toEqual([]);
    await stock.fulfil(holder);
    await stock.fulfil([holder]);
    expect(await level(goods, variantId)).toEqual({ onHand: 2, reserved: 0, available: 2 });
    await stock.release([holder]);
    expect(await level(goods, variantId)).toEqual({ onHand: 2, reserved: 0, available: 2 });
    const { items } = await stock.movements(goods.keeper, goods.shopId, variantId);
    expect(items.map(({ kind, quantity, holder: of }) => [kind, quantity, of])).toEqual([['sold', -3, holder], ['counted', 5, null]]);
    await expectSound();
  });

  test('all lines or none, and the refusal names each short variant with what is left', async () => {
    const goods = await stocked(4, { variants: 3 });
    const [a, b, c] = goods.variantIds as [Id<'var'>, Id<'var'>, Id<'var'>];
    const holder = order();
    const refusal = await stock.reserve([line(holder, c, 9), line(holder, a, 1), line(holder, b, 5)], inAnHour()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OutOfStock);
    expect((refusal as OutOfStock).shortages).toEqual([{ variantId: b, wanted: 5, available: 4 }, { variantId: c, wanted: 9, available: 4 }]);
    expect((refusal as OutOfStock).spec).toMatchObject({ code: 'out_of_stock', status: 409 });
    expect(await level(goods, a)).toEqual({ onHand: 4, reserved: 0, available: 4 });
  });

  test('two orders of one checkout may want the same variant, but not more than there is', async () => {
    const goods = await stocked(5);
    const [variantId] = goods.variantIds as [Id<'var'>];
    const [one, other] = [order(), order()];
    await expect(stock.reserve([line(one, variantId, 3), line(other, variantId, 3)], inAnHour())).rejects.toThrow(OutOfStock);
    await stock.reserve([line(one, variantId, 3), line(other, variantId, 2)], inAnHour());
    await stock.release([one]);
    expect(await level(goods, variantId)).toEqual({ onHand: 5, reserved: 2, available: 3 });
    await expectSound();
  });

  test('a payment after the hold was released learns that it holds nothing', async () => {
    const goods = await stocked(2);
    const [variantId] = goods.variantIds as [Id<'var'>];
    const [late, early, madeToOrder] = [order(), order(), order()];
    await stock.reserve([line(late, variantId, 1), line(early, variantId, 1)], inAnHour());
    await stock.release([late]);
    await stock.release([late]);
    expect(await stock.claim([late, early, madeToOrder])).toEqual([late]);
    expect(await level(goods, variantId)).toEqual({ onHand: 2, reserved: 1, available: 1 });
    await stock.reserve([line(late, variantId, 1)], inAnHour());
    expect(await stock.claim([late])).toEqual([]);
    expect(await level(goods, variantId)).toEqual({ onHand: 2, reserved: 2, available: 0 });
  });

  test('a rejected line goes back to the shelf, a part of it only once for one cause', async () => {
    const goods = await stocked(9, { variants: 2 });
    const [a, b] = goods.variantIds as [Id<'var'>, Id<'var'>];
    const holder = order();
    await stock.reserve([line(holder, a, 4), line(holder, b, 4)], inAnHour());
    await stock.claim([holder]);
    await stock.releaseLines(holder, [{ variantId: a, quantity: 4 }]);
    await stock.releaseLines(holder, [{ variantId: a, quantity: 4 }]);
    for (const cause of ['rejection-1', 'rejection-1', 'rejection-2']) await stock.releaseLines(holder, [{ variantId: b, quantity: 1 }], cause);
    expect(await level(goods, a)).toEqual({ onHand: 9, reserved: 0, available: 9 });
    expect(await level(goods, b)).toEqual({ onHand: 9, reserved: 2, available: 7 });
    await stock.fulfil(holder);
    expect(await level(goods, b)).toEqual({ onHand: 7, reserved: 0, available: 7 });
    await expectSound();
  });

  test('returned goods go back to their lot, never more than were sold', async () => {
    const goods = await stocked(6);
    const [variantId] = goods.variantIds as [Id<'var'>];
    const holder = order();
    await stock.reserve([line(holder, variantId, 4)], inAnHour());
    await stock.putBack(holder, [{ variantId, quantity: 4 }]);
    expect(await level(goods, variantId)).toEqual({ onHand: 6, reserved: 4, available: 2 });
    await stock.fulfil(holder);
    for (const cause of ['rfd-1', 'rfd-1', 'rfd-2']) await stock.putBack(holder, [{ variantId, quantity: 1 }], cause);
    expect((await level(goods, variantId)).onHand).toBe(4);
    await stock.putBack(holder, [{ variantId, quantity: 99 }]);
    await stock.putBack(holder, [{ variantId, quantity: 99 }]);
    expect(await level(goods, variantId)).toEqual({ onHand: 6, reserved: 0, available: 6 });
    await expectSound();
  });

  test('a quantity below one or a fraction never reaches the shelf', async () => {
    const goods = await stocked(3);
    for (const quantity of [0, -1, 1.5, Number.NaN]) {
      await expect(stock.reserve([line(order(), goods.variantIds[0]!, quantity)], inAnHour())).rejects.toThrow(RangeError);
    }
    await expect(stock.reserve([line(order(), newId('var'), 1)], inAnHour())).rejects.toThrow(OutOfStock);
  });
});

describe('lots', () => {
  const chips = () => givenGoods(market.db, { stopSellingDays: 10 });
  const receive = (goods: Goods, quantity: number, expiresOn: string | null) => stock.receive(goods.keeper, goods.shopId, goods.variantIds[0]!, { quantity, expiresOn });

  test('what expires first is sold first, across lots, and lots without a date come last', async () => {
    const goods = await chips();
    await receive(goods, 5, null);
    const march = await receive(goods, 3, '2027-03-31');
    const january = await receive(goods, 2, '2027-01-31');
    await stock.reserve([line(order(), goods.variantIds[0]!, 4)], inAnHour());
    const lots = await stock.lots(goods.keeper, goods.shopId, goods.variantIds[0]!);
    expect(lots.map(({ lotId, reserved }) => [lotId, reserved])).toEqual([[january.lotId, 2], [march.lotId, 2], [expect.stringMatching(/^lot_/), 0]]);
  });

  test('a lot is no longer sold from so many days before it expires, though it still lies there', async () => {
    const goods = await chips();
    const variantId = goods.variantIds[0]!;
    await receive(goods, 2, '2026-12-03');
    expect(await level(goods, variantId)).toEqual({ onHand: 2, reserved: 0, available: 2 });
    await stock.reserve([line(order(), variantId, 1)], inAnHour());
    market.clock.advance({ days: 1 });
    try {
      expect(await level(goods, variantId)).toEqual({ onHand: 2, reserved: 1, available: 0 });
      await expect(stock.reserve([line(order(), variantId, 1)], inAnHour())).rejects.toThrow(OutOfStock);
      expect((await stock.lots(goods.keeper, goods.shopId, variantId)).map((lot) => lot.sellable)).toEqual([false, true]);
    } finally {
      market.clock.advance({ days: -1 });
    }
  });

  test('what has expired already cannot be received', async () => {
    await expect(receive(await chips(), 1, '2026-11-22')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('a location that is not sellable holds goods that nobody can buy', async () => {
    const goods = await stocked(3);
    await market.db.query('UPDATE shop.stock_location SET sellable = false WHERE shop_id = $1', [goods.shopId]);
    await expect(stock.reserve([line(order(), goods.variantIds[0]!, 1)], inAnHour())).rejects.toThrow(OutOfStock);
  });
});

describe('counting', () => {
  test('the difference becomes a movement, and no difference none', async () => {
    const goods = await stocked(5);
    const [variantId] = goods.variantIds as [Id<'var'>];
    await stock.count(goods.keeper, goods.shopId, variantId, { onHand: 5, reason: 'sama' });
    expect(await stock.count(goods.keeper, goods.shopId, variantId, { onHand: 2, reason: 'rusak' })).toMatchObject({ variantId, onHand: 2, available: 2 });
    const { items } = await stock.movements(goods.keeper, goods.shopId, variantId);
    expect(items.map(({ kind, quantity, reason, actorId }) => [kind, quantity, reason, actorId])).toEqual([
      ['counted', -3, 'rusak', goods.keeper.userId],
      ['counted', 5, 'awal', goods.keeper.userId],
    ]);
  });

  test('a count below what buyers hold is refused and changes nothing', async () => {
    const goods = await stocked(5);
    const [variantId] = goods.variantIds as [Id<'var'>];
    await stock.reserve([line(order(), variantId, 3)], inAnHour());
    const refusal = await stock.count(goods.keeper, goods.shopId, variantId, { onHand: 2, reason: 'hilang' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StockBelowReserved);
    expect((refusal as StockBelowReserved).spec).toMatchObject({ code: 'stock_below_reserved', status: 409, extra: { reserved: 3 } });
    expect(await level(goods, variantId)).toEqual({ onHand: 5, reserved: 3, available: 2 });
    expect(await stock.count(goods.keeper, goods.shopId, variantId, { onHand: 3, reason: 'hilang' })).toMatchObject({ onHand: 3, available: 0 });
  });

  test('what is missing is taken from the lots that expire first, around what is held', async () => {
    const goods = await givenGoods(market.db);
    const [variantId] = goods.variantIds as [Id<'var'>];
    await stock.receive(goods.keeper, goods.shopId, variantId, { quantity: 4, expiresOn: '2027-01-31' });
    await stock.receive(goods.keeper, goods.shopId, variantId, { quantity: 4, expiresOn: '2027-03-31' });
    await stock.reserve([line(order(), variantId, 3)], inAnHour());
    await stock.count(goods.keeper, goods.shopId, variantId, { onHand: 5, reason: 'rusak' });
    expect((await stock.lots(goods.keeper, goods.shopId, variantId)).map((lot) => [lot.onHand, lot.reserved])).toEqual([[3, 3], [2, 0], [0, 0]]);
    await expectSound();
  });

  test('ten first counts at once agree on one shelf', async () => {
    const goods = await givenGoods(market.db);
    const counts = Array.from({ length: 10 }, () => stock.count(goods.keeper, goods.shopId, goods.variantIds[0]!, { onHand: 7, reason: 'serentak' }));
    await Promise.all(counts);
    expect(await level(goods, goods.variantIds[0]!)).toEqual({ onHand: 7, reserved: 0, available: 7 });
    await expectSound();
  });

  test("another shop's stock is not found", async () => {
    const goods = await stocked(5);
    const stranger = keeperOf(newId('shp'));
    const [shopId, variantId] = [goods.shopId, goods.variantIds[0]!];
    await expect(stock.levels(stranger, shopId)).rejects.toThrow(NotFound);
    const ownShop = stranger.memberships[0]!.id;
    await expect(stock.count(stranger, ownShop, variantId, { onHand: 1, reason: 'x' })).rejects.toThrow(NotFound);
    await expect(stock.receive(stranger, ownShop, variantId, { quantity: 1 })).rejects.toThrow(NotFound);
    await expect(stock.movements(stranger, ownShop, variantId)).rejects.toThrow(NotFound);
    await expect(stock.lots(stranger, ownShop, variantId)).rejects.toThrow(NotFound);
    await stock.count(Actor.SYSTEM, shopId, variantId, { onHand: 6, reason: 'seed' });
  });

  test('levels and movements come page by page', async () => {
    const goods = await stocked(1, { variants: 5 });
    const first = await stock.levels(goods.keeper, goods.shopId, { limit: 3 });
    const second = await stock.levels(goods.keeper, goods.shopId, { limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map((each) => each.variantId)).toEqual(goods.variantIds);
    expect(second.nextCursor).toBeNull();
    for (const onHand of [2, 3, 4]) await stock.count(goods.keeper, goods.shopId, goods.variantIds[0]!, { onHand, reason: 'lagi' });
    const newest = await stock.movements(goods.keeper, goods.shopId, goods.variantIds[0]!, { limit: 3 });
    const oldest = await stock.movements(goods.keeper, goods.shopId, goods.variantIds[0]!, { limit: 3, cursor: newest.nextCursor! });
    expect([...newest.items, ...oldest.items].map((each) => each.reason)).toEqual(['lagi', 'lagi', 'lagi', 'awal']);
  });

  test('movements cannot be rewritten', async () => {
    await expect(market.db.query(`UPDATE shop.stock_movement SET quantity = 1`)).rejects.toThrow('append-only');
    await expect(market.db.query(`DELETE FROM shop.stock_movement`)).rejects.toThrow('append-only');
    await expect(market.db.query(`TRUNCATE shop.stock_movement`)).rejects.toThrow('append-only');
  });
});
