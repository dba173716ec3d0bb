import type { Id, Words } from '#libs/platform';

export const UNIT_CODES = ['PCS', 'LEMBAR', 'METER', 'SET', 'PASANG'] as const;
export type UnitCode = (typeof UNIT_CODES)[number];

export interface Tier {
  minQuantity: number;
  unitAmount: number;
}

/** What basket and checkout know of a variant. Price, weight and packed size are per sellable step; quantities count steps. */
export interface Offer {
  variantId: Id<'var'>;
  productId: Id<'prd'>;
  productSlug: string;
  productName: Words;
  variantLabel: Words | null;
  sku: string;
  shopId: Id<'shp'>;
  shopSlug: string;
  shopName: string;
  shopVillageCode: string;
  sentraId: Id<'sen'> | null;
  /** `food/snack` */
  categoryPath: string;
  priceAmount: number;
  /** Ascending by quantity; the highest that the quantity reaches applies. */
  tiers: Tier[];
  unit: { code: UnitCode; step: number };
  weightGrams: number;
  packedMm: { length: number; width: number; height: number };
  nestable: boolean;
  madeToOrder: boolean;
  leadDays: number;
  photoId: Id<'pho'> | null;
  /** Steps on sellable shelves that nobody holds; 0 and meaningless when made to order. */
  available: number;
  /** False while the product, the variant or the shop is not open for orders, holidays included. */
  sellable: boolean;
}

/** Whole rupiah for one step when so many are bought at once. */
export function unitPrice(offer: Pick<Offer, 'priceAmount' | 'tiers'>, quantity: number): number {
  let amount = offer.priceAmount;
  let reached = 0;
  for (const tier of offer.tiers) {
    if (tier.minQuantity > quantity || tier.minQuantity < reached) continue;
    reached = tier.minQuantity;
    amount = tier.unitAmount;
  }
  return amount;
}
