import type { Id, Words } from '#libs/platform';

export type BasketId = Id<'bkt'>;

/** Why a line cannot be bought as it stands; the basket keeps it, the checkout refuses it. */
export type BasketWarning = 'not_sellable' | 'out_of_stock' | 'not_enough';

export interface BasketItemView {
  variantId: string;
  productId: string;
  productSlug: string;
  productName: Words;
  variantLabel: Words | null;
  sku: string;
  photoId: string | null;
  quantity: number;
  unit: { code: string; step: number };
  /** For this quantity, tiers applied. */
  unitAmount: number;
  totalAmount: number;
  /** Left to sell; meaningless when made to order. */
  available: number;
  madeToOrder: boolean;
  leadDays: number | null;
  warning: BasketWarning | null;
}

export interface BasketShopView {
  shopId: string;
  shopSlug: string;
  shopName: string;
  items: BasketItemView[];
  subtotalAmount: number;
}

/** A basket grouped by shop, in the order things were added; lines that cannot be sold at all count nothing. */
export interface BasketView {
  id: BasketId;
  shops: BasketShopView[];
  subtotalAmount: number;
  itemCount: number;
}

/** Where the goods go; phone in E.164, area code dotted (`51.03.04.2005`). */
export interface Address {
  recipientName: string;
  phone: string;
  line1: string;
  rt?: string;
  rw?: string;
  villageCode: string;
  postalCode?: string;
  landmark?: string;
}

export interface DeliveryOption {
  id: string;
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  priceAmount: number;
  days: { min: number; max: number };
  expiresAt: Date;
}

/** Per shop of the basket, cheapest first. */
export interface ShopDeliveryOptions {
  shopId: string;
  options: DeliveryOption[];
}
