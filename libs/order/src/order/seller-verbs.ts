import { Injectable } from '@nestjs/common';
import { Audit, Clock, Database, Forbidden, InvalidInput, NotFound, Outbox, type Actor } from '#libs/platform';
import { Shipping, type ParcelView } from '#libs/shipping';
import { Stock } from '#libs/shop';
import { OrderBook } from './order-book.js';
import { factsOf, stockLinesOf } from './order-facts.js';
import { OrderRefunds } from './order-refunds.js';
import type { Choice, Order } from './order.entity.js';
import { RefundTooLarge, StepNotAllowed } from './order.errors.js';
import { OrderAccepted, OrderCancelled, OrderDelivered, OrderPacked, OrderRejected, OrderReturned, OrderShipped } from './order.events.js';
import { mayBecome } from './order.status.js';
import type { OrderId, OrderRefundView } from './order.view.js';
import type { OwnReason } from './reasons.js';
import { totalOf, type RefundParts } from './refund-parts.js';
import { as, type By } from './timeline.js';

interface RefundWish {
  lines?: readonly Choice[];
  amount?: number;
  reason: string;
}

const NOT_AVAILABLE: OwnReason = 'not_available';

/** What the shop does with its orders; the market may refund too. */
@Injectable()
export class SellerVerbs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly book: OrderBook,
    private readonly refunds: OrderRefunds,
    private readonly stock: Stock,
    private readonly shipping: Shipping,
  ) {}

  async accept(actor: Actor, shopId: string, orderId: OrderId, lines?: readonly Choice[]): Promise<void> {
    const by = as('seller', actor);
    await this.db.transaction(async () => {
      const order = await this.book.ofShop(actor, shopId, orderId);
      const leftOut = lines ? order.without(lines) : [];
      order.accept(by, this.clock.now());
      const parts = leftOut.length > 0 ? await this.turnDown(order, by, NOT_AVAILABLE, leftOut) : null;
      await this.book.keep([order]);
      await this.outbox.publish(OrderAccepted, factsOf(order));
      if (parts) await this.letGo(order, parts);
    });
  }

  async reject(actor: Actor, shopId: string, orderId: OrderId, { reason, lines }: { reason: string; lines?: readonly Choice[] }): Promise<void> {
    await this.db.transaction(async () => {
      const order = await this.book.ofShop(actor, shopId, orderId);
      const parts = await this.turnDown(order, as('seller', actor), reason, lines);
      await this.book.keep([order]);
      await this.letGo(order, parts);
    });
  }

  async pack(actor: Actor, shopId: string, orderId: OrderId): Promise<void> {
    await this.db.transaction(async () => {
      const order = await this.book.ofShop(actor, shopId, orderId);
      order.pack(as('seller', actor), this.clock.now());
      await this.book.keep([order]);
      await this.outbox.publish(OrderPacked, factsOf(order));
    });
  }

  async ship(actor: Actor, shopId: string, orderId: OrderId, parcel: { courier: string; service: string; waybill?: string | undefined }): Promise<ParcelView> {
    return this.db.transaction(async () => {
      const order = await this.book.ofShop(actor, shopId, orderId);
      if (!mayBecome(order.fulfilment, 'shipped')) throw new StepNotAllowed('ship', order.status);
      const sent = await this.shipping.dispatch({ orderId: order.id, shopId, ...parcel });
      order.ship(as('seller', actor), sent.id, this.clock.now());
      await this.book.keep([order]);
      await this.outbox.publish(OrderShipped, { ...factsOf(order), parcelId: sent.id, courierName: sent.courierName, waybill: sent.waybill });
      await this.stock.fulfil(order.id);
      return sent;
    });
  }

  /** Typed by hand: the money waits for the buyer or the hold. */
  async deliver(actor: Actor, shopId: string, orderId: OrderId, parcelId: string): Promise<void> {
    await this.db.transaction(async () => {
      const order = await this.book.ofShop(actor, shopId, orderId);
      if (!mayBecome(order.fulfilment, 'delivered')) throw new StepNotAllowed('deliver', order.status);
      await this.shipping.delivered(parcelId, { orderId: order.id, by: 'seller' });
      order.deliver(as('seller', actor), this.clock.now());
      await this.book.keep([order]);
      await this.outbox.publish(OrderDelivered, { ...factsOf(order), by: 'seller', completesAt: order.completesAt!.toISOString() });
    });
  }

  /** The parcel came back: the goods go to the shelf again and the money to the buyer. */
  async takeBack(actor: Actor, shopId: string, orderId: OrderId, reason: string): Promise<void> {
    const by = as('seller', actor);
    await this.db.transaction(async () => {
      const order = await this.book.ofShop(actor, shopId, orderId);
      const sent = stockLinesOf(order, (line) => line.quantity - line.rejectedQuantity);
      const parts = order.comeBack(by, reason, this.clock.now());
      await this.refunds.ask(order, parts, by, reason);
      await this.book.keep([order]);
      await this.outbox.publish(OrderReturned, { ...factsOf(order), reason, by: 'seller', refundAmount: totalOf(parts) });
      if (sent.length > 0) await this.stock.putBack(order.id, sent);
    });
  }

  /** Before the parcel has left, giving everything back means cancelling; the pieces return to the shelf. */
  async refund(actor: Actor, orderId: OrderId, wish: RefundWish, attemptKey: string | null): Promise<OrderRefundView> {
    if (wish.lines && wish.amount !== undefined) throw InvalidInput.at('/amount', { id: 'Pilih baris atau jumlah, bukan keduanya', en: 'Choose lines or an amount, not both' });
    return this.db.transaction(async () => {
      const order = await this.book.one(orderId);
      const by = this.refunderOf(actor, order);
      // Whoever else happens to use the same key means a refund of their own.
      const attempt = attemptKey && `${by.userId} ${attemptKey}`;
      const earlier = await this.refunds.earlier(order.id, attempt);
      if (earlier) return earlier;
      const wanted = order.partsFor(wish);
      const cancels = mayBecome(order.fulfilment, 'cancelled') && order.isEmptyWithout(wanted);
      const parts = cancels ? order.cancel(by, wish.reason, this.clock.now()) : wanted;
      const refund = await this.refunds.ask(order, parts, by, wish.reason, attempt);
      if (!refund) throw new RefundTooLarge(totalOf(order.left()));
      await this.book.keep([order]);
      await this.audit.record(actor, 'order.refund', order.id, { refundId: refund.id, amount: refund.amount });
      if (cancels) await this.outbox.publish(OrderCancelled, { ...factsOf(order), reason: wish.reason, by: by.role as 'seller' | 'admin', refundAmount: refund.amount });
      await this.letGo(order, parts);
      return refund;
    });
  }

  private refunderOf(actor: Actor, order: Order): By {
    if (actor.idsOf('shop').includes(order.shopId)) return as('seller', actor);
    if (actor.isAdmin) return as('admin', actor);
    throw order.buyerUserId !== null && order.buyerUserId === actor.userId ? new Forbidden() : new NotFound();
  }

  private async turnDown(order: Order, by: By, reason: string, choices: readonly Choice[] | undefined): Promise<RefundParts> {
    const parts = order.reject(by, reason, choices, this.clock.now());
    await this.refunds.ask(order, parts, by, reason);
    const lines = parts.lines.map(({ lineId, quantity }) => ({ lineId, quantity, name: order.lines.find((line) => line.id === lineId)!.productName.id }));
    await this.outbox.publish(OrderRejected, {
      ...factsOf(order), reason, by: 'seller', refundAmount: totalOf(parts), partly: order.fulfilment !== 'rejected', lines,
    });
    return parts;
  }

  /** Back to the shelf: everything of a closed order, else the pieces given up; what has left the shop stays sold. */
  private async letGo(order: Order, parts: RefundParts): Promise<void> {
    if (order.closedAt) return this.stock.release([order.id]);
    if (order.shippedAt) return;
    const pieces = new Map(parts.lines.map((part) => [part.lineId, part.quantity]));
    const lines = stockLinesOf(order, (line) => pieces.get(line.id) ?? 0);
    if (lines.length > 0) await this.stock.releaseLines(order.id, lines);
  }
}
