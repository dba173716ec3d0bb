import type { Id, Locale } from '#libs/platform';
import type { Address, BasketId } from '../basket/basket.view.js';
import type { OrderView } from '../order/order.view.js';

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

export interface PaymentView {
  id: string;
  method: string;
  status: 'pending' | 'captured' | 'failed' | 'expired';
  action: { type: 'redirect'; url: string } | null;
}

export interface CheckoutView {
  id: CheckoutId;
  /** Opens the checkout without an account (X-Checkout-Token); only in the answer to a guest who places. */
  token: string | null;
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

export interface PaymentMethodView {
  method: string;
  name: { id: string; en?: string };
  [detail: string]: unknown;
}
