import { Injectable } from '@nestjs/common';
import { Actor, Audit, Clock, Database, newId, Outbox, type Id } from '#libs/platform';
import { GatewayRefused, type GatewayRefund } from '../gateway/gateway.js';
import type { RefundIntent } from '../intents.js';
import { Ledger } from '../ledger/ledger.js';
import { refundFailed, refundRequested, refundReturned, refundSent, released } from '../ledger/postings.js';
import { lockPayable } from '../lock-payable.js';
import { NotCaptured } from '../payment.errors.js';
import { RefundFailed, RefundRequested, RefundSucceeded } from '../payment.events.js';
import { NotToTryAgain } from '../payback/payback.errors.js';
import { BANK_TRANSFER } from '../transfer/transfer.books.js';
import { RefundRefused } from '../transfer/transfer.events.js';
import { planRefund, planRest, type RefundPlan } from './refund-arithmetic.js';
import { Refund } from './refund.entity.js';
import { capturedOrder, insertRefund, refundedParts, undoRefund, type CapturedOrder } from './refund.queries.js';

/** Money back to buyers, and sellers' money turning available: both start from what is left of a captured order. */
@Injectable()
export class Refunds {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly ledger: Ledger,
    private readonly audit: Audit,
  ) {}

  request(intent: RefundIntent): Promise<Id<'rfd'>> {
    return this.db.transaction(async () => {
      const order = await this.lockOrder(intent.orderId);
      const known = await this.knownBy(intent.key);
      if (known) return known;
      if (!order) throw new NotCaptured();
      if (intent.replaces) await this.requireFailed(intent.replaces);
      return this.record(intent, order, planRefund(order, intent));
    });
  }

  requestRest(intent: { key: string; orderId: Id<'ord'>; reason: string }): Promise<Id<'rfd'> | null> {
    return this.db.transaction(async () => {
      const order = await this.lockOrder(intent.orderId);
      const known = await this.knownBy(intent.key);
      if (known) return known;
      if (!order) throw new NotCaptured();
      const plan = planRest(order);
      return plan && this.record(intent, order, plan);
    });
  }

  /** A surplus that was refused for good is sent again under a new key; the caller has locked the payable. Throws NotToTryAgain. */
  async surplusAgain(failedId: Id<'rfd'>, byHand: boolean): Promise<Id<'rfd'>> {
    await this.requireFailed(failedId);
    const refundId = newId('rfd');
    const [made] = await this.db.query(
      `INSERT INTO payment.refund (id, key, charge_id, reason, amount, requested_at, sent_via, replaces)
       SELECT $1, 'again:' || id, charge_id, reason, amount, $3, $4, id FROM payment.refund WHERE id = $2 AND order_id IS NULL RETURNING id`,
      [refundId, failedId, this.clock.now(), byHand ? BANK_TRANSFER : null],
    );
    if (!made) throw new NotToTryAgain();
    await this.outbox.publish(RefundRequested, { refundId });
    return refundId;
  }

  /** What the gateway said about a refund, from the call, a webhook or a poll; takes effect once. */
  async settle(refundId: Id<'rfd'>, answer: GatewayRefund | GatewayRefused): Promise<void> {
    await this.db.transaction(async () => {
      const refund = await this.db.manager.findOne(Refund, { where: { id: refundId } });
      if (!refund) return;
      await lockPayable(this.db, { chargeId: refund.chargeId });
      // Read again: another settle may have held the lock.
      const current = await this.db.manager.findOneOrFail(Refund, { where: { id: refundId } });
      if (current.state === 'succeeded' && !(answer instanceof GatewayRefused) && answer.status === 'failed') return this.comeBack(current);
      if (current.isSettled) return;
      if (answer instanceof GatewayRefused) return this.fail(current, answer.message);
      if (answer.amount !== current.amount) return this.audit.record(Actor.SYSTEM, 'payment.flag', refundId, { reason: `refund amount ${answer.amount} instead of ${current.amount}` });
      if (answer.status === 'failed') return this.fail(current, 'the gateway could not send it');
      if (answer.status === 'succeeded') return this.succeed(current, answer.gatewayRef);
    });
  }

  async release(orderId: Id<'ord'>): Promise<void> {
    await this.db.transaction(async () => {
      const order = await this.lockOrder(orderId);
      if (!order) throw new NotCaptured();
      if (order.releasedAt) return;
      await this.db.query(`UPDATE payment.payable_share SET released_at = $2 WHERE order_id = $1`, [orderId, this.clock.now()]);
      await this.ledger.post(released(orderId, order.payeeId, await this.ledger.pendingOf(orderId, order.payeeId)));
    });
  }

  private async lockOrder(orderId: Id<'ord'>): Promise<CapturedOrder | null> {
    const payable = await lockPayable(this.db, { orderId });
    return payable && capturedOrder(this.db, orderId);
  }

  private async knownBy(key: string): Promise<Id<'rfd'> | null> {
    const row = await this.db.one<{ id: Id<'rfd'> }>(`SELECT id FROM payment.refund WHERE key = $1`, [key]);
    return row?.id ?? null;
  }

  private async record(intent: Pick<RefundIntent, 'key' | 'reason' | 'replaces' | 'byHand'>, order: CapturedOrder, plan: RefundPlan): Promise<Id<'rfd'>> {
    const refundId = newId('rfd');
    await insertRefund(this.db, {
      id: refundId, key: intent.key, reason: intent.reason, requestedAt: this.clock.now(),
      sentVia: intent.byHand ? BANK_TRANSFER : null, replaces: intent.replaces ?? null,
    }, order, plan);
    await this.ledger.post(refundRequested({ refundId, purse: order.releasedAt ? 'seller_available' : 'seller_pending', ...order, ...plan }));
    await this.outbox.publish(RefundRequested, { refundId });
    return refundId;
  }

  private async succeed(refund: Refund, gatewayRef: string): Promise<void> {
    refund.succeed(gatewayRef, this.clock.now());
    await this.db.manager.save(refund);
    const { gateway } = await this.chargeOf(refund);
    await this.ledger.post(refundSent(refund.id, gateway, refund.orderId, refund.amount, refund.sentVia ?? gateway));
    if (refund.orderId) await this.outbox.publish(RefundSucceeded, { refundId: refund.id, orderId: refund.orderId, amount: refund.amount, reason: refund.reason });
  }

  /** The buyer's bank took it days ago and sends it back now: the gateway has the money again, and the refund failed after all. */
  private async comeBack(refund: Refund): Promise<void> {
    await this.ledger.post(refundReturned(refund.id, (await this.chargeOf(refund)).gateway, refund.orderId, refund.amount));
    await this.fail(refund, 'the buyer’s bank sent it back');
  }

  private async fail(refund: Refund, why: string): Promise<void> {
    refund.fail(why, this.clock.now());
    await this.db.manager.save(refund);
    await this.audit.record(Actor.SYSTEM, 'payment.refund_failed', refund.id, { why, amount: refund.amount });
    const { subjectId } = await this.chargeOf(refund);
    await this.outbox.publish(RefundRefused, { refundId: refund.id, subjectId, orderId: refund.orderId, amount: refund.amount, why });
    // A surplus stays owed to the buyer until a person sees to it.
    if (!refund.orderId) return;
    const order = await capturedOrder(this.db, refund.orderId);
    if (!order) throw new Error(`refund ${refund.id} of an order that is not captured`);
    await undoRefund(this.db, refund.id);
    const parts = await refundedParts(this.db, refund.id);
    await this.ledger.post(refundFailed({ refundId: refund.id, purse: order.releasedAt ? 'seller_available' : 'seller_pending', ...order, ...parts }));
    await this.outbox.publish(RefundFailed, { refundId: refund.id, orderId: refund.orderId, amount: refund.amount, reason: refund.reason });
  }

  private async chargeOf(refund: Refund): Promise<{ gateway: string; subjectId: string }> {
    const row = await this.db.one<{ gateway: string; subjectId: string }>(
      `SELECT c.gateway, p.subject_id AS "subjectId" FROM payment.charge c JOIN payment.payable p ON p.id = c.payable_id WHERE c.id = $1`,
      [refund.chargeId],
    );
    return row!;
  }

  /** Refused for good, and nothing stands in for it yet. Call it with the payable locked. */
  private async requireFailed(refundId: Id<'rfd'>): Promise<void> {
    const open = await this.db.one(
      `SELECT 1 FROM payment.refund r WHERE r.id = $1 AND r.state = 'failed' AND NOT EXISTS (SELECT FROM payment.refund later WHERE later.replaces = r.id)`,
      [refundId],
    );
    if (!open) throw new NotToTryAgain();
  }
}
