import { Money, newId, readableNumber, type Id } from '#libs/platform';
import type { CommissionQuote } from '#libs/payment';
import type { ChosenDelivery } from '#libs/shipping';
import type { PricedItem, ShopPart } from '../basket/price-basket.js';

export interface PlannedLine {
  id: Id<'oln'>;
  item: PricedItem;
  commission: CommissionQuote;
}

/** One shop's order before it is written. `totalAmount` = `itemsAmount` + delivery; whole rupiah. */
export interface PlannedOrder {
  id: Id<'ord'>;
  number: string;
  part: ShopPart;
  delivery: ChosenDelivery;
  lines: PlannedLine[];
  totalAmount: number;
}

/**
 * Splits by shop: every line in exactly one order, every order's total the sum of its lines and its delivery.
 * `commissions` are in the order of the lines, shop by shop, as `commissionQuestions` asked.
 */
export function planOrders(parts: readonly ShopPart[], deliveries: readonly ChosenDelivery[], commissions: readonly CommissionQuote[]): PlannedOrder[] {
  let next = 0;
  return parts.map((part) => {
    const delivery = deliveries.find((each) => each.shopId === part.shopId);
    if (!delivery) throw new Error(`no delivery for ${part.shopId}`);
    const lines = part.items.map((item) => {
      const commission = commissions[next++];
      if (!commission) throw new Error('fewer commissions than lines');
      return { id: newId('oln'), item, commission };
    });
    const totalAmount = Money.of(part.itemsAmount).plus(Money.of(delivery.priceAmount)).amount;
    return { id: newId('ord'), number: readableNumber('KD'), part, delivery, lines, totalAmount };
  });
}

export function commissionQuestions(parts: readonly ShopPart[]) {
  return parts.flatMap((part) =>
    part.items.map(({ offer, totalAmount }) => ({
      shopId: offer.shopId, categoryPath: offer.categoryPath, sentraId: offer.sentraId, channel: 'retail' as const, amount: totalAmount,
    })),
  );
}

/** What the checkout comes to: its orders, nothing else. */
export function totalsOf(parts: readonly ShopPart[], deliveries: readonly ChosenDelivery[]): { itemsAmount: number; deliveryAmount: number; totalAmount: number } {
  const items = Money.sum(parts.map((part) => Money.of(part.itemsAmount)));
  const delivery = Money.sum(deliveries.map((each) => Money.of(each.priceAmount)));
  return { itemsAmount: items.amount, deliveryAmount: delivery.amount, totalAmount: items.plus(delivery).amount };
}
