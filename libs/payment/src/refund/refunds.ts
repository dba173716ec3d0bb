import { Injectable } from '@nestjs/common';
import { Actor, Audit, Clock, Database, newId, Outbox, type Id } from '#libs/platform';
import { GatewayRefused, type GatewayRefund } from '../gateway/gateway.js';
import type { RefundIntent } from '../intents.js';
import { Ledger } from '../ledger/ledger.js';
import { refundFailed, refundRequested, refundSent, released } from '../ledger/postings.js';
import { lockPayable } from '../lock-payable.js';
import { NotCaptured } from '../payment.errors.js';
import { RefundFailed, RefundRequested, RefundSucceeded } from '../payment.events.js';
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

  /** What the gateway said about a refund, from the call, a webhook or a poll; takes effect once. */
  async settle(refundId: Id<'rfd'>, answer: GatewayRefund | GatewayRefused): Promise<void> {
    await this.db.transaction(async () => {
      const refund = await this.db.manager.findOne(Refund, { where: { id: refundId } });
      if (!refund) return;
      await lockPayable(this.db, { chargeId: refund.chargeId });
      // Read again: another settle may have held the lock.
      const current = await this.db.manager.findOneOrFail(Refund, { where: { id: refundId } });
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

  private async record(intent: { key: string; reason: string }, order: CapturedOrder, plan: RefundPlan): Promise<Id<'rfd'>> {
    const refundId = newId('rfd');
    await insertRefund(this.db, { id: refundId, key: intent.key, reason: intent.reason, requestedAt: this.clock.now() }, order, plan);
    await this.ledger.post(refundRequested({ refundId, purse: order.releasedAt ? 'seller_available' : 'seller_pending', ...order, ...plan }));
    await this.outbox.publish(RefundRequested, { refundId });
    return refundId;
  }

  private async succeed(refund: Refund, gatewayRef: string): Promise<void> {
    refund.succeed(gatewayRef, this.clock.now());
    await this.db.manager.save(refund);
    await this.ledger.post(refundSent(refund.id, await this.gatewayOf(refund), refund.orderId, refund.amount));
    if (refund.orderId) await this.outbox.publish(RefundSucceeded, { refundId: refund.id, orderId: refund.orderId, amount: refund.amount, reason: refund.reason });
  }

  private async fail(refund: Refund, why: string): Promise<void> {
    refund.fail(why, this.clock.now());
    await this.db.manager.save(refund);
    await this.audit.record(Actor.SYSTEM, 'payment.refund_failed', refund.id, { why, amount: refund.amount });
    // A surplus stays owed to the buyer until a person sees to it.
    if (!refund.orderId) return;
    const order = await capturedOrder(this.db, refund.orderId);
    if (!order) throw new Error(`refund ${refund.id} of an order that is not captured`);
    await undoRefund(this.db, refund.id);
    const parts = await refundedParts(this.db, refund.id);
    await this.ledger.post(refundFailed({ refundId: refund.id, purse: order.releasedAt ? 'seller_available' : 'seller_pending', ...order, ...parts }));
    await this.outbox.publish(RefundFailed, { refundId: refund.id, orderId: refund.orderId, amount: refund.amount, reason: refund.reason });
  }

  private async gatewayOf(refund: Refund): Promise<string> {
    const row = await this.db.one<{ gateway: string }>(`SELECT gateway FROM payment.charge WHERE id = $1`, [refund.chargeId]);
    return row!.gateway;
  }
}
