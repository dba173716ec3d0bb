import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, NotFound, type Id } from '#libs/platform';
import { Cards, ShopModule, Showcase, Stock, type ListRequest, type ProductCard } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { GETASAN, givenGoods, PALAM } from './goods.js';
import { givenManyCards, statementsOf } from './many-cards.js';

let market: ModuleUnderTest;
let showcase: Showcase;
let cards: Cards;
let shops: Id<'shp'>[];

beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule] });
  showcase = market.get(Showcase);
  cards = market.get(Cards);
  shops = await givenManyCards(market.db, cards);
});
afterAll(() => market.close());

/** Every page of a list, one after the other. */
async function everything(request: ListRequest): Promise<ProductCard[]> {
  const found: ProductCard[] = [];
  let cursor: string | undefined;
  do {
    const page = await showcase.list({ limit: 100, ...request, cursor });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

async function planOf(request: ListRequest): Promise<string> {
  const [statement] = await statementsOf(market.db, () => showcase.list(request));
  const rows = await market.db.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement!.sql}`, statement!.parameters);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('cards', () => {
  test('a product is shown once it and its shop are active, at the price of its cheapest variant, and no longer than that', async () => {
    const { productId, shopId, variantIds } = await givenGoods(market.db, { variants: 2, price: 30_000, villageCode: GETASAN });
    const shown = async () => (await everything({ shop: shopId })).map((card) => [card.id, card.priceAmount]);
    expect(await shown()).toEqual([]);
    await market.db.query('UPDATE shop.variant SET price = 25000 WHERE id = $1', [variantIds[1]]);
    await cards.refresh([productId]);
    expect(await shown()).toEqual([[productId, 25_000]]);
    await market.db.query(`UPDATE shop.shop SET state = 'suspended' WHERE id = $1`, [shopId]);
    await cards.refreshShop(shopId);
    expect(await shown()).toEqual([]);
    await market.db.query(`UPDATE shop.shop SET state = 'active' WHERE id = $1`, [shopId]);
    await cards.refreshShop(shopId);
    expect(await shown()).toEqual([[productId, 25_000]]);
    await market.db.query(`UPDATE shop.product SET state = 'paused', paused_by = 'seller' WHERE id = $1`, [productId]);
    await cards.refresh([productId]);
    expect(await shown()).toEqual([]);
    await expect(showcase.product(productId)).rejects.toThrow(NotFound);
  });

  test('a card tells maker and village, and whether it can be had today', async () => {
    const goods = await givenGoods(market.db, { villageCode: GETASAN });
    await cards.refresh([goods.productId]);
    const [card] = await everything({ shop: goods.shopId });
    expect(card).toMatchObject({
      name: { id: 'Bakul purun', en: 'Purun basket' }, categoryPath: 'craft/weaving', shop: { id: goods.shopId, name: 'Toko Uji' }, photo: null, availability: 'sold_out',
      village: { code: GETASAN, name: 'Getasan', regencyCode: '51.03', regencyName: 'Kabupaten Badung', provinceName: 'Bali' },
    });
    await market.get(Stock).count(goods.keeper, goods.shopId, goods.variantIds[0]!, { onHand: 1, reason: 'awal' });
    expect((await everything({ shop: goods.shopId }))[0]!.availability).toBe('in_stock');
    await market.get(Stock).reserve([{ holder: newId('ord'), variantId: goods.variantIds[0]!, quantity: 1 }], new Date('2027-01-01'));
    expect((await everything({ shop: goods.shopId }))[0]!.availability).toBe('sold_out');
  });

  test('a product that changes while its shop is being suspended does not stay on show', async () => {
    const { productId, shopId } = await givenGoods(market.db);
    let commit = () => {};
    let suspended = () => {};
    const underWay = new Promise<void>((resolve) => (suspended = resolve));
    const suspension = market.db.transaction(async () => {
      await market.db.query(`UPDATE shop.shop SET state = 'suspended' WHERE id = $1`, [shopId]);
      await cards.refreshShop(shopId);
      suspended();
      await new Promise<void>((resolve) => (commit = resolve));
    });
    await underWay;
    const change = cards.refresh([productId]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    commit();
    await Promise.all([suspension, change]);
    expect(await everything({ shop: shopId })).toEqual([]);
  });

  test('two members of a shop who change things at once never wait for each other for ever', async () => {
    const goods = await givenGoods(market.db);
    const others = await Promise.all(Array.from({ length: 5 }, (_, i) => givenGoods(market.db, { shopId: goods.shopId, name: { id: `Topi bambu ragam${i}` } })));
    const ids = [goods, ...others].map((each) => each.productId);
    const verbs = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? cards.refreshShop(goods.shopId) : cards.refresh(i % 2 ? ids : ids.toReversed().slice(1))));
    await expect(Promise.all(verbs)).resolves.toHaveLength(40);
    expect(await everything({ shop: goods.shopId })).toHaveLength(6);
  });
});

describe('lists', () => {
  test('every page follows the last one: nothing twice, nothing left out, in each order', async () => {
    const all = await everything({ sort: 'newest', regency: '51.03', category: 'craft' });
    expect(all.length).toBeGreaterThan(500);
    expect(new Set(all.map((card) => card.id)).size).toBe(all.length);
    expect(all.every((card) => card.village.regencyCode === '51.03' && card.categoryPath.startsWith('craft/'))).toBe(true);
    const cheapest = await everything({ sort: 'price', regency: '51.03', category: 'craft' });
    const dearest = await everything({ sort: '-price', regency: '51.03', category: 'craft' });
    const prices = cheapest.map((card) => card.priceAmount);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    expect(dearest.map((card) => card.id)).toEqual(cheapest.map((card) => card.id).toReversed());
    expect(new Set(all.map((card) => card.id))).toEqual(new Set(cheapest.map((card) => card.id)));
  });

  test('filters narrow by price, by shop id or slug, by village and by what is made to order', async () => {
    const between = await everything({ minPrice: 50_000, maxPrice: 60_000, shop: shops[0]!, madeToOrder: true });
    expect(between.length).toBeGreaterThan(2);
    expect(between.every((card) => card.priceAmount >= 50_000 && card.priceAmount <= 60_000 && card.shop.id === shops[0] && card.availability === 'made_to_order')).toBe(true);
    expect(await everything({ minPrice: 50_000, maxPrice: 60_000, shop: between[0]!.shop.slug, madeToOrder: true })).toEqual(between);
    expect(await everything({ minPrice: 50_000, maxPrice: 60_000, village: PALAM, madeToOrder: true })).toEqual(between);
    expect(await everything({ category: 'no-such/category' })).toEqual([]);
  });

  test('facets count what each other choice would show', async () => {
    const { facets, items } = await showcase.list({ regency: '51.03', category: 'food', facets: true, limit: 1 });
    expect(items).toHaveLength(1);
    const total = (await everything({ regency: '51.03', category: 'food/snack' })).length;
    expect(facets!.categories.find((facet) => facet.path === 'food/snack')).toEqual({ path: 'food/snack', label: { id: 'Camilan', en: 'Snacks' }, count: total });
    expect(facets!.categories.map((facet) => facet.path)).toEqual(expect.arrayContaining(['craft/weaving', 'textile/cloth', 'craft/carving']));
    expect(facets!.regencies).toHaveLength(3);
    expect(facets!.regencies.find((facet) => facet.code === '51.03')).toEqual({ code: '51.03', name: 'Kabupaten Badung', count: total });
    expect((await showcase.list({})).facets).toBeNull();
  });

  test('a cursor that we did not make, or of another order, is refused', async () => {
    const { nextCursor } = await showcase.list({ sort: 'newest', limit: 1 });
    for (const [sort, cursor] of [['price', nextCursor], ['newest', 'nonsense'], ['newest', Buffer.from('["2026-99-99T00:00:00.000000Z","prd_x"]').toString('base64url')]] as const) {
      await expect(showcase.list({ sort, cursor: cursor! })).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });
});

describe('search', () => {
  const names = async (q: string, request: ListRequest = {}) => (await showcase.list({ q, limit: 5, ...request })).items.map((card) => card.name.id.replace(/ motif.*/, ''));

  test.each([
    ['the Indonesian name', 'bakul purun', 'Bakul purun'],
    ['the English name, in the plural', 'baskets', 'Bakul purun'],
    ['another form of the Indonesian word', 'menganyam', 'Tas anyaman'],
    ['the kind of thing', 'woven cloth', 'Kain endek'],
    ['the village and the thing', 'endek getasan', 'Kain endek'],
    ['the regency and the thing', 'keripik badung', 'Keripik tempe'],
    ['words in any order and case', 'PURUN Bakul', 'Bakul purun'],
  ])('finds by %s', async (_, q, expected) => {
    const found = await names(q);
    expect(found).toHaveLength(5);
    expect(new Set(found)).toEqual(new Set([expected]));
  });

  test.each([
    ['bakl purn', 'bakul purun', 'Bakul purun'],
    ['endk', 'endek', 'Kain endek'],
    ['krepik tempe', 'keripik tempe', 'Keripik tempe'],
    ['bakul pruun', 'bakul purun', 'Bakul purun'],
    ['patng kayuu', 'patung kayu', 'Patung kayu'],
  ])('forgives %s', async (q, searchedFor, expected) => {
    const page = await showcase.list({ q, limit: 3, facets: true });
    expect(page.searchedFor).toBe(searchedFor);
    expect(page.items[0]!.name.id).toContain(expected);
    expect(page.facets!.categories.length).toBeGreaterThan(0);
  });

  test('what nobody makes is not found, and odd input is only odd', async () => {
    for (const q of ['xylophone zzzz', `'; DROP TABLE shop.card; --`, '&|!()<->:*', '@c:craft qqq', '"', '\\']) {
      await expect(showcase.list({ q, shop: `o'x\\` })).resolves.toMatchObject({ items: [], nextCursor: null });
    }
    expect((await showcase.list({ q: '   ' })).items).toHaveLength(24);
    expect((await showcase.list({ q: 'bakul' })).searchedFor).toBeNull();
  });

  test('pages of a search follow each other in each order, and filters hold', async () => {
    for (const sort of ['newest', 'price', '-price'] as const) {
      const found = await everything({ q: 'bakul', sort, village: PALAM, category: 'craft/weaving', maxPrice: 150_000 });
      expect(found).toHaveLength(new Set(found.map((card) => card.id)).size);
      expect(found.length).toBeGreaterThan(80);
      expect(found.every((card) => card.village.code === PALAM && card.priceAmount <= 150_000)).toBe(true);
      const prices = found.map((card) => card.priceAmount);
      if (sort === 'price') expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    }
    const relevant = await everything({ q: 'motif' });
    expect(relevant).toHaveLength(1000);
    expect(new Set(relevant.map((card) => card.id)).size).toBe(1000);
  });

  test('a word in the name counts more than the same word in the story', async () => {
    const inStory = await givenGoods(market.db, { name: { id: 'Piring lidi' } });
    const inName = await givenGoods(market.db, { name: { id: 'Kukusan rotan' } });
    await market.db.query('UPDATE shop.product SET description = $2 WHERE id = $1', [inStory.productId, { id: 'Cocok di bawah kukusan nasi.' }]);
    await cards.refresh([inStory.productId, inName.productId]);
    expect((await showcase.list({ q: 'kukusan' })).items.map((card) => card.id)).toEqual([inName.productId, inStory.productId]);
  });
});

