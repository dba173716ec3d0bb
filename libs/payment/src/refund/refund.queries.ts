import type { Database, Id } from '#libs/platform';
import type { RefundPlan, PaidLine } from './refund-arithmetic.js';

/** A captured order with everything that refund and release need to know. */
export interface CapturedOrder {
  orderId: Id<'ord'>;
  payeeId: string;
  chargeId: Id<'chg'>;
  gateway: string;
  shippingAmount: number;
  shippingRefundedAmount: number;
  releasedAt: Date | null;
  lines: PaidLine[];
}

/** Null when nothing was captured for the order. One statement; call it with the payable locked. */
export function capturedOrder(db: Database, orderId: Id<'ord'>): Promise<CapturedOrder | null> {
  return db.one<CapturedOrder>(
    `SELECT s.order_id AS "orderId", s.payee_id AS "payeeId", c.id AS "chargeId", c.gateway, s.shipping_amount AS "shippingAmount",
            s.shipping_refunded_amount AS "shippingRefundedAmount", s.released_at AS "releasedAt",
            coalesce((SELECT json_agg(json_build_object('lineId', l.line_id, 'amount', l.amount, 'commissionAmount', l.commission_amount,
                               'refundedAmount', l.refunded_amount, 'commissionReversedAmount', l.commission_reversed_amount) ORDER BY l.line_id)
                      FROM payment.payable_line l WHERE l.order_id = s.order_id), '[]') AS lines
     FROM payment.payable_share s
     JOIN payment.charge c ON c.payable_id = s.payable_id AND c.state = 'captured' AND NOT c.is_surplus
     WHERE s.order_id = $1`,
    [orderId],
  );
}

export interface RefundToInsert {
  id: Id<'rfd'>;
  key: string;
  reason: string;
  requestedAt: Date;
  sentVia: string | null;
  replaces: Id<'rfd'> | null;
}

/** Writes the refund with its lines and takes the amounts off what is left; the CHECKs refuse more than was captured. One statement. */
export async function insertRefund(
  db: Database,
  refund: RefundToInsert,
  order: CapturedOrder,
  plan: RefundPlan,
): Promise<void> {
  await db.query(
    `WITH refund AS (
       INSERT INTO payment.refund (id, key, charge_id, order_id, reason, amount, requested_at, sent_via, replaces)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $13, $14)),
     given AS (
       SELECT * FROM unnest($8::text[], $9::int[], $10::bigint[], $11::bigint[]) AS given(line_id, quantity, amount, commission)),
     lines AS (
       INSERT INTO payment.refund_line (refund_id, line_id, quantity, amount, commission_reversed_amount)
       SELECT $1, line_id, quantity, amount, commission FROM given
       UNION ALL SELECT $1, NULL, 1, $12::bigint, 0 WHERE $12::bigint > 0),
     line AS (
       UPDATE payment.payable_line l
       SET refunded_amount = l.refunded_amount + given.amount, commission_reversed_amount = l.commission_reversed_amount + given.commission
       FROM given WHERE l.line_id = given.line_id AND l.order_id = $4),
     shipping AS (
       UPDATE payment.payable_share SET shipping_refunded_amount = shipping_refunded_amount + $12::bigint WHERE order_id = $4),
     share AS (
       UPDATE payment.charge_share SET refunded_amount = refunded_amount + $6 WHERE charge_id = $3 AND order_id = $4)
     UPDATE payment.charge SET refunded_amount = refunded_amount + $6 WHERE id = $3`,
    [
      refund.id, refund.key, order.chargeId, order.orderId, refund.reason, plan.amount, refund.requestedAt,
      plan.lines.map((l) => l.lineId), plan.lines.map((l) => l.quantity), plan.lines.map((l) => l.amount), plan.lines.map((l) => l.commissionReversedAmount),
      plan.shippingAmount, refund.sentVia, refund.replaces,
    ],
  );
}

/** Puts a failed refund's amounts back where they were taken from. One statement. */
export async function undoRefund(db: Database, refundId: Id<'rfd'>): Promise<void> {
  await db.query(
    `WITH refund AS (SELECT * FROM payment.refund WHERE id = $1),
     line AS (
       UPDATE payment.payable_line l
       SET refunded_amount = l.refunded_amount - r.amount, commission_reversed_amount = l.commission_reversed_amount - r.commission_reversed_amount
       FROM payment.refund_line r WHERE r.refund_id = $1 AND l.line_id = r.line_id),
     shipping AS (
       UPDATE payment.payable_share s SET shipping_refunded_amount = s.shipping_refunded_amount - r.amount
       FROM payment.refund_line r, refund WHERE r.refund_id = $1 AND r.line_id IS NULL AND s.order_id = refund.order_id),
     share AS (
       UPDATE payment.charge_share cs SET refunded_amount = cs.refunded_amount - refund.amount
       FROM refund WHERE cs.charge_id = refund.charge_id AND (cs.order_id = refund.order_id))
     UPDATE payment.charge c SET refunded_amount = c.refunded_amount - refund.amount FROM refund WHERE c.id = refund.charge_id`,
    [refundId],
  );
}

/** What the refund took from the seller and the commission. */
export async function refundedParts(db: Database, refundId: Id<'rfd'>): Promise<{ goodsAmount: number; shippingAmount: number; commissionReversedAmount: number }> {
  const row = await db.one<{ goodsAmount: number; shippingAmount: number; commissionReversedAmount: number }>(
    `SELECT coalesce(sum(amount) FILTER (WHERE line_id IS NOT NULL), 0)::bigint AS "goodsAmount",
            coalesce(sum(amount) FILTER (WHERE line_id IS NULL), 0)::bigint AS "shippingAmount",
            coalesce(sum(commission_reversed_amount), 0)::bigint AS "commissionReversedAmount"
     FROM payment.refund_line WHERE refund_id = $1`,
    [refundId],
  );
  return row!;
}
