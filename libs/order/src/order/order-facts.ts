import type { Order } from './order.entity.js';
import type { OrderFacts } from './order.events.js';

/** What every event says of an order. */
export function factsOf(order: Order): OrderFacts {
  const { id, number, shopId, shopName, checkoutId, totalAmount } = order;
  const buyer = { userId: order.buyerUserId, name: order.buyerName, email: order.buyerEmail, phone: order.buyerPhone, locale: order.buyerLocale };
  return { orderId: id, number, shopId, shopName, checkoutId, buyer, totalAmount };
}

/** Pieces that stand on shelves; what is made to order is never held. */
export function stockLinesOf(order: Order, quantityOf: (line: Order['lines'][number]) => number): { variantId: string; quantity: number }[] {
  return order.lines
    .filter((line) => !line.madeToOrder)
    .map((line) => ({ variantId: line.variantId, quantity: quantityOf(line) }))
    .filter((line) => line.quantity > 0);
}
