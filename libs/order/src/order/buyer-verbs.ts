import { Injectable } from '@nestjs/common';
import { Clock, Database, Outbox, publication, type Actor } from '#libs/platform';
import { Payments } from '#libs/payment';
import { Shipping } from '#libs/shipping';
import { Stock } from '#libs/shop';
import { OrderBook } from './order-book.js';
import { factsOf } from './order-facts.js';
import { OrderRefunds } from './order-refunds.js';
import type { Order } from './order.entity.js';
import { PaymentArriving } from './order.errors.js';
import { OrderCancelled, OrderCompleted } from './order.events.js';
import type { OrderId } from './order.view.js';
import { totalOf } from './refund-parts.js';
import { as, type By } from './timeline.js';

/** What a buyer does with an order, guest or person. */
@Injectable()
export class BuyerVerbs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly book: OrderBook,
    private readonly refunds: OrderRefunds,
    private readonly stock: Stock,
    private readonly payments: Payments,
    private readonly shipping: Shipping,
  ) {}

  async cancel(actor: Actor, orderId: OrderId, reason: string): Promise<void> {
    const by = as('buyer', actor);
    await this.db.transaction(async () => {
      const { checkoutId } = await this.book.ofBuyer(actor, orderId);
      const siblings = checkoutId ? await this.book.ofCheckout(checkoutId) : null;
      const order = siblings?.orders.find((each) => each.id === orderId) ?? (await this.book.one(orderId));
      if (siblings && order.fulfilment === 'placed' && !order.isPaid) await this.cancelUnpaid(checkoutId!, siblings.orders, by, reason);
      else await this.cancelPaid(order, by, reason);
    });
  }

  async receive(actor: Actor, orderId: OrderId): Promise<void> {
    const by = as('buyer', actor);
    await this.db.transaction(async () => {
      await this.book.ofBuyer(actor, orderId);
      const order = await this.book.one(orderId);
      const wasOnTheWay = order.fulfilment === 'shipped';
      order.complete(by, this.clock.now());
      await this.book.keep([order]);
      if (wasOnTheWay) {
        for (const parcel of await this.shipping.parcelsOf([order.id])) await this.shipping.delivered(parcel.id, { orderId: order.id, by: 'buyer' });
      }
      await this.payments.release(order.id);
      await this.outbox.publish(OrderCompleted, factsOf(order));
    });
  }

  /** One payment covers the whole checkout, so an unpaid one is cancelled whole. */
  private async cancelUnpaid(checkoutId: string, orders: Order[], by: By, reason: string): Promise<void> {
    if (!(await this.payments.close(checkoutId, 'cancelled'))) throw new PaymentArriving();
    const now = this.clock.now();
    for (const order of orders) order.cancel(by, reason, now);
    await this.book.keep(orders);
    await this.book.settleCheckout(checkoutId, 'cancelled');
    await this.outbox.publishAll(orders.map((order) => publication(OrderCancelled, { ...factsOf(order), reason, by: 'buyer' as const, refundAmount: 0 })));
    await this.stock.release(orders.map((order) => order.id));
  }

  private async cancelPaid(order: Order, by: By, reason: string): Promise<void> {
    const parts = order.cancel(by, reason, this.clock.now());
    await this.refunds.ask(order, parts, by, reason);
    await this.book.keep([order]);
    await this.outbox.publish(OrderCancelled, { ...factsOf(order), reason, by: 'buyer', refundAmount: totalOf(parts) });
    await this.stock.release([order.id]);
  }
}
