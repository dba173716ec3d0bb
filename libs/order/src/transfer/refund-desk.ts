import { Injectable } from '@nestjs/common';
import { Audit, Database, type Actor, type Page } from '#libs/platform';
import { PaybackAccounts, Paybacks, type PaybackRow } from '#libs/payment';
import { OrderRefunds } from '../order/order-refunds.js';
import { as } from '../order/timeline.js';
import { buyersOf, orderNumbers } from './transfer.queries.js';
import type { DeskRefund, DeskRefundRow } from './transfer.view.js';

/** Refunds that a person has to see to: paid back from our bank account, or refused by their gateway for good. For admins. */
@Injectable()
export class RefundDesk {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly paybacks: Paybacks,
    private readonly accounts: PaybackAccounts,
    private readonly refunds: OrderRefunds,
  ) {}

  /** Oldest first; three statements. */
  async list(actor: Actor, state: 'to_pay_back' | 'failed', page: { limit?: number; cursor?: string }): Promise<Page<DeskRefundRow>> {
    actor.requireAdmin();
    const { items, nextCursor } = await this.paybacks.list(state, page);
    const buyers = await buyersOf(this.db, items.map((item) => item.subjectId));
    const numbers = await this.numbersOf(items);
    return { items: items.map((item) => ({ ...item, buyerName: buyers.get(item.subjectId)?.name ?? '', orderNumber: numbers.get(item.orderId ?? '') ?? null })), nextCursor };
  }

  /** With the buyer's contact and, while it waits to be paid, the whole account number; reading that is noted. */
  async show(actor: Actor, refundId: string): Promise<DeskRefund> {
    actor.requireAdmin();
    const row = await this.paybacks.one(refundId);
    const { name, email, phone } = (await buyersOf(this.db, [row.subjectId])).get(row.subjectId)!;
    const numbers = await this.numbersOf([row]);
    const account = row.state !== 'failed' && row.paidOn === null ? await this.accounts.open(row.subjectId) : null;
    if (account) await this.audit.record(actor, 'payback_account.read', row.subjectId, { refundId });
    return { ...row, buyerName: name, orderNumber: numbers.get(row.orderId ?? '') ?? null, contact: { name, email, phone }, account };
  }

  /** Paid back by hand: it has succeeded, once. NotToPayBack (409), PaidOnImpossible (400). */
  async record(actor: Actor, refundId: string, paid: { paidOn: string; bankReference: string }): Promise<void> {
    actor.requireAdmin();
    await this.paybacks.record(actor, refundId, { on: paid.paidOn, bankReference: paid.bankReference });
  }

  /** What was refused for good is sent again through its gateway, or goes to the list of what is paid back by hand. NotToTryAgain, RefundTooLarge (409). */
  async again(actor: Actor, refundId: string, by: 'gateway' | 'hand'): Promise<void> {
    actor.requireAdmin();
    const { orderId, id } = await this.paybacks.one(refundId);
    if (!orderId) return void (await this.paybacks.again(actor, id, by === 'hand'));
    await this.db.transaction(async () => {
      const again = await this.refunds.askAgain(as('admin', actor), id, by === 'hand');
      await this.audit.record(actor, 'refund.again', id, { again: again.id, byHand: by === 'hand' });
    });
  }

  private numbersOf(rows: readonly PaybackRow[]): Promise<Map<string, string>> {
    return orderNumbers(this.db, rows.flatMap((row) => row.orderId ?? []));
  }
}
