import { inLocale, Money, type FieldError, type Locale, type Page } from '#libs/platform';
import type { ProductDetails, ProductRow, ProductView, Tier, VariantDetails, VariantView } from '#libs/shop';
import type { PriceTierShape, ProductBody, ProductPatch, SellerProductPage, SellerProductShape, SellerVariantShape, VariantBody, VariantPatch } from './product.shapes.js';

/** The lib checks attributes against the category's schema, whatever they are here. */
export function productDetails<Body extends ProductBody | ProductPatch>(body: Body): Omit<Body, 'attributes'> & Pick<Partial<ProductDetails>, 'attributes'> {
  return body as Omit<Body, 'attributes'> & Pick<Partial<ProductDetails>, 'attributes'>;
}

export function newVariant({ price, options = [], unit = { code: 'PCS', step: 1 }, packs = [], nestable = false, ...rest }: VariantBody): VariantDetails {
  return { ...rest, options, unit, packs, nestable, priceAmount: price.amount };
}

export function variantChanges({ price, ...rest }: VariantPatch): Partial<VariantDetails> {
  return { ...rest, ...(price ? { priceAmount: price.amount } : {}) };
}

export function tiersOf(shapes: PriceTierShape[]): Tier[] {
  return shapes.map(({ minQuantity, unitPrice }) => ({ minQuantity, unitAmount: unitPrice.amount }));
}

const tierShape = ({ minQuantity, unitAmount }: Tier): PriceTierShape => ({ minQuantity, unitPrice: Money.of(unitAmount) });

function variantShape({ priceAmount, tiers, ...rest }: VariantView): SellerVariantShape {
  return { ...rest, price: Money.of(priceAmount), tiers: { retail: tiers.retail.map(tierShape), reseller: tiers.reseller.map(tierShape) } };
}

export function sellerProduct(view: ProductView, locale: Locale): SellerProductShape {
  const told = ({ pointer, message }: FieldError) => ({ pointer, message: inLocale(message, locale) });
  return {
    ...view,
    variants: view.variants.map(variantShape),
    missing: view.missing.map(told),
    warnings: view.warnings.map(told),
    submittedAt: view.submittedAt?.toISOString() ?? null,
    publishedAt: view.publishedAt?.toISOString() ?? null,
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  };
}

export function sellerProducts({ items, nextCursor }: Page<ProductRow>): SellerProductPage {
  return {
    items: items.map(({ fromAmount, submittedAt, updatedAt, ...row }) => ({
      ...row,
      price: fromAmount === null ? null : Money.of(fromAmount),
      submittedAt: submittedAt?.toISOString() ?? null,
      updatedAt: updatedAt.toISOString(),
    })),
    nextCursor,
  };
}
