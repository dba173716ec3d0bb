import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Notices } from '#libs/notice';
import { FixedClock, newId, type Actor, type Id } from '#libs/platform';
import { Catalogue, Certificates, CertificateSchedule, ShopModule, Shops, Stock, type ProductDetails, type VariantDetails } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { ADMIN, givenShop, ownerOf } from './people.js';

const TODAY = new Date('2026-11-22T03:00:00Z');
const clock = new FixedClock(TODAY);
let market: ModuleUnderTest;
let catalogue: Catalogue;
let certificates: Certificates;
beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule], clock });
  [catalogue, certificates] = [market.get(Catalogue), market.get(Certificates)];
});
afterAll(() => market.close());

const refusal = (code: string, pointers?: string[]) => expect.objectContaining({ spec: expect.objectContaining({ code, ...(pointers ? { errors: pointers.map((pointer) => expect.objectContaining({ pointer })) } : {}) }) });
const stateOf = async (productId: string) => (await catalogue.inspect(ADMIN, productId)).state;
const told = async (owner: Actor, shopId: string) => (await market.get(Notices).inbox(owner, { shopId }, { limit: 100 })).items.map((notice) => notice.subject.en);

const BAG: Pick<ProductDetails, 'name' | 'category'> & Partial<ProductDetails> = {
  name: { id: 'Tas purun kecil', en: 'Small purun bag' }, category: 'craft/weaving', description: { id: 'Anyaman purun danau' }, attributes: { material: { id: 'purun' } },
};
const CHIPS: typeof BAG = {
  name: { id: 'Keripik tempe', en: 'Tempe chips' }, category: 'food/snack', description: { id: 'Renyah' }, attributes: { netWeightGrams: 250, ingredients: { id: 'tempe' }, shelfLifeDays: 120 },
};
const variant = (sku: string, more: Partial<VariantDetails> = {}): VariantDetails => ({
  sku, options: [], priceAmount: 20_000, unit: { code: 'PCS', step: 1 }, packs: [{ code: 'LUSIN', quantity: 12 }], weightGrams: 150, packedMm: { length: 300, width: 200, height: 50 }, nestable: true, ...more,
});
let skus = 0;

interface Selling { shopId: Id<'shp'>; owner: Actor; productId: Id<'prd'>; variantId: Id<'var'> }

async function givenProduct(details = BAG, { approved = true, shop }: { approved?: boolean; shop?: { shopId: Id<'shp'>; owner: Actor } } = {}): Promise<Selling> {
  const { shopId, owner } = shop ?? (await givenShop(market));
  const productId = await catalogue.create(owner, shopId, details);
  const variantId = await catalogue.addVariant(owner, shopId, productId, variant(`SKU-${++skus}`));
  if (approved) {
    await catalogue.submit(owner, shopId, productId);
    await catalogue.approve(ADMIN, productId);
  }
  return { shopId, owner, productId, variantId };
}

async function givenHalal(shop: { shopId: Id<'shp'>; owner: Actor }, { expiresOn = null as string | null, productIds = null as string[] | null, verified = true, number = 'ID00410000123450126' } = {}): Promise<Id<'crt'>> {
  const details = { kind: 'halal', number, holderName: 'Mariani', issuer: 'BPJPH', issuedOn: '2026-01-05', expiresOn } as const;
  const { id } = await certificates.add(shop.owner, shop.shopId, details, productIds);
  if (verified) await certificates.verify(ADMIN, id);
  return id;
}

