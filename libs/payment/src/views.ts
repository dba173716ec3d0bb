import type { Id, Words } from '#libs/platform';

export interface PaymentMethod {
  code: string;
  name: Words;
  description: Words;
  /** How long a buyer may take from placing on. */
  payWithinMinutes: number;
}

/** An attempt at paying. `action` is null until the gateway has answered and when nothing is left to do. */
export interface ChargeView {
  id: Id<'chg'>;
  status: 'pending' | 'captured' | 'failed' | 'expired';
  method: string;
  action: { type: 'redirect'; url: string } | null;
}

/** What is to be paid, with its latest attempt (the captured one when there is one). Whole rupiah. */
export interface PayableView {
  payableId: Id<'pbl'>;
  subjectId: string;
  reference: string;
  amount: number;
  refundedAmount: number;
  dueAt: Date;
  /** `paid` means that captures sum to exactly the amount, also when they came after it was closed. */
  state: 'open' | 'paid' | 'closed';
  charge: ChargeView;
  shares: { orderId: Id<'ord'>; amount: number; capturedAmount: number; refundedAmount: number }[];
}

/** A seller's money in whole rupiah; `available` may be negative after a refund of what was paid out. */
export interface Balance {
  pendingAmount: number;
  availableAmount: number;
}

/** A line of a seller's statement, newest first. `amount` is signed: positive is the seller's gain. */
export interface StatementLine {
  id: number;
  postedAt: Date;
  kind: 'capture' | 'refund' | 'refund_failed' | 'release';
  purse: 'pending' | 'available';
  part: 'goods' | 'shipping' | 'commission' | 'transfer';
  orderId: Id<'ord'> | null;
  amount: number;
}

/** A rule that does not hold: the invariant of trust.md, the row or object concerned, what is wrong. */
export interface Finding {
  invariant: string;
  subject: string;
  detail: string;
}
