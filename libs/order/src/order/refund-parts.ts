import { Money, type Id } from '#libs/platform';

/** What goes back for one line: pieces (0 for a mere discount) and whole rupiah. */
export interface RefundPart {
  lineId: Id<'oln'>;
  quantity: number;
  amount: number;
}

/** What goes back of one order. */
export interface RefundParts {
  lines: RefundPart[];
  shippingAmount: number;
}

export interface LeftOfLine {
  id: Id<'oln'>;
  leftQuantity: number;
  leftAmount: number;
}

export function totalOf(parts: RefundParts): number {
  return Money.sum(parts.lines.map((part) => Money.of(part.amount))).amount + parts.shippingAmount;
}

/** Everything that has not been asked back yet. */
export function everything(lines: readonly LeftOfLine[], leftDelivery: number): RefundParts {
  const parts = lines.map((line) => ({ lineId: line.id, quantity: line.leftQuantity, amount: line.leftAmount }));
  return { lines: parts.filter((part) => part.quantity > 0 || part.amount > 0), shippingAmount: leftDelivery };
}

/**
 * An amount without lines is a discount on the goods, spread by what is left of each (largest remainder);
 * only what exceeds the goods comes out of the delivery. `amount` must not exceed what is left.
 */
export function spread(amount: number, lines: readonly LeftOfLine[], leftDelivery: number): RefundParts {
  const goods = Money.sum(lines.map((line) => Money.of(line.leftAmount))).amount;
  if (amount === goods + leftDelivery) return everything(lines, leftDelivery);
  const fromGoods = Math.min(amount, goods);
  const shares = fromGoods === 0 ? [] : Money.of(fromGoods).allocate(lines.map((line) => line.leftAmount));
  const parts = shares.map((share, index) => ({ lineId: lines[index]!.id, quantity: 0, amount: share.amount }));
  return { lines: parts.filter((part) => part.amount > 0), shippingAmount: amount - fromGoods };
}
