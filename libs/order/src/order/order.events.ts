import { eventKind, type Id, type Locale } from '#libs/platform';

/** What every event of an order says; amounts in whole rupiah. The buyer is named so that notices need no second look. */
export interface OrderFacts {
  orderId: string;
  number: string;
  shopId: string;
  shopName: string;
  /** Null when the order came from a purchase order. */
  checkoutId: string | null;
  buyer: { userId: Id<'usr'> | null; name: string; email: string; phone: string; locale: Locale };
  totalAmount: number;
}

/** `checkoutAmount` is what the buyer pays for all its orders together. */
export interface OrderPlacedFacts extends OrderFacts {
  checkoutNumber: string;
  checkoutAmount: number;
  /** ISO instant until which it may be paid. */
  expiresAt: string;
}

export interface OrderClosedFacts extends OrderFacts {
  reason: string;
  by: 'buyer' | 'seller' | 'admin' | 'system';
  /** What goes back to the buyer, 0 when nothing had been paid. */
  refundAmount: number;
}

export interface OrderRejectedFacts extends OrderClosedFacts {
  /** True when some lines remain. */
  partly: boolean;
  lines: { lineId: string; name: string; quantity: number }[];
}

export interface OrderShippedFacts extends OrderFacts {
  parcelId: string;
  courierName: string;
  waybill: string | null;
}

export interface OrderDeliveredFacts extends OrderFacts {
  by: 'seller' | 'buyer' | 'carrier' | 'system';
  /** ISO instant at which the order completes by itself. */
  completesAt: string;
}

export interface OrderRefundedFacts extends OrderFacts {
  refundId: string;
  refundAmount: number;
}

export const OrderPlaced = eventKind<OrderPlacedFacts>('order.placed');
/** The money is safe (captured, or terms agreed): the seller may start. */
export const OrderSecured = eventKind<OrderFacts>('order.secured');
export const OrderAccepted = eventKind<OrderFacts>('order.accepted');
export const OrderRejected = eventKind<OrderRejectedFacts>('order.rejected');
export const OrderPacked = eventKind<OrderFacts>('order.packed');
export const OrderShipped = eventKind<OrderShippedFacts>('order.shipped');
export const OrderDelivered = eventKind<OrderDeliveredFacts>('order.delivered');
export const OrderCompleted = eventKind<OrderFacts>('order.completed');
export const OrderCancelled = eventKind<OrderClosedFacts>('order.cancelled');
/** The parcel came back to the shop. */
export const OrderReturned = eventKind<OrderClosedFacts>('order.returned');
export const OrderExpired = eventKind<OrderFacts>('order.expired');
/** Paid after it had expired or been cancelled, and the goods are gone: the money goes back. */
export const OrderPaidTooLate = eventKind<OrderClosedFacts>('order.paid_too_late');
/** Money has reached the buyer again. */
export const OrderRefunded = eventKind<OrderRefundedFacts>('order.refunded');