describe('a product', () => {
  test('is drafted, reviewed once, and later edits show at once', async () => {
    const { shopId, owner, productId, variantId } = await givenProduct(BAG, { approved: false });
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
    expect((await told(owner, shopId)).filter((subject) => subject?.startsWith('Product'))).toEqual(['Product approved: Small purun bag', 'Product not approved yet: Small purun bag']);
    const events = await market.db.query<{ name: string }>(`SELECT DISTINCT name FROM platform.event WHERE payload ->> 'productId' = $1 ORDER BY name`, [productId]);
    expect(events.map((e) => e.name)).toEqual(['product.approved', 'product.changed', 'product.rejected', 'product.submitted']);
  });

  test('goes back to the reviewers with a new category, and straight to the shelves with the old one', async () => {
    const { shopId, owner, productId } = await givenProduct();
    await catalogue.edit(owner, shopId, productId, { category: 'craft/pottery', attributes: { clay: { id: 'lempung' } } });
    expect(await stateOf(productId)).toBe('in_review');
    await catalogue.reject(ADMIN, productId, 'ini anyaman');
    await catalogue.edit(owner, shopId, productId, { category: 'craft/weaving', attributes: BAG.attributes! });
    await catalogue.submit(owner, shopId, productId);
    expect(await stateOf(productId)).toBe('active');
  });

  test('on the shelves stays complete: what would break it is refused and nothing changes', async () => {
    const { shopId, owner, productId, variantId } = await givenProduct();
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
    const { productId } = await givenProduct(BAG, { approved: false, shop: { shopId, owner } });
    await expect(catalogue.submit(owner, shopId, productId)).rejects.toEqual(refusal('shop_not_active'));
    await market.get(Shops).submit(owner, shopId);
    await catalogue.submit(owner, shopId, productId);
    await expect(catalogue.approve(ADMIN, productId)).rejects.toEqual(refusal('shop_not_active'));
    expect(await stateOf(productId)).toBe('in_review');
  });

  test('is found under its own shop only, by its own people only', async () => {
    const mine = await givenProduct();
    const other = await givenProduct();
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
    const { shopId, owner, productId, variantId } = await givenProduct(BAG, { approved: false });
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
    const one = await givenProduct(BAG, { approved: false, shop });
    const two = await givenProduct(BAG, { approved: false, shop });
    const outcomes = await Promise.allSettled([one, two].map((p) => catalogue.addVariant(shop.owner, shop.shopId, p.productId, variant('SAMA', { options: [{ name: { id: 'Ukuran' }, value: { id: 'Besar' } }] }))));
    expect(outcomes.map((o) => o.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({ reason: refusal('sku_taken') });
    expect((await catalogue.list(shop.owner, shop.shopId, {}, {})).items.map((p) => p.variantCount).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });
});

describe('the halal gate', () => {
  test('lets nobody publish food without a verified certificate or a non-halal label', async () => {
    const { shopId, owner, productId } = await givenProduct(CHIPS, { approved: false });
    await expect(catalogue.submit(owner, shopId, productId)).rejects.toEqual(refusal('not_ready_to_publish', ['/gates/halal']));
    expect((await catalogue.get(owner, shopId, productId)).warnings.map((w) => w.pointer)).toEqual(['/gates/pirt']);
    const certificate = await givenHalal({ shopId, owner }, { verified: false });
    await expect(catalogue.submit(owner, shopId, productId)).rejects.toEqual(refusal('not_ready_to_publish'));
    await certificates.verify(ADMIN, certificate);
    await catalogue.submit(owner, shopId, productId);
    await catalogue.approve(ADMIN, productId);
    const labelled = await givenProduct({ ...CHIPS, nonHalal: true });
    await expect(catalogue.edit(labelled.owner, labelled.shopId, labelled.productId, { nonHalal: false })).rejects.toEqual(refusal('not_ready_to_publish', ['/gates/halal']));
    expect([await stateOf(productId), await stateOf(labelled.productId)]).toEqual(['active', 'active']);
  });

  test('closed on 18 October 2026: what stood there without a certificate is unlisted by the schedule', async () => {
    clock.set(new Date('2026-10-17T10:00:00Z'));
    const { shopId, owner, productId, variantId } = await givenProduct(CHIPS);
    const run = () => market.get(CertificateSchedule).run();
    await run();
    expect(await stateOf(productId)).toBe('active');
    // 00:30 in Jakarta.
    clock.set(new Date('2026-10-17T17:30:00Z'));
    await run();
    await run();
    expect(await catalogue.get(owner, shopId, productId)).toMatchObject({ state: 'paused', pausedBy: 'gate', missing: [{ pointer: '/gates/halal' }] });
    expect((await catalogue.offers([variantId]))[0]!.sellable).toBe(false);
    expect((await told(owner, shopId)).filter((s) => s?.startsWith('No longer'))).toEqual(['No longer listed: Tempe chips']);
    await expect(catalogue.resume(owner, shopId, productId)).rejects.toEqual(refusal('not_ready_to_publish'));
    await givenHalal({ shopId, owner });
    await catalogue.resume(owner, shopId, productId);
    expect(await stateOf(productId)).toBe('active');
    clock.set(TODAY);
  });

  test('a certificate for some products covers only them, and rejecting it clears the shelves at once', async () => {
    const shop = await givenShop(market);
    const covered = await givenProduct(CHIPS, { approved: false, shop });
    const bare = await givenProduct(CHIPS, { approved: false, shop });
    const certificate = await givenHalal(shop, { productIds: [covered.productId] });
    await catalogue.submit(shop.owner, shop.shopId, covered.productId);
    await catalogue.approve(ADMIN, covered.productId);
    await expect(catalogue.submit(shop.owner, shop.shopId, bare.productId)).rejects.toEqual(refusal('not_ready_to_publish'));
    await certificates.reject(ADMIN, certificate, 'nomor tidak ditemukan di BPJPH');
    expect(await stateOf(covered.productId)).toBe('paused');
  });

  test('a certificate that ends is announced 90, 30 and 7 days before, each once, then expires and unlists', async () => {
    const shop = await givenShop(market);
    await givenHalal(shop, { expiresOn: '2027-03-31' });
    const { productId } = await givenProduct(CHIPS, { shop });
    const seen: Set<string | undefined>[] = [];
    for (const day of ['2026-12-30', '2026-12-31', '2027-01-15', '2027-03-01', '2027-03-02', '2027-03-24', '2027-03-31', '2027-04-01', '2027-04-02']) {
      clock.set(new Date(`${day}T05:00:00Z`));
      await market.get(CertificateSchedule).run();
      await market.get(CertificateSchedule).run();
      seen.push(new Set((await told(shop.owner, shop.shopId)).filter((s) => s?.includes('halal'))));
    }
    const [verified, ninety, thirty, seven, over] = ['Your halal certificate is verified', 'Your halal certificate expires in 90 days', 'Your halal certificate expires in 30 days', 'Your halal certificate expires in 7 days', 'Your halal certificate has expired'];
    const days = [[], [ninety], [ninety], [ninety, thirty], [ninety, thirty], [ninety, thirty, seven], [ninety, thirty, seven], [ninety, thirty, seven, over], [ninety, thirty, seven, over]];
    expect(seen).toEqual(days.map((subjects) => new Set([verified, ...subjects])));
    expect((await told(shop.owner, shop.shopId)).filter((s) => s?.includes('halal'))).toHaveLength(5);
    expect(await stateOf(productId)).toBe('paused');
    expect((await certificates.ofShop(shop.owner, shop.shopId, {})).items).toEqual([expect.objectContaining({ state: 'expired', expiresOn: '2027-03-31' })]);
    clock.set(TODAY);
  });

  test('a renewed certificate keeps the shelves, and nobody is reminded of the old one', async () => {
    const shop = await givenShop(market);
    await givenHalal(shop, { expiresOn: '2026-12-01' });
    const { productId } = await givenProduct(CHIPS, { shop });
    await expect(givenHalal(shop, { expiresOn: '2026-12-01' })).rejects.toEqual(refusal('certificate_taken'));
    await givenHalal(shop, { expiresOn: '2030-12-01' });
    for (const day of ['2026-11-25', '2026-12-02']) {
      clock.set(new Date(`${day}T05:00:00Z`));
      await market.get(CertificateSchedule).run();
    }
    expect(await stateOf(productId)).toBe('active');
    expect((await told(shop.owner, shop.shopId)).filter((s) => s?.includes('expires'))).toEqual([]);
    clock.set(TODAY);
  });
});

describe('certificates', () => {
  test('are handed in by owners, amended until verified, decided by admins, and of others not found', async () => {
    const shop = await givenShop(market);
    const other = await givenShop(market);
    const details = { kind: 'pirt', number: '2063306010072-31', holderName: 'Mariani', issuer: null, issuedOn: null, expiresOn: null } as const;
    const { id, warnings } = await certificates.add(shop.owner, shop.shopId, details, null);
    expect(warnings).toHaveLength(1);
    await expect(certificates.add(shop.owner, shop.shopId, { ...details, number: '123' }, null)).rejects.toEqual(refusal('invalid_input', ['/number']));
    await expect(certificates.add(shop.owner, shop.shopId, { ...details, number: '2063306010073-31' }, [newId('prd')])).rejects.toEqual(refusal('invalid_input', ['/productIds']));
    await expect(certificates.amend(other.owner, other.shopId, id, details, null)).rejects.toEqual(refusal('not_found'));
    await expect(certificates.ofShop(other.owner, shop.shopId, {})).rejects.toEqual(refusal('not_found'));
    await expect(certificates.verify(shop.owner, id)).rejects.toEqual(refusal('forbidden'));
    await expect(certificates.add(ownerOf(shop.person, shop.shopId, 'staff'), shop.shopId, details, null)).rejects.toEqual(refusal('forbidden'));
    await certificates.reject(ADMIN, id, 'tidak terbaca');
    await certificates.amend(shop.owner, shop.shopId, id, { ...details, number: '206637201007231' }, null);
    await certificates.verify(ADMIN, id);
    await expect(certificates.amend(shop.owner, shop.shopId, id, details, null)).rejects.toEqual(refusal('certificate_state_forbids'));
    expect((await certificates.list(ADMIN, { shopId: shop.shopId }, {})).items).toEqual([expect.objectContaining({ id, number: '2066372010072-31', expiresOn: '2031-12-31', state: 'verified', stateReason: null })]);
    await expect(certificates.verify(ADMIN, await givenHalal(shop, { expiresOn: '2026-11-21', verified: false }))).rejects.toEqual(refusal('certificate_expired'));
  });
});

describe('offers', () => {
  test('tell basket and checkout everything in one statement, whatever the number', async () => {
    const { shopId, owner, productId, variantId } = await givenProduct();
    const big = await catalogue.addVariant(owner, shopId, productId, variant(`SKU-${++skus}`, { options: [{ name: { id: 'Ukuran', en: 'Size' }, value: { id: 'Besar', en: 'Large' } }, { name: { id: 'Warna' }, value: { id: 'Merah' } }] }));
    await catalogue.setTiers(owner, shopId, productId, variantId, 'retail', [{ minQuantity: 12, unitAmount: 18_000 }, { minQuantity: 100, unitAmount: 15_000 }]);
    await catalogue.setTiers(owner, shopId, productId, variantId, 'reseller', [{ minQuantity: 1, unitAmount: 16_000 }]);
    await market.get(Stock).count(owner, shopId, variantId, { onHand: 7, reason: 'hitung' });
    await market.get(Stock).reserve([{ holder: 'ord_a', variantId, quantity: 3 }], new Date(TODAY.getTime() + 3_600_000));
    const others = await Promise.all(Array.from({ length: 5 }, () => givenProduct()));
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
    const { shopId, owner, productId, variantId } = await givenProduct(BAG, { shop });
    const second = await catalogue.addVariant(owner, shopId, productId, variant(`SKU-${++skus}`, { options: [{ name: { id: 'Ukuran' }, value: { id: 'Besar' } }] }));
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
