import { Injectable } from '@nestjs/common';
import { Clock, Database, later, Outbox, publication } from '#libs/platform';
import { Payments } from '#libs/payment';
import { Stock } from '#libs/shop';
import { OrderBook } from './order-book.js';
import { factsOf } from './order-facts.js';
import { OrderRefunds } from './order-refunds.js';
import { OrderCancelled, OrderCompleted, OrderDelivered, OrderExpired } from './order.events.js';
import type { OwnReason } from './reasons.js';
import { totalOf } from './refund-parts.js';
import { TERMS } from './terms.js';
import type { By } from './timeline.js';

const SYSTEM: By = { role: 'system' };
const UNANSWERED: OwnReason = 'seller_silent';

/** What happens to orders by itself. Each verb is one transaction, locks, looks again and may find it done: several workers may run it. */
@Injectable()
export class Lifecycle {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly book: OrderBook,
    private readonly refunds: OrderRefunds,
    private readonly payments: Payments,
    private readonly stock: Stock,
  ) {}

  /** Unpaid in time: no more payments, the goods return to the shelves. Money that is here already, though untold, wins. */
  async expire(checkoutId: string): Promise<void> {
    await this.db.transaction(async () => {
      const checkout = await this.book.ofCheckout(checkoutId);
      const now = this.clock.now();
      // Another attempt may have lengthened it while this one waited for the lock.
      if (checkout?.state !== 'awaiting_payment' || checkout.expiresAt > now) return;
      if (!(await this.payments.close(checkoutId, 'expired'))) return;
      for (const order of checkout.orders) order.expire(now);
      await this.book.keep(checkout.orders);
      await this.book.settleCheckout(checkoutId, 'expired');
      await this.outbox.publishAll(checkout.orders.map((order) => publication(OrderExpired, factsOf(order))));
      await this.stock.release(checkout.orders.map((order) => order.id));
    });
  }

  /** The seller neither accepted nor rejected in time. */
  async cancelUnanswered(orderId: string): Promise<void> {
    await this.db.transaction(async () => {
      const order = await this.book.one(orderId);
      const now = this.clock.now();
      if (order.status !== 'paid' || !order.acceptBy || order.acceptBy > now) return;
      const parts = order.cancel(SYSTEM, UNANSWERED, now);
      await this.refunds.ask(order, parts, SYSTEM, UNANSWERED);
      await this.book.keep([order]);
      await this.outbox.publish(OrderCancelled, { ...factsOf(order), reason: UNANSWERED, by: 'system', refundAmount: totalOf(parts) });
      await this.stock.release([order.id]);
    });
  }

  /** Delivered, and the buyer said nothing within the hold. */
  async complete(orderId: string): Promise<void> {
    await this.db.transaction(async () => {
      const order = await this.book.one(orderId);
      const now = this.clock.now();
      if (order.fulfilment !== 'delivered' || !order.completesAt || order.completesAt > now) return;
      order.complete(SYSTEM, now);
      await this.book.keep([order]);
      await this.payments.release(order.id);
      await this.outbox.publish(OrderCompleted, factsOf(order));
    });
  }

  /** Sent long ago and nobody said more: taken as delivered, so that the hold begins and the buyer is asked. */
  async assumeDelivered(orderId: string): Promise<void> {
    await this.deliver(orderId, SYSTEM, (shippedAt, now) => later(shippedAt, { days: TERMS.assumeDeliveredAfterDays }) <= now);
  }

  /** Delivered on that word; does nothing when the order is not on its way. */
  async deliver(orderId: string, by: By, isDue: (shippedAt: Date, now: Date) => boolean = () => true): Promise<void> {
    await this.db.transaction(async () => {
      const [order] = await this.book.load([orderId]);
      const now = this.clock.now();
      if (order?.fulfilment !== 'shipped' || !isDue(order.shippedAt!, now)) return;
      order.deliver(by, now);
      await this.book.keep([order]);
      const word = by.role === 'admin' ? 'system' : by.role;
      await this.outbox.publish(OrderDelivered, { ...factsOf(order), by: word, completesAt: order.completesAt!.toISOString() });
    });
  }
}
