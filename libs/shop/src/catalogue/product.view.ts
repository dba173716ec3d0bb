import type { FieldError, Id, Words } from '#libs/platform';
import type { Attributes } from './category-schema.js';
import type { Tier } from './offer.js';
import type { Product } from './product.entity.js';
import type { ProductState } from './product.status.js';
import type { Audience } from './tier.js';
import type { Variant, VariantDetails } from './variant.entity.js';

/** A product as its shop and the reviewers see it. */
export interface ProductView {
  id: Id<'prd'>;
  shopId: Id<'shp'>;
  slug: string;
  name: Words;
  description: Words | null;
  category: string;
  attributes: Attributes;
  nonHalal: boolean;
  madeToOrder: boolean;
  leadDays: number;
  stopSellingDays: number;
  state: ProductState;
  stateReason: string | null;
  pausedBy: 'seller' | 'gate' | null;
  submittedAt: Date | null;
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  variants: VariantView[];
  /** What publishing still needs; empty when ready. */
  missing: FieldError[];
  /** What would be wise, though nothing waits for it. */
  warnings: FieldError[];
}

/** Price, weight and packed size per sellable step, in whole rupiah, grams and millimetres. */
export interface VariantView extends VariantDetails {
  id: Id<'var'>;
  state: 'active' | 'archived';
  tiers: Record<Audience, Tier[]>;
}

export function productView(product: Product, missing: FieldError[], warnings: FieldError[]): ProductView {
  const { id, shopId, slug, name, description, category, attributes, nonHalal, madeToOrder, leadDays, stopSellingDays } = product;
  const { state, stateReason, pausedBy, submittedAt, publishedAt, createdAt, updatedAt, variants } = product;
  return {
    id, shopId, slug, name, description, category, attributes, nonHalal, madeToOrder, leadDays, stopSellingDays,
    state, stateReason, pausedBy, submittedAt, publishedAt, createdAt, updatedAt,
    variants: variants.map(variantView),
    missing,
    warnings,
  };
}

export function variantView(variant: Variant): VariantView {
  const { id, sku, options, price, unitCode, unitStep, packs, weightGrams, lengthMm, widthMm, heightMm, nestable, state, tiers } = variant;
  const packedMm = { length: lengthMm, width: widthMm, height: heightMm };
  return { id, sku, options, priceAmount: price, unit: { code: unitCode, step: unitStep }, packs, weightGrams, packedMm, nestable, state, tiers };
}
