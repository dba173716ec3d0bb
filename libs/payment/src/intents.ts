import type { Id, Locale } from '#libs/platform';

/** Who pays, as the gateway is told. */
export interface Buyer {
  name: string;
  email: string;
  /** E.164, for example +6281234567890. */
  phone: string;
  locale: Locale;
}

/** One order's part of a payable. `amount` = the lines' amounts + `shippingAmount`; whole rupiah. */
export interface ShareIntent {
  orderId: Id<'ord'>;
  /** The seller whose money it becomes. */
  payeeId: Id<'shp'>;
  amount: number;
  shippingAmount: number;
  /** Commission frozen by the caller, from `Commissions.quote`; 0 <= commissionAmount <= amount. */
  lines: readonly { lineId: Id<'oln'>; amount: number; commissionAmount: number }[];
}

/** What is to be paid, by whom and for which orders. `amount` = the sum of the shares. */
export interface PaymentIntent {
  /** The checkout (later: a purchase order's stage); one payable each. */
  subjectId: string;
  /** The number that people see. */
  reference: string;
  amount: number;
  /** A code of `Payments.methods`. */
  method: string;
  dueAt: Date;
  buyer: Buyer;
  /** Path within the site where the gateway sends the buyer back, for example `/pesanan/cko_…`. */
  returnPath: string;
  shares: readonly ShareIntent[];
}

/** What goes back to the buyer of one order. The same `key` is the same refund. Amounts in whole rupiah. */
export interface RefundIntent {
  key: string;
  orderId: Id<'ord'>;
  /** For people and the audit trail. */
  reason: string;
  lines: readonly { lineId: Id<'oln'>; quantity: number; amount: number }[];
  shippingAmount: number;
  /** The refund that was refused for good and that this one stands in for; once each. */
  replaces?: Id<'rfd'>;
  /** Paid back from our bank account by a person, wherever the money was captured. */
  byHand?: boolean;
}
