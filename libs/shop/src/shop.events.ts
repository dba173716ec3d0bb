import { eventKind, type Id, type Words } from '#libs/platform';

export interface ShopFact {
  shopId: Id<'shp'>;
  name: string;
}

export interface ProductFact {
  productId: Id<'prd'>;
  shopId: Id<'shp'>;
  name: Words;
}

export const ShopSubmitted = eventKind<ShopFact>('shop.submitted');
export const ShopApproved = eventKind<ShopFact>('shop.approved');
export const ShopRejected = eventKind<ShopFact & { reason: string }>('shop.rejected');
export const ShopSuspended = eventKind<ShopFact & { reason: string }>('shop.suspended');
export const ShopReinstated = eventKind<ShopFact>('shop.reinstated');
export const ProductSubmitted = eventKind<ProductFact>('product.submitted');
export const ProductApproved = eventKind<ProductFact>('product.approved');
export const ProductRejected = eventKind<ProductFact & { reason: string }>('product.rejected');
/** Anything a reader of the catalogue may see changed: words, prices, state. */
export const ProductChanged = eventKind<{ productId: Id<'prd'>; shopId: Id<'shp'> }>('product.changed');
/** A listing gate took the product off the shelves. */
export const ProductUnlisted = eventKind<ProductFact & { reason: string }>('product.unlisted');
