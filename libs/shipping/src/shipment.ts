/** A number of equal pieces as they leave the shop. Weight and size are those of one packed piece. */
export interface PackedItem {
  /** Whole pieces, 1 or more. */
  quantity: number;
  weightGrams: number;
  packedMm: { length: number; width: number; height: number };
  /** Pieces slide into one another, like baskets. */
  nestable: boolean;
}

export interface ShopShipment {
  shopId: string;
  originVillageCode: string;
  items: readonly PackedItem[];
  /** Changes whenever the contents change; the quote holds only for the same one. */
  fingerprint: string;
}

export interface QuoteRequest {
  destinationVillageCode: string;
  shops: readonly ShopShipment[];
}

export interface Days {
  min: number;
  max: number;
}

export interface DeliveryOption {
  /** `qot_…`, to be redeemed within its time. */
  id: string;
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  priceAmount: number;
  days: Days;
  expiresAt: Date;
}

/** The options of one shop, cheapest first, never empty. */
export interface ShopOptions {
  shopId: string;
  options: DeliveryOption[];
}

export interface Redemption {
  quoteId: string;
  shopId: string;
  fingerprint: string;
  destinationVillageCode: string;
}

/** A quote taken; to be copied onto the order. */
export interface ChosenDelivery {
  quoteId: string;
  shopId: string;
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  priceAmount: number;
  days: Days;
  chargeableGrams: number;
}
