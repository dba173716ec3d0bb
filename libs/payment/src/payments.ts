import { Injectable } from '@nestjs/common';
import type { Actor, Id, Page } from '#libs/platform';
import type { PaymentIntent, RefundIntent } from './intents.js';
import type { Balance, ChargeView, PayableView, PaymentMethod, StatementLine } from './views.js';

/** Money in, money back, and whose it is. */
@Injectable()
export class Payments {
  /** The ways to pay that much now; empty where no gateway is set up. */
  methods(amount: number): PaymentMethod[] {
    return amount > 0 ? [] : [];
  }

  /** Records what is to be paid and the first attempt, in the caller's transaction and one statement. Call `begin` after the commit. */
  open(_intent: PaymentIntent): Promise<{ payableId: Id<'pbl'>; chargeId: Id<'chg'> }> {
    throw new Error('not built yet');
  }

  /** Records another attempt; refuses when paid (AlreadyPaid) or over (PaymentClosed). Call `begin` after the commit. */
  attempt(_subjectId: string, _method: string): Promise<{ chargeId: Id<'chg'> }> {
    throw new Error('not built yet');
  }

  /** Asks the gateway for the pay page, outside any transaction. Replayable; without an answer the view is pending with `action: null` and a schedule goes on. */
  begin(_chargeId: Id<'chg'>): Promise<ChargeView> {
    throw new Error('not built yet');
  }

  /** The payables of these subjects, in one statement; subjects without one are left out. */
  view(_subjectIds: readonly string[]): Promise<PayableView[]> {
    throw new Error('not built yet');
  }

  /** No further attempts; money that still arrives is told as `PaymentCaptured` with `late: true`. Answers false when it is already paid. */
  close(_subjectId: string, _reason: 'expired' | 'cancelled'): Promise<boolean> {
    throw new Error('not built yet');
  }

  /** Records the intent in the caller's transaction; a sender carries it out. Throws NotCaptured, RefundTooLarge. */
  refund(_intent: RefundIntent): Promise<Id<'rfd'>> {
    throw new Error('not built yet');
  }

  /** Whatever of the order has not been refunded yet; null when nothing is left. */
  refundRest(_intent: { key: string; orderId: Id<'ord'>; reason: string }): Promise<Id<'rfd'> | null> {
    throw new Error('not built yet');
  }

  /** The order's money turns from pending to available; once, joins the caller's transaction. */
  release(_orderId: Id<'ord'>): Promise<void> {
    throw new Error('not built yet');
  }

  balance(_shopId: Id<'shp'>): Promise<Balance> {
    throw new Error('not built yet');
  }

  statement(_actor: Actor, _shopId: Id<'shp'>, _page: { limit?: number; cursor?: string }): Promise<Page<StatementLine>> {
    throw new Error('not built yet');
  }

  /** A gateway's webhook: verified (WebhookRefused), put in the inbox, processed later. A repetition is fine. */
  receive(_gateway: string, _headers: Record<string, string | string[] | undefined>, _rawBody: Buffer): Promise<void> {
    throw new Error('not built yet');
  }

  /** Asks the gateways about everything left unanswered; `all` ignores the waiting times. Answers how many were settled. */
  pollUnanswered(_options?: { all?: boolean }): Promise<number> {
    throw new Error('not built yet');
  }
}
