import type { Actor, Database, Locale } from '#libs/platform';
import type { ParcelView as ShippedParcel } from '#libs/shipping';
import type { Address } from '../basket/basket.view.js';
import { tokenHash } from '../checkout/guest-token.js';
import { mayBecome, type Fulfilment, type OrderStatus, type PaymentState } from './order.status.js';
import { reasonIn } from './reasons.js';
import type { OrderChoices, OrderId, OrderLineView, OrderRefundView, OrderView, TimelineEntry } from './order.view.js';

interface OrderRow {
  id: OrderId;
  number: string;
  checkoutId: string | null;
  shopId: string;
  shopSlug: string;
  shopName: string;
  status: OrderStatus;
  fulfilment: Fulfilment;
  paymentState: PaymentState;
  itemsAmount: number;
  deliveryAmount: number;
  totalAmount: number;
  capturedAmount: number;
  refundedAmount: number;
  delivery: OrderView['delivery'];
  buyer: { userId: string | null; name: string; email: string; phone: string; locale: Locale };
  address: Address;
  placedAt: Date;
  acceptBy: Date | null;
  completesAt: Date | null;
  closedReason: string | null;
  invoiceId: string | null;
  isOfReader: boolean;
  deliveryRefundAmount: number;
  lines: OrderLineView[];
  timeline: (Omit<TimelineEntry, 'at'> & { at: string })[];
  refunds: (Omit<OrderRefundView, 'askedAt'> & { askedAt: string })[];
}

/** Which orders: one, or all of a checkout; `shopId` narrows to a shop whose membership the caller has checked. */
export interface OrdersWanted {
  orderId?: string;
  checkoutId?: string;
  shopId?: string;
}

/** The orders that the actor may see, whole, oldest first, in one statement. */
export async function orderRows(db: Database, actor: Actor, wanted: OrdersWanted): Promise<OrderRow[]> {
  return db.query<OrderRow>(ORDER_ROWS, [
    wanted.orderId ?? null, wanted.checkoutId ?? null, wanted.shopId ?? null,
    actor.userId, tokenHash(actor.tokens.checkout), actor.idsOf('shop'), actor.isAdmin,
  ]);
}

/** The row with its parcels, as the actor sees it. */
export function orderView(row: OrderRow, parcels: readonly ShippedParcel[], actor: Actor): OrderView {
  const { isOfReader, deliveryRefundAmount, lines, timeline, refunds, ...order } = row;
  const askedAmount = lines.reduce((sum, line) => sum + line.refundedAmount, deliveryRefundAmount);
  return {
    ...order,
    lines,
    timeline: timeline.map((entry) => ({ ...entry, at: new Date(entry.at) })),
    closedReason: order.closedReason && reasonIn(order.closedReason, actor.locale),
    refunds: refunds.map((refund) => ({ ...refund, reason: reasonIn(refund.reason, actor.locale), askedAt: new Date(refund.askedAt) })),
    parcels: parcels.filter((parcel) => parcel.orderId === row.id),
    choices: choicesOf(row, { isBuyer: isOfReader, isSeller: actor.idsOf('shop').includes(row.shopId), isAdmin: actor.isAdmin }, askedAmount),
  };
}

function choicesOf(row: OrderRow, reader: { isBuyer: boolean; isSeller: boolean; isAdmin: boolean }, askedAmount: number): OrderChoices {
  const { fulfilment, paymentState } = row;
  const isPaid = paymentState !== 'awaiting';
  return {
    cancel: reader.isBuyer && (fulfilment === 'placed' || fulfilment === 'accepted'),
    receive: reader.isBuyer && mayBecome(fulfilment, 'completed'),
    accept: reader.isSeller && isPaid && mayBecome(fulfilment, 'accepted'),
    reject: reader.isSeller && isPaid && mayBecome(fulfilment, 'rejected'),
    pack: reader.isSeller && mayBecome(fulfilment, 'packed'),
    ship: reader.isSeller && mayBecome(fulfilment, 'shipped'),
    deliver: reader.isSeller && mayBecome(fulfilment, 'delivered'),
    refund: (reader.isSeller || reader.isAdmin) && row.capturedAmount > askedAmount,
  };
}

const ORDER_ROWS = `
  SELECT o.id, o.number, o.checkout_id AS "checkoutId", o.shop_id AS "shopId", o.shop_slug AS "shopSlug", o.shop_name AS "shopName",
         o.status, o.fulfilment, o.payment AS "paymentState", o.items_amount AS "itemsAmount", o.delivery_amount AS "deliveryAmount",
         o.total_amount AS "totalAmount", o.captured_amount AS "capturedAmount", o.refunded_amount AS "refundedAmount",
         o.delivery_refund_amount AS "deliveryRefundAmount",
         json_build_object('courier', o.courier, 'courierName', o.courier_name, 'service', o.service, 'serviceName', o.service_name,
                           'days', json_build_object('min', o.days_min, 'max', o.days_max)) AS delivery,
         json_build_object('userId', o.buyer_user_id, 'name', o.buyer_name, 'email', o.buyer_email, 'phone', o.buyer_phone, 'locale', o.buyer_locale) AS buyer,
         o.address, o.placed_at AS "placedAt", o.accept_by AS "acceptBy", o.completes_at AS "completesAt", o.closed_reason AS "closedReason",
         o.invoice_id AS "invoiceId", coalesce(o.buyer_user_id = $4 OR c.token_hash = $5, false) AS "isOfReader",
         (SELECT json_agg(json_build_object(
                   'id', l.id, 'variantId', l.variant_id, 'productId', l.product_id, 'productSlug', l.product_slug, 'productName', l.product_name,
                   'variantLabel', l.variant_label, 'sku', l.sku, 'photoId', l.photo_id, 'unit', l.unit, 'quantity', l.quantity,
                   'rejectedQuantity', l.rejected_quantity, 'unitAmount', l.unit_amount, 'totalAmount', l.total_amount,
                   'refundedAmount', l.refund_amount, 'madeToOrder', l.made_to_order, 'leadDays', l.lead_days) ORDER BY l.position)
          FROM orders.order_line l WHERE l.order_id = o.id) AS lines,
         (SELECT coalesce(json_agg(json_build_object('kind', e.kind, 'by', e.by, 'at', e.happened_at, 'details', e.details) ORDER BY e.id), '[]')
          FROM orders.order_event e WHERE e.order_id = o.id) AS timeline,
         (SELECT coalesce(json_agg(json_build_object('id', r.id, 'amount', r.amount, 'reason', r.reason, 'status', r.state, 'askedAt', r.asked_at) ORDER BY r.asked_at, r.id), '[]')
          FROM orders.order_refund r WHERE r.order_id = o.id) AS refunds
  FROM orders.orders o LEFT JOIN orders.checkout c ON c.id = o.checkout_id
  WHERE o.id IN (SELECT id FROM orders.orders WHERE id = $1 UNION ALL SELECT id FROM orders.orders WHERE checkout_id = $2) AND o.shop_id = coalesce($3::text, o.shop_id)
    AND (o.buyer_user_id = $4 OR c.token_hash = $5 OR o.shop_id = ANY ($6::text[]) OR $7)
  ORDER BY o.id`;