describe('cost', () => {
  test('a list takes one statement, two with facets; search no more, spelt right or wrong; a product one', async () => {
    const cost = async (work: () => Promise<unknown>) => (await statementsOf(market.db, work)).length;
    expect(await cost(() => showcase.list({ category: 'craft' }))).toBe(1);
    expect(await cost(() => showcase.list({ category: 'craft', facets: true }))).toBe(2);
    expect(await cost(() => showcase.list({ q: 'bakul purun', facets: true }))).toBe(2);
    expect(await cost(() => showcase.list({ q: 'bakl purn', facets: true }))).toBe(2);
    const [card] = (await showcase.list({ limit: 1 })).items;
    expect(await cost(() => showcase.product(card!.slug))).toBe(1);
  });

  test.each([
    ['newest', {}, 'card_newest'],
    ['cheapest', { sort: 'price' }, 'card_price'],
    ['dearest', { sort: '-price' }, 'Scan Backward using card_price'],
    ['a group by price', { category: 'craft', sort: 'price' }, 'card_root_price'],
    ['a category, newest first', { category: 'food/snack' }, 'card_category_newest'],
    ['a regency', { regency: '51.03' }, 'card_regency'],
    ['a shop by slug', { shop: 'no-such-shop' }, 'card_shop_slug'],
  ] as const)('the list of %s walks an index and sorts nothing large', async (_, request, index) => {
    const plan = await planOf(request);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on card/);
  });

  test('a search reads the word index, with the filters in the same scan', async () => {
    const plan = await planOf({ q: 'endek getasan', category: 'textile/cloth' });
    expect(plan).toMatch(/Bitmap Index Scan on card_search/);
    expect(plan).toContain(`'@c:textile/cloth'`);
    expect(plan).not.toMatch(/Seq Scan on card/);
  });

  test('a page after a cursor begins where the last one ended', async () => {
    const { nextCursor } = await showcase.list({ sort: 'price', category: 'craft' });
    expect(await planOf({ sort: 'price', category: 'craft', cursor: nextCursor! })).toMatch(/Index Cond: .*ROW\(price, product_id\) > ROW/);
  });
});
