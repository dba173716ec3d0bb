import { Injectable } from '@nestjs/common';
import { Clock, Database, newId, Outbox, Reaction, type Happened, type Id } from '#libs/platform';
import { NotToTryAgain, Payments, RefundFailed, RefundSucceeded, type RefundIntent } from '#libs/payment';
import { tokenHash } from '../checkout/guest-token.js';
import { OrderBook } from './order-book.js';
import type { Order } from './order.entity.js';
import { OrderRefunded } from './order.events.js';
import { factsOf } from './order-facts.js';
import type { OrderRefundView } from './order.view.js';
import { totalOf, type RefundParts } from './refund-parts.js';
import type { By } from './timeline.js';

type Instead = Pick<RefundIntent, 'replaces' | 'byHand'>;
type Told = { refundId: Id<'rfd'>; orderId: Id<'ord'>; amount: number };

/** Money on its way back: asked of payment, remembered per order, and what payment says of it later. */
@Injectable()
export class OrderRefunds {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly payments: Payments,
    private readonly book: OrderBook,
  ) {}

  /** Asks for these parts in the caller's transaction; null when they come to nothing. The caller keeps the order. */
  async ask(order: Order, parts: RefundParts, by: By, reason: string, attemptKey: string | null = null, instead: Instead = {}): Promise<OrderRefundView | null> {
    const amount = totalOf(parts);
    if (amount === 0) {
      order.giveUp(parts);
      return null;
    }
    const askedAt = this.clock.now();
    // The order is locked and its own sums guard against asking twice, so every ask is a refund of its own.
    const id = await this.payments.refund({
      key: newId('rfd'), orderId: order.id, reason, lines: parts.lines.filter((part) => part.amount > 0), shippingAmount: parts.shippingAmount, ...instead,
    });
    order.giveBack(parts, id, by, reason, askedAt);
    await this.db.query('INSERT INTO orders.order_refund (id, order_id, amount, reason, parts, asked_at, attempt_key) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      id, order.id, amount, reason, JSON.stringify(parts), askedAt, tokenHash(attemptKey),
    ]);
    return { id, amount, reason, status: 'pending', askedAt };
  }

  /** What a gateway refused to send, once more or by hand; the pieces were given up before. Throws NotToTryAgain, RefundTooLarge. */
  async askAgain(by: By, refundId: string, byHand: boolean): Promise<OrderRefundView> {
    return this.db.transaction(async () => {
      const failed = await this.db.one<{ orderId: string; parts: RefundParts; reason: string }>(
        `SELECT order_id AS "orderId", parts, reason FROM orders.order_refund WHERE id = $1 AND state = 'failed'`,
        [refundId],
      );
      if (!failed) throw new NotToTryAgain();
      const order = await this.book.one(failed.orderId);
      const parts = { ...failed.parts, lines: failed.parts.lines.map((part) => ({ ...part, quantity: 0 })) };
      const refund = await this.ask(order, parts, by, failed.reason, null, { replaces: refundId as Id<'rfd'>, byHand });
      if (!refund) throw new NotToTryAgain();
      await this.book.keep([order]);
      return refund;
    });
  }

  /** The refund that was asked for under that key before, though its answer may never have arrived. */
  earlier(orderId: string, attemptKey: string | null): Promise<OrderRefundView | null> {
    return this.db.one<OrderRefundView>(
      'SELECT id, amount, reason, state AS status, asked_at AS "askedAt" FROM orders.order_refund WHERE order_id = $1 AND attempt_key = $2',
      [orderId, tokenHash(attemptKey)],
    );
  }

  @Reaction(RefundSucceeded, 'order.note-refund')
  async whenRefundSucceeded({ payload }: Happened<Told>): Promise<void> {
    const [order] = await this.book.load([payload.orderId]);
    if (!order || !(await this.settle(payload, 'succeeded'))) return;
    order.refundArrived(payload.amount, payload.refundId, this.clock.now());
    await this.book.keep([order]);
    await this.outbox.publish(OrderRefunded, { ...factsOf(order), refundId: payload.refundId, refundAmount: payload.amount });
  }

  @Reaction(RefundFailed, 'order.note-failed-refund')
  async whenRefundFailed({ payload }: Happened<Told>): Promise<void> {
    const [order] = await this.book.load([payload.orderId]);
    const was = order && (await this.settle(payload, 'failed'));
    if (!was) return;
    const found = await this.db.one<{ parts: RefundParts }>('SELECT parts FROM orders.order_refund WHERE id = $1', [payload.refundId]);
    if (was === 'succeeded') order.refundCameBack(payload.amount);
    order.refundFailed(found!.parts, payload.refundId, this.clock.now());
    await this.book.keep([order]);
  }

  /**
   * With the order locked; what the refund was before, or null when it is not ours or was told before. States only climb:
   * pending, succeeded, failed, since a buyer's bank may send back days later what had arrived.
   */
  private async settle(told: Told, state: 'succeeded' | 'failed'): Promise<'pending' | 'succeeded' | null> {
    const [settled] = await this.db.query<{ was: 'pending' | 'succeeded' }>(
      `UPDATE orders.order_refund SET state = $2, settled_at = $3
       WHERE id = $1 AND (state = 'pending' OR (state = 'succeeded' AND $2 = 'failed')) RETURNING old.state AS was`,
      [told.refundId, state, this.clock.now()],
    );
    return settled?.was ?? null;
  }
}
