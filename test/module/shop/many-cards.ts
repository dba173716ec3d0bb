import { jest } from '@jest/globals';
import { newId, type Database, type Id } from '#libs/platform';
import type { Cards } from '#libs/shop';
import { GETASAN, givenGoods, PALAM } from './goods.js';

const PULAU_PUNJUNG = '13.10.02.2001';
export const MANY = 3000;
const NAMES = [['Bakul purun', 'Purun basket'], ['Tas anyaman', 'Plaited bag'], ['Kain endek', 'Endek cloth'], ['Patung kayu', 'Wooden sculpture'], ['Keripik tempe', 'Tempe chips']] as const;
const CATEGORIES = ['craft/weaving', 'craft/weaving', 'textile/cloth', 'craft/carving', 'food/snack'] as const;

/** Three shops in three villages with a thousand products each and one more; their ids, on whose cards the planner's figures are fresh. */
export async function givenManyCards(db: Database, cards: Cards): Promise<Id<'shp'>[]> {
  const shops: Id<'shp'>[] = [];
  for (const villageCode of [PALAM, GETASAN, PULAU_PUNJUNG]) shops.push((await givenGoods(db, { villageCode, name: { id: 'Contoh awal', en: 'First sample' } })).shopId);
  await generate(db, shops);
  for (const shopId of shops) await cards.refreshShop(shopId);
  // The word index tells the planner its size only after a VACUUM.
  await db.query('VACUUM ANALYZE shop.card, shop.search_word, shop.product, shop.variant');
  return shops;
}

/** Products by rows; every seventh is made to order. */
async function generate(db: Database, shops: readonly Id<'shp'>[]): Promise<void> {
  const products = Array.from({ length: MANY }, (_, i) => {
    const [id, en] = NAMES[i % NAMES.length]!;
    return { id: newId('prd'), variant: newId('var'), shop: shops[i % shops.length]!, name: { id: `${id} motif ${i}`, en: `${en} pattern ${i}` }, category: CATEGORIES[i % NAMES.length]!, price: 10_000 + ((i * 7919) % 500) * 500, toOrder: i % 7 === 0 };
  });
  await db.query(
    `INSERT INTO shop.product (id, shop_id, slug, name, category, made_to_order, lead_days, state, published_at, created_at, updated_at)
     SELECT p.id, p.shop, replace(p.id, '_', '-'), p.name, p.category, p."toOrder", CASE WHEN p."toOrder" THEN 5 ELSE 0 END, 'active', '2026-10-01'::timestamptz + at * interval '1 minute', now(), now()
     FROM jsonb_to_recordset($1::jsonb) AS p(id text, shop text, name jsonb, category text, "toOrder" boolean, at bigint)`,
    [JSON.stringify(products.map((product, at) => ({ ...product, at })))],
  );
  await db.query(
    `INSERT INTO shop.variant (id, product_id, shop_id, sku, price, weight_grams, length_mm, width_mm, height_mm, created_at, updated_at)
     SELECT p.variant, p.id, p.shop, p.variant, p.price, 200, 300, 200, 100, now(), now() FROM jsonb_to_recordset($1::jsonb) AS p(id text, variant text, shop text, price bigint)`,
    [JSON.stringify(products)],
  );
}

/** The statements that the work sends. */
export async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<{ sql: string; parameters: readonly unknown[] }[]> {
  const spy = jest.spyOn(db, 'query');
  try {
    await work();
    return spy.mock.calls.map(([sql, parameters = []]) => ({ sql, parameters }));
  } finally {
    spy.mockRestore();
  }
}
