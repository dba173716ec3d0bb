import type { Id, Locale, Words } from '#libs/platform';
import type { ParcelView } from '#libs/shipping';
import type { Address } from '../basket/basket.view.js';
import type { Fulfilment, OrderStatus, PaymentState } from './order.status.js';
import type { Role, TimelineKind } from './timeline.js';

export type OrderId = Id<'ord'>;
export type OrderLineId = Id<'oln'>;

export interface OrderLineView {
  id: OrderLineId;
  variantId: string;
  productId: string;
  productSlug: string;
  productName: Words;
  variantLabel: Words | null;
  sku: string;
  photoId: string | null;
  unit: { code: string; step: number };
  quantity: number;
  /** How many of them the seller turned down. */
  rejectedQuantity: number;
  unitAmount: number;
  totalAmount: number;
  /** Asked back so far, whether or not it has arrived. */
  refundedAmount: number;
  madeToOrder: boolean;
  leadDays: number | null;
}

export interface TimelineEntry {
  kind: TimelineKind;
  by: Role;
  at: Date;
  details: Record<string, unknown>;
}

export interface OrderRefundView {
  id: string;
  amount: number;
  reason: string;
  status: 'pending' | 'succeeded' | 'failed';
  askedAt: Date;
}

/** What the reader may do now, so that pages show only buttons that work. */
export interface OrderChoices {
  cancel: boolean;
  receive: boolean;
  accept: boolean;
  reject: boolean;
  pack: boolean;
  ship: boolean;
  deliver: boolean;
  refund: boolean;
}

export interface OrderView {
  id: OrderId;
  number: string;
  checkoutId: string | null;
  shopId: string;
  shopSlug: string;
  shopName: string;
  status: OrderStatus;
  fulfilment: Fulfilment;
  paymentState: PaymentState;
  itemsAmount: number;
  deliveryAmount: number;
  totalAmount: number;
  capturedAmount: number;
  refundedAmount: number;
  delivery: { courier: string; courierName: string; service: string; serviceName: string; days: { min: number; max: number } };
  buyer: { userId: string | null; name: string; email: string; phone: string; locale: Locale };
  address: Address;
  lines: OrderLineView[];
  parcels: ParcelView[];
  timeline: TimelineEntry[];
  refunds: OrderRefundView[];
  choices: OrderChoices;
  placedAt: Date;
  /** Until when the seller should answer; null when that is over. */
  acceptBy: Date | null;
  /** When a delivered order completes by itself. */
  completesAt: Date | null;
  closedReason: string | null;
  invoiceId: string | null;
}

/** A row of a list. */
export interface OrderCard {
  id: OrderId;
  number: string;
  checkoutId: string | null;
  shopId: string;
  shopName: string;
  buyerName: string;
  status: OrderStatus;
  totalAmount: number;
  /** Pieces in all lines. */
  pieces: number;
  firstLine: Words;
  lineCount: number;
  photoId: string | null;
  placedAt: Date;
  acceptBy: Date | null;
}
