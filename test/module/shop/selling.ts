import { newId, type Actor, type Id } from '#libs/platform';
import { Catalogue, Certificates, type ProductDetails, type VariantDetails } from '#libs/shop';
import { Notices } from '#libs/notice';
import { expect } from '@jest/globals';
import type { ModuleUnderTest } from '../../support/market.js';
import { ADMIN, givenShop } from './people.js';

type Details = Pick<ProductDetails, 'name' | 'category'> & Partial<ProductDetails>;

export const BAG: Details = {
  name: { id: 'Tas purun kecil', en: 'Small purun bag' }, category: 'craft/weaving', description: { id: 'Anyaman purun danau' }, attributes: { material: { id: 'purun' } },
};
export const CHIPS: Details = {
  name: { id: 'Keripik tempe', en: 'Tempe chips' }, category: 'food/snack', description: { id: 'Renyah' }, attributes: { netWeightGrams: 250, ingredients: { id: 'tempe' }, shelfLifeDays: 120 },
};

export const variant = (sku: string, more: Partial<VariantDetails> = {}): VariantDetails => ({
  sku, options: [], priceAmount: 20_000, unit: { code: 'PCS', step: 1 }, packs: [{ code: 'LUSIN', quantity: 12 }], weightGrams: 150, packedMm: { length: 300, width: 200, height: 50 }, nestable: true, ...more,
});

/** A refusal with that code, pointing at those fields when told. */
export const refusal = (code: string, pointers?: string[]): unknown =>
  expect.objectContaining({ spec: expect.objectContaining({ code, ...(pointers ? { errors: pointers.map((pointer) => expect.objectContaining({ pointer })) } : {}) }) });

export interface Selling {
  shopId: Id<'shp'>;
  owner: Actor;
  productId: Id<'prd'>;
  variantId: Id<'var'>;
}

/** A product with one variant, on the shelves when `approved`. */
export async function givenProduct(market: ModuleUnderTest, details = BAG, { approved = true, shop }: { approved?: boolean; shop?: { shopId: Id<'shp'>; owner: Actor } } = {}): Promise<Selling> {
  const catalogue = market.get(Catalogue);
  const { shopId, owner } = shop ?? (await givenShop(market));
  const productId = await catalogue.create(owner, shopId, details);
  const variantId = await catalogue.addVariant(owner, shopId, productId, variant(newId('var')));
  if (approved) {
    await catalogue.submit(owner, shopId, productId);
    await catalogue.approve(ADMIN, productId);
  }
  return { shopId, owner, productId, variantId };
}

interface Halal {
  expiresOn?: string | null;
  productIds?: string[] | null;
  verified?: boolean;
}

export async function givenHalal(market: ModuleUnderTest, shop: { shopId: Id<'shp'>; owner: Actor }, { expiresOn = null, productIds = null, verified = true }: Halal = {}): Promise<Id<'crt'>> {
  const certificates = market.get(Certificates);
  const details = { kind: 'halal', number: 'ID00410000123450126', holderName: 'Mariani', issuer: 'BPJPH', issuedOn: '2026-01-05', expiresOn } as const;
  const { id } = await certificates.add(shop.owner, shop.shopId, details, productIds);
  if (verified) await certificates.verify(ADMIN, id);
  return id;
}

/** The English subjects of what the shop was told. */
export async function told(market: ModuleUnderTest, { owner, shopId }: { owner: Actor; shopId: string }): Promise<(string | undefined)[]> {
  return (await market.get(Notices).inbox(owner, { shopId }, { limit: 100 })).items.map((notice) => notice.subject.en);
}
