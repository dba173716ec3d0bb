import { Injectable } from '@nestjs/common';
import { Clock, Database, later, NotFound, type Id, type Page } from '#libs/platform';
import { Charging } from './charging.js';
import { Gateways } from './gateway/gateways.js';
import type { WebhookHeaders } from './gateway/gateway.js';
import { Inbox } from './inbox.js';
import type { PaymentIntent, RefundIntent } from './intents.js';
import { Ledger } from './ledger/ledger.js';
import { lockPayable } from './lock-payable.js';
import { checkSums, insertCharge, insertPayable } from './open-payable.js';
import { payableViews } from './payment.queries.js';
import { Polling } from './polling.js';
import { Refunds } from './refund/refunds.js';
import type { Balance, ChargeView, PayableView, PaymentMethod, StatementLine } from './views.js';

/** Money in, money back, and whose it is. Amounts are whole rupiah. */
@Injectable()
export class Payments {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly gateways: Gateways,
    private readonly charging: Charging,
    private readonly inbox: Inbox,
    private readonly refunds: Refunds,
    private readonly ledger: Ledger,
    private readonly polling: Polling,
  ) {}

  /** The ways to pay that much now; empty where no gateway is set up. */
  methods(amount: number): PaymentMethod[] {
    return this.gateways.methods(amount);
  }

  /** How long a buyer may take to pay that much that way. Throws MethodUnavailable. */
  payWithinMinutes(method: string, amount: number): number {
    return this.gateways.payWithinMinutes(method, amount);
  }

  /** Origins of pay pages elsewhere, for the Content-Security-Policy. */
  payPageOrigins(): string[] {
    return this.gateways.payPageOrigins;
  }

  /** Records what is to be paid and the first attempt, in the caller's transaction and one statement. Call `begin` after the commit. */
  open(intent: PaymentIntent): Promise<{ payableId: Id<'pbl'>; chargeId: Id<'chg'> }> {
    checkSums(intent);
    return insertPayable(this.db, intent, this.gateways.offering(intent.method, intent.amount).name, this.clock.now());
  }

  /**
   * Records another attempt; refuses when paid (AlreadyPaid) or over (PaymentClosed). Call `begin` after the commit.
   * A way that takes longer lengthens the time to pay, never beyond `notAfter` (at all only with it); no attempt shortens it. Answers the due time.
   */
  attempt(subjectId: string, method: string, notAfter: Date | null = null): Promise<{ chargeId: Id<'chg'>; dueAt: Date }> {
    return this.db.transaction(async () => {
      const payable = await lockPayable(this.db, { subjectId });
      if (!payable) throw new NotFound();
      const now = this.clock.now();
      payable.requireOpen(now);
      const wanted = later(now, { minutes: this.gateways.payWithinMinutes(method, payable.amount) });
      if (notAfter && payable.lengthen(wanted < notAfter ? wanted : notAfter)) await this.db.manager.save(payable);
      const chargeId = await insertCharge(this.db, payable.id, method, this.gateways.offering(method, payable.amount).name, now);
      return { chargeId, dueAt: payable.dueAt };
    });
  }

  /**
   * Asks the gateway for the pay page, outside any transaction; replayable. Without an answer the view is pending with
   * `action: null` and a schedule asks on. `opened`: the intent that was opened a moment ago, so that it need not be read again.
   */
  begin(chargeId: Id<'chg'>, opened?: PaymentIntent): Promise<ChargeView> {
    return this.charging.begin(chargeId, opened);
  }

  /** The payables of these subjects, in one statement; subjects without one are left out. */
  view(subjectIds: readonly string[]): Promise<PayableView[]> {
    return payableViews(this.db, subjectIds);
  }

  /**
   * No further attempts; money that still arrives is told as `PaymentCaptured` with `late: true`.
   * Answers false when it is paid already or there is no such payable: then nothing was closed.
   */
  close(subjectId: string, reason: 'expired' | 'cancelled'): Promise<boolean> {
    return this.db.transaction(async () => {
      const payable = await lockPayable(this.db, { subjectId });
      if (!payable?.close(reason, this.clock.now())) return false;
      await this.db.manager.save(payable);
      return true;
    });
  }

  /** Records the intent in the caller's transaction; a sender carries it out. Throws NotCaptured, RefundTooLarge, RefundEmpty. */
  refund(intent: RefundIntent): Promise<Id<'rfd'>> {
    return this.refunds.request(intent);
  }

  /** Whatever of the order has not been refunded yet, lines and shipping; null when nothing is left. Throws NotCaptured. */
  refundRest(intent: { key: string; orderId: Id<'ord'>; reason: string }): Promise<Id<'rfd'> | null> {
    return this.refunds.requestRest(intent);
  }

  /** The order's money turns from pending to available; once, in the caller's transaction. Throws NotCaptured. */
  release(orderId: Id<'ord'>): Promise<void> {
    return this.refunds.release(orderId);
  }

  balance(shopId: Id<'shp'>): Promise<Balance> {
    return this.ledger.balance(shopId);
  }

  /** What happened to the shop's money, newest first. The caller has checked who asks. */
  statement(shopId: Id<'shp'>, page: { limit?: number; cursor?: string }): Promise<Page<StatementLine>> {
    return this.ledger.statement(shopId, page);
  }

  /** A gateway's webhook: verified (WebhookRefused), put in the inbox, processed later. A repetition is fine. */
  receive(gateway: string, headers: WebhookHeaders, rawBody: Buffer): Promise<void> {
    return this.inbox.receive(gateway, headers, rawBody);
  }

  /** Asks the gateways about everything left unanswered; `all` ignores the waiting times. Answers how many found their end. */
  pollUnanswered(options: { all?: boolean } = {}): Promise<number> {
    return this.polling.pollUnanswered(options.all ?? false);
  }
}
