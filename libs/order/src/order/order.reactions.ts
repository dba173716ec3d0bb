import { Injectable } from '@nestjs/common';
import { Clock, isId, later, Outbox, publication, Reaction, type Happened, type Publication } from '#libs/platform';
import { PaymentCaptured } from '#libs/payment';
import { ParcelDelivered } from '#libs/shipping';
import { OutOfStock, Stock } from '#libs/shop';
import { Lifecycle } from './lifecycle.js';
import { OrderBook } from './order-book.js';
import { factsOf, stockLinesOf } from './order-facts.js';
import { OrderRefunds } from './order-refunds.js';
import type { Order } from './order.entity.js';
import { OrderCancelled, OrderPaidTooLate, OrderSecured } from './order.events.js';
import type { OwnReason } from './reasons.js';
import { totalOf } from './refund-parts.js';
import type { By } from './timeline.js';

const SYSTEM: By = { role: 'system' };
const GOODS_GONE: OwnReason = 'goods_gone';
const PAID_AFTER_CANCELLATION: OwnReason = 'paid_after_cancellation';

/** What orders learn from payment and shipping. Each looks at the state first: words may come twice, late and in any order. */
@Injectable()
export class OrderReactions {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly book: OrderBook,
    private readonly refunds: OrderRefunds,
    private readonly stock: Stock,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * The money of a whole checkout is here. Orders still held go on; those that had expired are held anew when the goods are there,
   * else refunded, each shop for itself; those cancelled meanwhile are refunded.
   */
  @Reaction(PaymentCaptured, 'order.secure-paid')
  async whenPaymentCaptured({ payload }: Happened<{ subjectId: string }>): Promise<void> {
    if (!isId('cko', payload.subjectId)) return;
    const checkout = await this.book.ofCheckout(payload.subjectId);
    const orders = checkout?.orders.filter((order) => !order.isPaid) ?? [];
    if (orders.length === 0) return;
    for (const order of orders) order.secure(this.clock.now());

    const lost = new Set(await this.stock.claim(orders.map((order) => order.id)));
    const late = orders.filter((order) => order.fulfilment === 'expired' || (order.fulfilment === 'placed' && lost.has(order.id)));
    const gone = new Set(orders.filter((order) => order.fulfilment === 'cancelled'));
    // All at once first, which locks every shelf in the one order that buyers keep to; then what is short takes only its own order with it.
    if (!(await this.holdAnew(late))) {
      for (const order of late) if (late.length === 1 || !(await this.holdAnew([order]))) gone.add(order);
    }
    const told: Publication[] = [];
    for (const order of orders) told.push(gone.has(order) ? await this.sendBack(order) : publication(OrderSecured, factsOf(order)));
    await this.book.keep(orders);
    if (orders.some((order) => !order.closedAt)) await this.book.settleCheckout(payload.subjectId, 'paid');
    await this.outbox.publishAll(told);
  }

  @Reaction(ParcelDelivered, 'order.note-delivery')
  async whenParcelDelivered({ payload }: Happened<{ orderId: string; by: 'seller' | 'buyer' | 'carrier' }>): Promise<void> {
    await this.lifecycle.deliver(payload.orderId, { role: payload.by });
  }

  /** All of these orders or nothing; answers false when goods are gone. */
  private async holdAnew(orders: readonly Order[]): Promise<boolean> {
    const lines = orders.flatMap((order) => stockLinesOf(order, (line) => line.leftQuantity).map((line) => ({ holder: order.id, ...line })));
    const now = this.clock.now();
    try {
      if (lines.length > 0) await this.stock.reserve(lines, later(now, { minutes: 10 }));
    } catch (thrown) {
      if (thrown instanceof OutOfStock) return false;
      throw thrown;
    }
    if (lines.length > 0) await this.stock.claim(orders.map((order) => order.id));
    for (const order of orders) if (order.fulfilment === 'expired') order.revive(now);
    return true;
  }

  private async sendBack(order: Order): Promise<Publication> {
    const reason = order.fulfilment === 'cancelled' ? PAID_AFTER_CANCELLATION : GOODS_GONE;
    const wasOpen = order.fulfilment === 'placed';
    const parts = wasOpen ? order.cancel(SYSTEM, reason, this.clock.now()) : order.left();
    await this.refunds.ask(order, parts, SYSTEM, reason);
    const facts = { ...factsOf(order), reason, by: 'system' as const, refundAmount: totalOf(parts) };
    return wasOpen ? publication(OrderCancelled, facts) : publication(OrderPaidTooLate, facts);
  }
}
