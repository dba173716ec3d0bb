import { Injectable } from '@nestjs/common';
import { Database, NotFound, type Actor, type Id } from '#libs/platform';
import { In } from 'typeorm';
import { tokenHash } from '../checkout/guest-token.js';
import { OrderLine } from './order-line.entity.js';
import { Order } from './order.entity.js';
import type { OrderId } from './order.view.js';

/** Loads orders whole and locked, and keeps what happened to them; two statements to load, one to keep, for any number. */
@Injectable()
export class OrderBook {
  constructor(private readonly db: Database) {}

  /** Locked in id order: two verbs over the same orders must not wait for each other in a circle. */
  async load(ids: readonly string[]): Promise<Order[]> {
    if (ids.length === 0) return [];
    const orders = await this.db.manager.find(Order, { where: { id: In(ids) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    const lines = await this.db.manager.find(OrderLine, { where: { orderId: In(ids) }, order: { orderId: 'ASC', position: 'ASC' } });
    for (const order of orders) order.lines = lines.filter((line) => line.orderId === order.id);
    return orders;
  }

  async one(id: string): Promise<Order> {
    const [order] = await this.load([id]);
    if (!order) throw new NotFound();
    return order;
  }

  /** The shop's own order, or not found. */
  async ofShop(actor: Actor, shopId: string, id: OrderId): Promise<Order> {
    actor.requireMember('shop', shopId);
    const order = await this.one(id);
    if (order.shopId !== shopId) throw new NotFound();
    return order;
  }

  /** What the buyer may reach: their own, or a guest's by the checkout's token. Not locked. */
  async ofBuyer(actor: Actor, id: OrderId): Promise<{ id: Id<'ord'>; checkoutId: Id<'cko'> | null }> {
    const found = await this.db.one<{ id: Id<'ord'>; checkoutId: Id<'cko'> | null }>(
      `SELECT o.id, o.checkout_id AS "checkoutId"
       FROM orders.orders o LEFT JOIN orders.checkout c ON c.id = o.checkout_id
       WHERE o.id = $1 AND (o.buyer_user_id = $2 OR c.token_hash = $3)`,
      [id, actor.userId, tokenHash(actor.tokens.checkout)],
    );
    if (!found) throw new NotFound();
    return found;
  }

  /** Locks the checkout, then all its orders: the order in which captures, expiry and cancellation take their locks. */
  async ofCheckout(checkoutId: string): Promise<{ state: string; expiresAt: Date; orders: Order[] } | null> {
    const checkout = await this.db.one<{ state: string; expiresAt: Date }>('SELECT state, expires_at AS "expiresAt" FROM orders.checkout WHERE id = $1 FOR UPDATE', [checkoutId]);
    if (!checkout) return null;
    const ids = await this.db.query<{ id: string }>('SELECT id FROM orders.orders WHERE checkout_id = $1', [checkoutId]);
    return { ...checkout, orders: await this.load(ids.map((row) => row.id)) };
  }

  async settleCheckout(checkoutId: string, state: 'paid' | 'expired' | 'cancelled'): Promise<void> {
    await this.db.query('UPDATE orders.checkout SET state = $2 WHERE id = $1', [checkoutId, state]);
  }

  async keep(orders: readonly Order[]): Promise<void> {
    const happenings = orders.flatMap((order) => order.happenings.map((happening) => ({ orderId: order.id, ...happening })));
    await this.db.query(KEEP, [
      JSON.stringify(orders.map(stateOf)),
      JSON.stringify(orders.flatMap((order) => order.lines).map(lineStateOf)),
      JSON.stringify(happenings.map(({ orderId, kind, by, at, details }) => ({ order_id: orderId, kind, by: by.role, by_user_id: by.userId ?? null, details, happened_at: at }))),
    ]);
    for (const order of orders) order.happenings = [];
  }
}

function stateOf(order: Order) {
  const { id, fulfilment, payment } = order;
  return {
    id, fulfilment, payment,
    captured_amount: order.capturedAmount, delivery_refund_amount: order.deliveryRefundAmount, refunded_amount: order.refundedAmount,
    paid_at: order.paidAt, accept_by: order.acceptBy, accepted_at: order.acceptedAt, packed_at: order.packedAt, shipped_at: order.shippedAt,
    delivered_at: order.deliveredAt, completes_at: order.completesAt, closed_at: order.closedAt, closed_reason: order.closedReason, invoice_id: order.invoiceId,
  };
}

function lineStateOf(line: OrderLine) {
  return { id: line.id, rejected_quantity: line.rejectedQuantity, refund_quantity: line.refundQuantity, refund_amount: line.refundAmount };
}

const KEEP = `
  WITH kept_lines AS (
    UPDATE orders.order_line l
    SET rejected_quantity = s.rejected_quantity, refund_quantity = s.refund_quantity, refund_amount = s.refund_amount
    FROM jsonb_populate_recordset(NULL::orders.order_line, $2::jsonb) s
    WHERE l.id = s.id AND (l.rejected_quantity, l.refund_quantity, l.refund_amount) IS DISTINCT FROM (s.rejected_quantity, s.refund_quantity, s.refund_amount)),
  told AS (
    INSERT INTO orders.order_event (order_id, kind, by, by_user_id, details, happened_at)
    SELECT order_id, kind, by, by_user_id, details, happened_at
    FROM jsonb_populate_recordset(NULL::orders.order_event, $3::jsonb))
  UPDATE orders.orders o
  SET fulfilment = s.fulfilment, payment = s.payment,
      captured_amount = s.captured_amount, delivery_refund_amount = s.delivery_refund_amount, refunded_amount = s.refunded_amount,
      paid_at = s.paid_at, accept_by = s.accept_by, accepted_at = s.accepted_at, packed_at = s.packed_at, shipped_at = s.shipped_at,
      delivered_at = s.delivered_at, completes_at = s.completes_at, closed_at = s.closed_at, closed_reason = s.closed_reason, invoice_id = s.invoice_id
  FROM jsonb_populate_recordset(NULL::orders.orders, $1::jsonb) s
  WHERE o.id = s.id`;
