import type { Id, Words } from '#libs/platform';

/** One line to hold for an order (`holder`); `quantity` counts sellable steps, from 1. */
export interface StockLine {
  holder: string;
  variantId: string;
  quantity: number;
}

export interface QuantityLine {
  variantId: string;
  quantity: number;
}

export interface PageRequest {
  limit?: number;
  cursor?: string;
}

/** What a seller sees of a variant: sums over the sellable locations and all lots. */
export interface StockLevel {
  variantId: Id<'var'>;
  productId: Id<'prd'>;
  productName: Words;
  options: { name: Words; value: Words }[];
  sku: string;
  onHand: number;
  reserved: number;
  /** Without what buyers hold and without lots that are too old to sell. */
  available: number;
  madeToOrder: boolean;
}

export type MovementKind = 'counted' | 'received' | 'sold' | 'returned';

export interface StockMovement {
  id: number;
  lotId: Id<'lot'>;
  expiresOn: string | null;
  kind: MovementKind;
  /** Positive into the shop, negative out of it. */
  quantity: number;
  reason: string | null;
  /** The order that took or returned it. */
  holder: string | null;
  actorId: Id<'usr'> | null;
  movedAt: Date;
}

export interface Lot {
  lotId: Id<'lot'>;
  expiresOn: string | null;
  note: string | null;
  onHand: number;
  reserved: number;
  /** False once expired or within the product's stop-selling days. */
  sellable: boolean;
}
