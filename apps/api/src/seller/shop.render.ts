import type { ShopView } from '#libs/shop';
import type { SellerShopShape } from './shop.shapes.js';

export function sellerShop({ submittedAt, approvedAt, createdAt, ...shop }: ShopView): SellerShopShape {
  return { ...shop, submittedAt: submittedAt?.toISOString() ?? null, approvedAt: approvedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
