import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, NotFound, type Id } from '#libs/platform';
import { Cards, ShopModule, Showcase, Stock } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { GETASAN, givenGoods, PALAM } from './goods.js';
import { givenManyCards, MANY } from './many-cards.js';

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

describe('pages', () => {
  test('a product page has its variants with tiers and stock, its photos, maker, village, attributes in words and valid certificates', async () => {
    const goods = await givenGoods(market.db, { variants: 2, villageCode: GETASAN, category: 'food/snack' });
    const [first] = goods.variantIds;
    await market.db.query('UPDATE shop.product SET attributes = $2 WHERE id = $1', [goods.productId, { shelfLifeDays: 90, netWeightGrams: 1250, allergens: ['soy', 'egg'], ingredients: { id: 'Kedelai' }, old: 'field' }]);
    await market.db.query(`INSERT INTO shop.price_tier (variant_id, audience, min_quantity, unit_price) VALUES ($1, 'retail', 12, 18000), ($1, 'reseller', 12, 15000)`, [first]);
    await market.db.query(
      `INSERT INTO shop.certificate (id, shop_id, kind, number, holder_name, expires_on, scope, state, created_at, updated_at)
       SELECT given.id, $2, given.kind, given.id, 'Ibu Sari', given.expires_on::date, 'shop', given.state, now(), now()
       FROM unnest($1::text[], $3::text[], $4::text[], $5::text[]) AS given(id, kind, expires_on, state)`,
      [[newId('crt'), newId('crt'), newId('crt')], goods.shopId, ['halal', 'pirt', 'halal'], ['2027-01-01', '2026-11-21', '2027-01-01'], ['verified', 'verified', 'unverified']],
    );
    await market.get(Stock).count(goods.keeper, goods.shopId, first!, { onHand: 4, reason: 'awal' });
    await cards.refresh([goods.productId]);
    const page = await showcase.product(goods.productId);
    expect(page).toEqual(await showcase.product(page.slug));
    expect(page).toMatchObject({ availability: 'in_stock', priceAmount: 20_000, village: { name: 'Getasan' }, shop: { id: goods.shopId, onHoliday: false }, sentra: null, photos: [], category: [{ path: 'food' }, { path: 'food/snack' }] });
    expect(page.variants.map((v) => [v.id, v.available, v.tiers, v.unit])).toEqual([
      [goods.variantIds[0], 4, [{ minQuantity: 12, unitAmount: 18_000 }], { code: 'PCS', step: 1 }],
      [goods.variantIds[1], 0, [], { code: 'PCS', step: 1 }],
    ]);
    expect(page.attributes.map((a) => [a.key, a.value])).toEqual([
      ['netWeightGrams', { id: '1.250 g', en: '1,250 g' }],
      ['ingredients', { id: 'Kedelai' }],
      ['allergens', { id: 'Kedelai, Telur', en: 'Soy, Egg' }],
      ['shelfLifeDays', { id: '90 hari', en: '90 days' }],
    ]);
    expect(page.certificates).toEqual([{ kind: 'halal', number: expect.any(String), holderName: 'Ibu Sari', expiresOn: '2027-01-01' }]);
  });

  test('a shop page knows its place, and one that is not open to the public is not found', async () => {
    const page = await showcase.shop(shops[1]!);
    expect(page).toMatchObject({ id: shops[1], village: { code: GETASAN, name: 'Getasan' }, productCount: MANY / 3 + 1, onHoliday: false });
    expect(await showcase.shop(page.slug)).toEqual(page);
    const { shopId } = await givenGoods(market.db);
    await market.db.query(`UPDATE shop.shop SET state = 'draft' WHERE id = $1`, [shopId]);
    await expect(showcase.shop(shopId)).rejects.toThrow(NotFound);
  });

  test('makers of a village and members of a sentra, those with most to show first', async () => {
    const sentraId = newId('sen');
    await market.db.query(`INSERT INTO shop.sentra (id, slug, name, type, commodity, created_at, updated_at) VALUES ($1, 'sentra-uji', 'Sentra Uji', 'sentra', '{"id":"Endek"}', now(), now())`, [sentraId]);
    await market.db.query('INSERT INTO shop.sentra_village VALUES ($1, $2)', [sentraId, GETASAN]);
    await market.db.query('INSERT INTO shop.sentra_member SELECT unnest($2::text[]), $1, now()', [sentraId, shops.slice(1)]);
    const sentra = await showcase.sentra('sentra-uji');
    expect(sentra.villages.map((village) => village.name)).toEqual(['Getasan']);
    expect(new Set(sentra.members.map((maker) => maker.id))).toEqual(new Set(shops.slice(1)));
    const makers = await showcase.makers(GETASAN);
    expect(makers[0]).toMatchObject({ id: shops[1], productCount: MANY / 3 + 1 });
    await expect(showcase.sentra('no-such')).rejects.toThrow(NotFound);
  });

  test('home shows villages and crafts to enter by, what is new, and only what can leave today', async () => {
    const goods = await givenGoods(market.db, { name: { id: 'Siap kirim' } });
    await market.get(Stock).count(goods.keeper, goods.shopId, goods.variantIds[0]!, { onHand: 3, reason: 'awal' });
    await cards.refresh([goods.productId]);
    const home = await showcase.home();
    expect(home.villages.slice(0, 3).map((village) => village.code)).toEqual(expect.arrayContaining([PALAM, GETASAN]));
    expect(home.crafts.map((craft) => craft.label.id)).toEqual(expect.arrayContaining(['Anyaman', 'Camilan']));
    expect(home.newest).toHaveLength(12);
    expect(home.readyToShip.map((card) => card.id)).toContain(goods.productId);
    expect(home.readyToShip.every((card) => card.availability === 'in_stock')).toBe(true);
  });
});
