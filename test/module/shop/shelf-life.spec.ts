import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Id } from '#libs/platform';
import { ShopModule, Stock, StockInvariants } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { givenGoods, type Goods } from './goods.js';

let market: ModuleUnderTest;
let stock: Stock;

beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule] });
  stock = market.get(Stock);
});
afterAll(() => market.close());

async function stocked(onHand: number): Promise<Goods> {
  const goods = await givenGoods(market.db);
  for (const variantId of goods.variantIds) await stock.count(goods.keeper, goods.shopId, variantId, { onHand, reason: 'awal' });
  return goods;
}

async function expectSound(): Promise<void> {
  expect((await market.get(StockInvariants).findings(new Date(0))).filter((finding) => finding.invariant === 'I5')).toEqual([]);
}

describe('until when goods are sold', () => {
  const soldBefore = async (variantId: string) => (await market.db.query<{ day: string }>('SELECT sold_before::text AS day FROM shop.stock_level WHERE variant_id = $1 ORDER BY 1', [variantId])).map((row) => row.day);

  test('stands on the level and follows the lot, the product and the place, whoever changes them', async () => {
    const goods = await stocked(3);
    const [variantId] = goods.variantIds as [Id<'var'>];
    const { lotId } = await stock.receive(goods.keeper, goods.shopId, variantId, { quantity: 2, expiresOn: '2027-03-31' });
    expect(await soldBefore(variantId)).toEqual(['2027-03-31', 'infinity']);
    await market.db.query('UPDATE shop.product SET stop_selling_days = 10 WHERE shop_id = $1', [goods.shopId]);
    expect(await soldBefore(variantId)).toEqual(['2027-03-21', 'infinity']);
    await market.db.query(`UPDATE shop.lot SET expires_on = '2027-05-11' WHERE id = $1`, [lotId]);
    expect(await soldBefore(variantId)).toEqual(['2027-05-01', 'infinity']);
    await market.db.query('UPDATE shop.stock_location SET sellable = false WHERE shop_id = $1', [goods.shopId]);
    expect(await soldBefore(variantId)).toEqual(['-infinity', '-infinity']);
    await stock.receive(goods.keeper, goods.shopId, variantId, { quantity: 1, expiresOn: '2027-06-30' });
    expect(await soldBefore(variantId)).toEqual(['-infinity', '-infinity', '-infinity']);
    await expectSound();
  });

  test('a wrong day is found', async () => {
    const goods = await stocked(1);
    const [variantId] = goods.variantIds as [Id<'var'>];
    await market.db.query(`UPDATE shop.stock_level SET sold_before = '2026-01-01' WHERE variant_id = $1`, [variantId]);
    const found = (await market.get(StockInvariants).findings(new Date(0))).filter(({ subject }) => subject.startsWith(variantId));
    expect(found).toMatchObject([{ invariant: 'I5', detail: expect.stringContaining('sold before 2026-01-01, should be infinity') }]);
    await market.db.query(`UPDATE shop.stock_level SET sold_before = 'infinity' WHERE variant_id = $1`, [variantId]);
  });
});
