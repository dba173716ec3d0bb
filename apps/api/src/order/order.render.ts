import { Money, type MoneyJson, type Page } from '#libs/platform';
import type { OrderCard, OrderRefundView, OrderView } from '#libs/order';
import type { ParcelView } from '#libs/shipping';
import { photoAddress } from '../basket/basket.render.js';
import type { OrderCardShape, OrderPage, OrderShape, ParcelShape, RefundShape } from './order.shapes.js';

const money = (amount: number): MoneyJson => Money.of(amount).toJSON();
const iso = (at: Date | null): string | null => at && new Date(at).toISOString();

export function orderShape(order: OrderView): OrderShape {
  const { id, number, checkoutId, shopId, shopSlug, shopName, status, paymentState, address, choices, closedReason, invoiceId } = order;
  return {
    id, number, checkoutId, shopId, shopSlug, shopName, status, paymentState, address, choices, closedReason, invoiceId,
    subtotal: money(order.itemsAmount),
    delivery: { ...order.delivery, price: money(order.deliveryAmount) },
    total: money(order.totalAmount),
    refunded: money(order.refundedAmount),
    buyer: { name: order.buyer.name, email: order.buyer.email, phone: order.buyer.phone },
    lines: order.lines.map(({ productName, photoId, unit, unitAmount, totalAmount, refundedAmount, ...line }) => ({
      ...line, name: productName, photo: photoAddress(photoId), unit: unit as OrderShape['lines'][number]['unit'],
      unitPrice: money(unitAmount), total: money(totalAmount), refunded: money(refundedAmount),
    })),
    parcels: order.parcels.map(parcelShape),
    timeline: order.timeline.map(({ kind, by, at }) => ({ kind, by, at: at.toISOString() })),
    refunds: order.refunds.map(refundShape),
    placedAt: order.placedAt.toISOString(),
    acceptBy: iso(order.acceptBy),
    completesAt: iso(order.completesAt),
  };
}

export function parcelShape({ id, orderId, courier, courierName, service, serviceName, waybill, status, dispatchedAt, deliveredAt, events }: ParcelView): ParcelShape {
  return {
    id, orderId, courier, courierName, service, serviceName, waybill, status, dispatchedAt: iso(dispatchedAt), deliveredAt: iso(deliveredAt),
    events: events.map((event) => ({ ...event, at: new Date(event.at).toISOString() })),
  };
}

export function refundShape({ id, amount, reason, status, askedAt }: OrderRefundView): RefundShape {
  return { id, amount: money(amount), reason, status, askedAt: askedAt.toISOString() };
}

export function orderPage({ items, nextCursor }: Page<OrderCard>): OrderPage {
  return { items: items.map(cardShape), nextCursor };
}

function cardShape({ totalAmount, photoId, placedAt, acceptBy, ...card }: OrderCard): OrderCardShape {
  return { ...card, total: money(totalAmount), photo: photoAddress(photoId), placedAt: placedAt.toISOString(), acceptBy: iso(acceptBy) };
}
