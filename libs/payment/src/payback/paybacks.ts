import { Injectable } from '@nestjs/common';
import { Audit, businessDay, Clock, Database, NotFound, isId, type Actor, type Id, type Page } from '#libs/platform';
import { lockPayable } from '../lock-payable.js';
import { Refunds } from '../refund/refunds.js';
import { PaidOnImpossible, NotToPayBack } from './payback.errors.js';
import { markPaidBack, paybackRow, paybackRows } from './payback.queries.js';
import type { PaybackRow } from './payback.view.js';

/** Refunds that a person has to see to. For admins only, whose role the caller has checked. */
@Injectable()
export class Paybacks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly refunds: Refunds,
  ) {}

  /** `to_pay_back`: from our bank account; `failed`: refused by their gateway for good. Oldest first. */
  list(state: 'to_pay_back' | 'failed', page: { limit?: number; cursor?: string }): Promise<Page<PaybackRow>> {
    return paybackRows(this.db, state, page);
  }

  async one(refundId: string): Promise<PaybackRow> {
    const row = isId('rfd', refundId) && (await paybackRow(this.db, refundId));
    if (!row) throw new NotFound();
    return row;
  }

  /** What is to be paid back by hand for that subject, in whole rupiah; 0 when nothing is. */
  async owed(subjectId: string): Promise<number> {
    const row = await this.db.one<{ amount: number }>(
      `SELECT coalesce(sum(r.amount), 0)::bigint AS amount
       FROM payment.payback b JOIN payment.refund r ON r.id = b.refund_id JOIN payment.charge c ON c.id = r.charge_id JOIN payment.payable p ON p.id = c.payable_id
       WHERE p.subject_id = $1 AND b.paid_on IS NULL`,
      [subjectId],
    );
    return row!.amount;
  }

  /** A person has paid it back: succeeded, once. Throws NotToPayBack, PaidOnImpossible. */
  async record(actor: Actor, refundId: string, paid: { on: string; bankReference: string }): Promise<void> {
    const byUserId = actor.requireSignedIn();
    await this.db.transaction(async () => {
      const refund = await this.locked(refundId);
      const at = this.clock.now();
      if (paid.on > businessDay(at) || paid.on < businessDay(refund.requestedAt)) throw new PaidOnImpossible();
      if (!(await markPaidBack(this.db, refundId, { ...paid, byUserId, at }))) throw new NotToPayBack();
      await this.audit.record(actor, 'refund.pay_back', refundId, { paidOn: paid.on, amount: refund.amount });
      await this.refunds.settle(refund.id, { gatewayRef: refund.id, key: refund.id, amount: refund.amount, status: 'succeeded' });
    });
  }

  /** The surplus of a payment that came twice is sent again, or paid back by hand. Throws NotToTryAgain. */
  async again(actor: Actor, refundId: string, byHand: boolean): Promise<Id<'rfd'>> {
    return this.db.transaction(async () => {
      const refund = await this.locked(refundId);
      const again = await this.refunds.surplusAgain(refund.id, byHand);
      await this.audit.record(actor, 'refund.again', refundId, { again, byHand });
      return again;
    });
  }

  /** Locks what everything about the payable's money locks first, then looks. */
  private async locked(refundId: string): Promise<PaybackRow> {
    const { chargeId } = (isId('rfd', refundId) && (await this.db.one<{ chargeId: string }>('SELECT charge_id AS "chargeId" FROM payment.refund WHERE id = $1', [refundId]))) || {};
    if (!chargeId) throw new NotFound();
    await lockPayable(this.db, { chargeId });
    return this.one(refundId);
  }
}
