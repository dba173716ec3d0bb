import type { Id } from '#libs/platform';

export type AccountKind = 'gateway_clearing' | 'refund_clearing' | 'seller_pending' | 'seller_available' | 'commission';

/** Debit is positive, credit negative; whole rupiah, never zero. */
export interface Entry {
  account: `${AccountKind}:${string}`;
  part: 'goods' | 'shipping' | 'commission' | 'transfer';
  orderId: Id<'ord'> | null;
  amount: number;
}

/** A balanced set of entries. A cause is posted once. */
export interface Posting {
  cause: string;
  kind: 'capture' | 'surplus' | 'refund' | 'refund_sent' | 'refund_failed' | 'release';
  entries: Entry[];
}

export interface CapturedShare {
  orderId: Id<'ord'>;
  payeeId: string;
  amount: number;
  shippingAmount: number;
  commissionAmount: number;
}

export interface RefundedShare {
  refundId: Id<'rfd'>;
  gateway: string;
  orderId: Id<'ord'>;
  payeeId: string;
  goodsAmount: number;
  shippingAmount: number;
  commissionReversedAmount: number;
  /** Once the order's money was released the seller gives back from what is available. */
  purse: 'seller_pending' | 'seller_available';
}

/** The gateway holds the buyer's money; it is the sellers', less the commission. Shipping is the seller's, who pays the courier. */
export function captured(chargeId: Id<'chg'>, gateway: string, shares: readonly CapturedShare[]): Posting {
  const entries = shares.flatMap(({ orderId, payeeId, amount, shippingAmount, commissionAmount }): Entry[] => [
    { account: `gateway_clearing:${gateway}`, part: 'transfer', orderId, amount },
    { account: `seller_pending:${payeeId}`, part: 'goods', orderId, amount: shippingAmount - amount },
    { account: `seller_pending:${payeeId}`, part: 'commission', orderId, amount: commissionAmount },
    { account: `commission:platform`, part: 'commission', orderId, amount: -commissionAmount },
    { account: `seller_pending:${payeeId}`, part: 'shipping', orderId, amount: -shippingAmount },
  ]);
  return posting(`capture:${chargeId}`, 'capture', entries);
}

/** Money that nobody asked for goes straight to what is owed to buyers. */
export function surplusCaptured(chargeId: Id<'chg'>, gateway: string, amount: number): Posting {
  return posting(`surplus:${chargeId}`, 'surplus', [
    { account: `gateway_clearing:${gateway}`, part: 'transfer', orderId: null, amount },
    { account: `refund_clearing:${gateway}`, part: 'transfer', orderId: null, amount: -amount },
  ]);
}

/** Owed to the buyer from now on: taken from the seller, who gets the commission on it back. */
export function refundRequested(share: RefundedShare): Posting {
  return posting(`refund:${share.refundId}`, 'refund', refundEntries(share, 1));
}

/** The gateway refused: the seller's again, and the commission the platform's. */
export function refundFailed(share: RefundedShare): Posting {
  return posting(`refund_failed:${share.refundId}`, 'refund_failed', refundEntries(share, -1));
}

/** The money has gone back: from the gateway that owed it, or from our bank account in its place. */
export function refundSent(refundId: Id<'rfd'>, gateway: string, orderId: Id<'ord'> | null, amount: number, paidBy = gateway): Posting {
  return posting(`refund_sent:${refundId}`, 'refund_sent', [
    { account: `refund_clearing:${gateway}`, part: 'transfer', orderId, amount },
    { account: `gateway_clearing:${paidBy}`, part: 'transfer', orderId, amount: -amount },
  ]);
}

/** What was sent came back to the gateway; owed to the buyer again until the failure itself is posted. */
export function refundReturned(refundId: Id<'rfd'>, gateway: string, orderId: Id<'ord'> | null, amount: number): Posting {
  return posting(`refund_returned:${refundId}`, 'refund_failed', [
    { account: `gateway_clearing:${gateway}`, part: 'transfer', orderId, amount },
    { account: `refund_clearing:${gateway}`, part: 'transfer', orderId, amount: -amount },
  ]);
}

/** The seller may have it paid out. */
export function released(orderId: Id<'ord'>, payeeId: string, amount: number): Posting {
  return posting(`release:${orderId}`, 'release', [
    { account: `seller_pending:${payeeId}`, part: 'transfer', orderId, amount },
    { account: `seller_available:${payeeId}`, part: 'transfer', orderId, amount: -amount },
  ]);
}

function refundEntries(share: RefundedShare, sign: 1 | -1): Entry[] {
  const { orderId, payeeId, purse, goodsAmount, shippingAmount, commissionReversedAmount } = share;
  return [
    { account: `${purse}:${payeeId}`, part: 'goods', orderId, amount: sign * goodsAmount },
    { account: `${purse}:${payeeId}`, part: 'commission', orderId, amount: -sign * commissionReversedAmount },
    { account: `commission:platform`, part: 'commission', orderId, amount: sign * commissionReversedAmount },
    { account: `${purse}:${payeeId}`, part: 'shipping', orderId, amount: sign * shippingAmount },
    { account: `refund_clearing:${share.gateway}`, part: 'transfer', orderId, amount: -sign * (goodsAmount + shippingAmount) },
  ];
}

function posting(cause: string, kind: Posting['kind'], entries: Entry[]): Posting {
  return { cause, kind, entries: entries.filter(({ amount }) => amount !== 0) };
}
