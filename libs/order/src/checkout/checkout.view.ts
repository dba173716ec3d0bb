import type { ChargeView } from '#libs/payment';
import type { Id, Locale } from '#libs/platform';
import type { Address, BasketId } from '../basket/basket.view.js';
import type { OrderStatus } from '../order/order.status.js';
import type { OrderId, OrderView } from '../order/order.view.js';

export type CheckoutId = Id<'cko'>;
export type CheckoutStatus = 'awaiting_payment' | 'paid' | 'expired' | 'cancelled';

export interface Contact {
  name: string;
  email: string;
  phone: string;
}

/** What a buyer sends to place; `delivery` is quote id by shop id, `expectedTotal` whole rupiah as shown to them. */
export interface PlaceRequest {
  basketId: BasketId;
  contact: Contact;
  address: Address;
  delivery: Record<string, string>;
  payment: { method: string };
  expectedTotal: number;
}

export type PaymentView = ChargeView;

/** The answer to placing. */
export interface PlacedCheckout {
  id: CheckoutId;
  /** Opens the checkout without an account (X-Checkout-Token); null for a person, who does not need it. */
  token: string | null;
  number: string;
  status: CheckoutStatus;
  itemsAmount: number;
  deliveryAmount: number;
  totalAmount: number;
  expiresAt: Date;
  orders: { id: OrderId; number: string; shopId: string; shopName: string; totalAmount: number; status: OrderStatus }[];
  payment: PaymentView;
}

export interface CheckoutView {
  id: CheckoutId;
  number: string;
  status: CheckoutStatus;
  itemsAmount: number;
  deliveryAmount: number;
  totalAmount: number;
  contact: Contact;
  address: Address;
  locale: Locale;
  placedAt: Date;
  /** Until when it may be paid. */
  expiresAt: Date;
  orders: OrderView[];
  payment: PaymentView | null;
}
