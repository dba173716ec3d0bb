import { eventKind, type Id } from '#libs/platform';

/** A buyer was given our bank account; they have the instructions to keep by mail. */
export const TransferOpened = eventKind<{ transferId: Id<'trf'>; subjectId: string }>('payment.transfer_opened');

/** An admin found no such money; the buyer may hand in another proof until the due time. */
export const TransferRefused = eventKind<{ transferId: Id<'trf'>; subjectId: string; reason: string; decisionId: number }>('payment.transfer_refused');

/** A refund that a person pays back from our bank account; we need to know where to. */
export const PaybackOpened = eventKind<{ refundId: Id<'rfd'>; subjectId: string; orderId: Id<'ord'> | null; amount: number }>('payment.payback_opened');

/** A gateway will not send a refund, for good: a person must try again or pay it back by hand. */
export const RefundRefused = eventKind<{ refundId: Id<'rfd'>; subjectId: string; orderId: Id<'ord'> | null; amount: number; why: string }>('payment.refund_refused');
