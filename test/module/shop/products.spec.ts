import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FixedClock, newId } from '#libs/platform';
import { Catalogue, ShopModule, Shops, Stock } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { ADMIN, givenShop, ownerOf } from './people.js';
import { BAG, givenProduct, refusal, told, variant } from './selling.js';

const TODAY = new Date('2026-11-22T03:00:00Z');
let market: ModuleUnderTest;
let catalogue: Catalogue;
beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule], clock: new FixedClock(TODAY) });
  catalogue = market.get(Catalogue);
});
afterAll(() => market.close());

const stateOf = async (productId: string) => (await catalogue.inspect(ADMIN, productId)).state;

describe('a product', () => {
  test('is drafted, reviewed once, and later edits show at once', async () => {
    const { shopId, owner, productId, variantId } = await givenProduct(market, BAG, { approved: false });
    await expect(catalogue.approve(ADMIN, productId)).rejects.toEqual(refusal('product_state_forbids'));
    await catalogue.submit(owner, shopId, productId);
    await catalogue.reject(ADMIN, productId, 'foto buram');
    expect(await catalogue.get(owner, shopId, productId)).toMatchObject({ state: 'draft', stateReason: 'foto buram', missing: [], warnings: [] });
    await catalogue.submit(owner, shopId, productId);
    expect((await catalogue.review(ADMIN, { state: 'in_review' }, {})).items.map((p) => p.id)).toContain(productId);
    await catalogue.approve(ADMIN, productId);
    await catalogue.edit(owner, shopId, productId, { name: { id: 'Tas purun mungil' } });
    await catalogue.editVariant(owner, shopId, productId, variantId, { priceAmount: 21_000 });
    expect(await catalogue.get(owner, shopId, productId)).toMatchObject({ state: 'active', name: { id: 'Tas purun mungil' }, variants: [{ priceAmount: 21_000 }] });
    expect((await told(market, { owner, shopId })).filter((subject) => subject?.startsWith('Product'))).toEqual(['Product approved: Small purun bag', 'Product not approved yet: Small purun bag']);
    const events = await market.db.query<{ name: string }>(`SELECT DISTINCT name FROM platform.event WHERE payload ->> 'productId' = $1 ORDER BY name`, [productId]);
    expect(events.map((e) => e.name)).toEqual(['product.approved', 'product.changed', 'product.rejected', 'product.submitted']);
  });

  test('goes back to the reviewers with a new category, and straight to the shelves with the old one', async () => {
    const { shopId, owner, productId } = await givenProduct(market);
    await catalogue.edit(owner, shopId, productId, { category: 'craft/pottery', attributes: { clay: { id: 'lempung' } } });
    expect(await stateOf(productId)).toBe('in_review');
    await catalogue.edit(owner, shopId, productId, { description: { id: 'Gerabah' } });
    const submitted = await market.db.query(`SELECT id FROM platform.event WHERE name = 'product.submitted' AND payload ->> 'productId' = $1`, [productId]);
    expect(submitted).toHaveLength(2);
    await catalogue.reject(ADMIN, productId, 'ini anyaman');
    await catalogue.edit(owner, shopId, productId, { category: 'craft/weaving', attributes: BAG.attributes! });
    await catalogue.submit(owner, shopId, productId);
    expect(await stateOf(productId)).toBe('active');
  });

  test('on the shelves stays complete: what would break it is refused and nothing changes', async () => {
    const { shopId, owner, productId, variantId } = await givenProduct(market);
    await expect(catalogue.edit(owner, shopId, productId, { attributes: {} })).rejects.toEqual(refusal('not_ready_to_publish', ['/attributes/material']));
    await expect(catalogue.setVariantState(owner, shopId, productId, variantId, 'archived')).rejects.toEqual(refusal('not_ready_to_publish', ['/variants']));
    expect(await catalogue.get(owner, shopId, productId)).toMatchObject({ attributes: BAG.attributes, variants: [{ state: 'active' }] });
    await catalogue.pause(owner, shopId, productId);
    await catalogue.edit(owner, shopId, productId, { description: null });
    await expect(catalogue.resume(owner, shopId, productId)).rejects.toEqual(refusal('not_ready_to_publish', ['/description']));
    await catalogue.archive(owner, shopId, productId);
    await expect(catalogue.edit(owner, shopId, productId, { nonHalal: true })).rejects.toEqual(refusal('product_state_forbids'));
  });

  test('waits for its shop: a draft shop cannot submit, a shop in review cannot have it approved', async () => {
    const { shopId, owner } = await givenShop(market, { active: false });
    const { productId } = await givenProduct(market, BAG, { approved: false, shop: { shopId, owner } });
    await expect(catalogue.submit(owner, shopId, productId)).rejects.toEqual(refusal('shop_not_active'));
    await market.get(Shops).submit(owner, shopId);
    await catalogue.submit(owner, shopId, productId);
    await expect(catalogue.approve(ADMIN, productId)).rejects.toEqual(refusal('shop_not_active'));
    expect(await stateOf(productId)).toBe('in_review');
  });

  test('is found under its own shop only, by its own people only', async () => {
    const mine = await givenProduct(market);
    const other = await givenProduct(market);
    const both = ownerOf(mine.owner, mine.shopId);
    const attempts = [
      catalogue.get(other.owner, mine.shopId, mine.productId), catalogue.get(other.owner, other.shopId, mine.productId), catalogue.edit(other.owner, other.shopId, mine.productId, { nonHalal: true }),
      catalogue.addVariant(other.owner, other.shopId, mine.productId, variant('X')), catalogue.editVariant(both, mine.shopId, mine.productId, other.variantId, { priceAmount: 1 }),
      catalogue.setTiers(other.owner, other.shopId, mine.productId, mine.variantId, 'retail', []), catalogue.archive(other.owner, mine.shopId, mine.productId), catalogue.get(mine.owner, mine.shopId, 'prd_\u0000'),
      catalogue.create(other.owner, mine.shopId, BAG), catalogue.list(other.owner, mine.shopId, {}, {}),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toEqual(refusal('not_found'));
    for (const attempt of [catalogue.approve(mine.owner, mine.productId), catalogue.reject(mine.owner, mine.productId, 'x'), catalogue.inspect(mine.owner, mine.productId)]) await expect(attempt).rejects.toEqual(refusal('forbidden'));
    expect(await stateOf(mine.productId)).toBe('active');
  });

  test('keeps state, shop and approval to itself, whatever is written into an edit', async () => {
    const { shopId, owner, productId, variantId } = await givenProduct(market, BAG, { approved: false });
    const other = await givenShop(market);
    const before = await catalogue.get(owner, shopId, productId);
    await catalogue.edit(owner, shopId, productId, { id: newId('prd'), shopId: other.shopId, slug: 'x', state: 'active', approvedCategory: BAG.category, publishedAt: new Date(), pausedBy: 'gate', nonHalal: true } as never);
    await catalogue.editVariant(owner, shopId, productId, variantId, { id: newId('var'), productId: newId('prd'), shopId: other.shopId, state: 'archived', position: 9, weightGrams: 175 } as never);
    const { updatedAt: _then, ...was } = before;
    const { updatedAt: _now, ...is } = await catalogue.get(owner, shopId, productId);
    expect(is).toEqual({ ...was, nonHalal: true, variants: [{ ...was.variants[0]!, weightGrams: 175 }] });
  });

  test('has SKUs that are its shop’s own, also when two products take one at the same moment', async () => {
    const shop = await givenShop(market);
    const one = await givenProduct(market, BAG, { approved: false, shop });
    const two = await givenProduct(market, BAG, { approved: false, shop });
    const outcomes = await Promise.allSettled([one, two].map((p) => catalogue.addVariant(shop.owner, shop.shopId, p.productId, variant('SAMA', { options: [{ name: { id: 'Ukuran' }, value: { id: 'Besar' } }] }))));
    expect(outcomes.map((o) => o.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({ reason: refusal('sku_taken') });
    expect((await catalogue.list(shop.owner, shop.shopId, {}, {})).items.map((p) => p.variantCount).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });
});

describe('offers', () => {
  test('tell basket and checkout everything in one statement, whatever the number', async () => {
    const { shopId, owner, productId, variantId } = await givenProduct(market);
    const big = await catalogue.addVariant(owner, shopId, productId, variant(newId('var'), { options: [{ name: { id: 'Ukuran', en: 'Size' }, value: { id: 'Besar', en: 'Large' } }, { name: { id: 'Warna' }, value: { id: 'Merah' } }] }));
    await catalogue.setTiers(owner, shopId, productId, variantId, 'retail', [{ minQuantity: 12, unitAmount: 18_000 }, { minQuantity: 100, unitAmount: 15_000 }]);
    await catalogue.setTiers(owner, shopId, productId, variantId, 'reseller', [{ minQuantity: 1, unitAmount: 16_000 }]);
    await market.get(Stock).count(owner, shopId, variantId, { onHand: 7, reason: 'hitung' });
    await market.get(Stock).reserve([{ holder: 'ord_a', variantId, quantity: 3 }], new Date(TODAY.getTime() + 3_600_000));
    const others = await Promise.all(Array.from({ length: 5 }, () => givenProduct(market)));
    const statements: string[] = [];
    const { query } = market.db;
    market.db.query = function counted<Row>(this: typeof market.db, text: string, parameters?: readonly unknown[]) {
      statements.push(text);
      return query.call(this, text, parameters) as Promise<Row[]>;
    } as typeof query;
    const offers = await catalogue.offers([variantId, big, newId('var'), ...others.map((o) => o.variantId)]);
    market.db.query = query;
    expect(statements).toHaveLength(1);
    expect(offers).toHaveLength(7);
    expect(offers.find((o) => o.variantId === variantId)).toEqual({
      variantId, productId, productSlug: expect.stringMatching(/^tas-purun-kecil/), productName: BAG.name, variantLabel: null, sku: expect.any(String), shopId, shopSlug: expect.any(String), shopName: 'Purun Palam',
      shopVillageCode: '63.72.03.1001', sentraId: null, categoryPath: 'craft/weaving', priceAmount: 20_000, tiers: [{ minQuantity: 12, unitAmount: 18_000 }, { minQuantity: 100, unitAmount: 15_000 }],
      unit: { code: 'PCS', step: 1 }, weightGrams: 150, packedMm: { length: 300, width: 200, height: 50 }, nestable: true, madeToOrder: false, leadDays: 0, photoId: null, available: 4, sellable: true,
    });
    expect(offers.find((o) => o.variantId === big)).toMatchObject({ variantLabel: { id: 'Besar / Merah', en: 'Large / Merah' }, tiers: [], available: 0 });
    expect((await catalogue.offers([variantId], 'reseller'))[0]!.tiers).toEqual([{ minQuantity: 1, unitAmount: 16_000 }]);
  });

  test('are not for sale while the variant, the product or the shop is closed', async () => {
    const shop = await givenShop(market);
    const { shopId, owner, productId, variantId } = await givenProduct(market, BAG, { shop });
    const second = await catalogue.addVariant(owner, shopId, productId, variant(newId('var'), { options: [{ name: { id: 'Ukuran' }, value: { id: 'Besar' } }] }));
    const shops = market.get(Shops);
    const sellable = async () => (await catalogue.offers([variantId, second])).toSorted((a, b) => a.variantId.localeCompare(b.variantId)).map((offer) => offer.sellable);
    expect(await sellable()).toEqual([true, true]);
    await catalogue.setVariantState(owner, shopId, productId, second, 'archived');
    expect(await sellable()).toEqual([true, false]);
    await catalogue.setVariantState(owner, shopId, productId, second, 'active');
    await catalogue.pause(owner, shopId, productId);
    expect(await sellable()).toEqual([false, false]);
    await catalogue.resume(owner, shopId, productId);
    for (const [from, until, open] of [['2026-11-20', '2026-11-22', false], ['2026-11-22', '2026-11-22', false], ['2026-11-23', '2026-11-30', true], ['2026-11-01', '2026-11-21', true]] as const) {
      await shops.holiday(owner, shopId, { from, until });
      expect(await sellable()).toEqual([open, open]);
    }
    await shops.suspend(ADMIN, shopId, 'laporan');
    expect(await sellable()).toEqual([false, false]);
    await shops.reinstate(ADMIN, shopId);
    expect(await sellable()).toEqual([true, true]);
  });
});
