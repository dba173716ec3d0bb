import { Money } from '#libs/platform';
import type { BasketItemView, BasketView, ShopDeliveryOptions } from '#libs/order';
import type { BasketItemShape, BasketShape, DeliveryOptionsShape } from './basket.shapes.js';

export function basketShape({ id, shops, subtotalAmount }: BasketView): BasketShape {
  return {
    id,
    shops: shops.map((shop) => ({
      shopId: shop.shopId, shopSlug: shop.shopSlug, shopName: shop.shopName, items: shop.items.map(itemShape), subtotal: Money.of(shop.subtotalAmount).toJSON(),
    })),
    subtotal: Money.of(subtotalAmount).toJSON(),
  };
}

function itemShape({ productName, photoId, unitAmount, totalAmount, unit, ...item }: BasketItemView): BasketItemShape {
  return {
    ...item,
    name: productName,
    photo: photoAddress(photoId),
    unit: unit as BasketItemShape['unit'],
    unitPrice: Money.of(unitAmount).toJSON(),
    total: Money.of(totalAmount).toJSON(),
  };
}

export function photoAddress(photoId: string | null): string | null {
  return photoId && `/photos/${photoId}/320.webp`;
}

export function deliveryOptionsShape(shops: ShopDeliveryOptions[]): DeliveryOptionsShape {
  return {
    shops: shops.map(({ shopId, options }) => ({
      shopId,
      options: options.map(({ priceAmount, expiresAt, ...option }) => ({ ...option, price: Money.of(priceAmount).toJSON(), expiresAt: expiresAt.toISOString() })),
    })),
  };
}
