import { eventKind, type Id } from '#libs/platform';

/** All of a payable's money is here. `late`: it came after the payable was closed, so the holds may be gone. */
export const PaymentCaptured = eventKind<{
  payableId: Id<'pbl'>;
  subjectId: string;
  chargeId: Id<'chg'>;
  amount: number;
  orderIds: Id<'ord'>[];
  late: boolean;
}>('payment.captured');

/** One attempt failed; the payable is still open for another. */
export const PaymentFailed = eventKind<{ payableId: Id<'pbl'>; subjectId: string; chargeId: Id<'chg'> }>('payment.failed');

/** One attempt ran out of time at the gateway; the payable is still open until it is closed. */
export const PaymentExpired = eventKind<{ payableId: Id<'pbl'>; subjectId: string; chargeId: Id<'chg'> }>('payment.expired');

/** The gateway sent the money back. */
export const RefundSucceeded = eventKind<{ refundId: Id<'rfd'>; orderId: Id<'ord'>; amount: number; reason: string }>('payment.refund_succeeded');

/** The gateway refused for good; the amounts are the sellers' again and a person must look. */
export const RefundFailed = eventKind<{ refundId: Id<'rfd'>; orderId: Id<'ord'>; amount: number; reason: string }>('payment.refund_failed');

/** Inward: a verified webhook lies in the inbox. */
export const GatewayEventReceived = eventKind<{ gatewayEventId: number }>('payment.gateway_event_received');

/** Inward: a refund's intent is recorded and wants sending. */
export const RefundRequested = eventKind<{ refundId: Id<'rfd'> }>('payment.refund_requested');
