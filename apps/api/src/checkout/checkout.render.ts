import { Money } from '#libs/platform';
import type { CheckoutView, PlacedCheckout } from '#libs/order';
import { orderShape } from '../order/order.render.js';
import type { CheckoutShape, PlacedCheckoutShape } from './checkout.shapes.js';

type Facts = Pick<PlacedCheckout, 'id' | 'number' | 'status' | 'itemsAmount' | 'deliveryAmount' | 'totalAmount' | 'expiresAt'>;

function factsShape({ id, number, status, itemsAmount, deliveryAmount, totalAmount, expiresAt }: Facts) {
  return {
    id, number, status, subtotal: Money.of(itemsAmount).toJSON(), deliveryTotal: Money.of(deliveryAmount).toJSON(), total: Money.of(totalAmount).toJSON(),
    expiresAt: expiresAt.toISOString(),
  };
}

export function placedShape(placed: PlacedCheckout): PlacedCheckoutShape {
  return {
    ...factsShape(placed),
    token: placed.token,
    orders: placed.orders.map(({ totalAmount, ...order }) => ({ ...order, total: Money.of(totalAmount).toJSON() })),
    payment: placed.payment,
  };
}

export function checkoutShape(checkout: CheckoutView): CheckoutShape {
  const { contact, address, placedAt, orders, payment } = checkout;
  return { ...factsShape(checkout), contact, address, placedAt: placedAt.toISOString(), orders: orders.map(orderShape), payment };
}
