import { Money, NotFound, type Id } from '#libs/platform';
import type { RefundIntent } from '../intents.js';
import { RefundEmpty, RefundTooLarge } from '../payment.errors.js';

/** An order's line as far as money goes: what was paid, and what went back already. */
export interface PaidLine {
  lineId: Id<'oln'>;
  amount: number;
  commissionAmount: number;
  refundedAmount: number;
  commissionReversedAmount: number;
}

export interface PaidOrder {
  shippingAmount: number;
  shippingRefundedAmount: number;
  lines: readonly PaidLine[];
}

export interface PlannedLine {
  lineId: Id<'oln'>;
  quantity: number;
  amount: number;
  commissionReversedAmount: number;
}

export interface RefundPlan {
  lines: PlannedLine[];
  goodsAmount: number;
  shippingAmount: number;
  commissionReversedAmount: number;
  amount: number;
}

/** Turns an intent into explicit amounts per line; refuses what exceeds the rest of any line or of the shipping. */
export function planRefund(order: PaidOrder, intent: Pick<RefundIntent, 'lines' | 'shippingAmount'>): RefundPlan {
  const lines = merged(intent.lines).map(({ lineId, quantity, amount }): PlannedLine => {
    const line = order.lines.find((each) => each.lineId === lineId);
    if (!line) throw new NotFound();
    const left = line.amount - line.refundedAmount;
    if (!(amount <= left)) throw new RefundTooLarge(left);
    return { lineId, quantity, amount, commissionReversedAmount: commissionStep(line, amount) };
  });
  const shippingLeft = order.shippingAmount - order.shippingRefundedAmount;
  if (!(intent.shippingAmount <= shippingLeft)) throw new RefundTooLarge(shippingLeft);
  return planned(lines.filter(({ amount }) => amount > 0), intent.shippingAmount);
}

/** Whatever is left of every line and of the shipping; null when nothing is. */
export function planRest(order: PaidOrder): RefundPlan | null {
  const lines = order.lines.map(({ lineId, amount, refundedAmount }) => ({ lineId, quantity: 0, amount: amount - refundedAmount }));
  const shippingAmount = order.shippingAmount - order.shippingRefundedAmount;
  if (shippingAmount + lines.reduce((sum, line) => sum + line.amount, 0) === 0) return null;
  return planRefund(order, { lines, shippingAmount });
}

/**
 * The commission to reverse with the next part of a line: what belongs to everything refunded so far, less what was reversed already,
 * so that steps of any size sum to the line's commission exactly.
 */
function commissionStep({ amount, commissionAmount, refundedAmount, commissionReversedAmount }: PaidLine, step: number): number {
  if (step === 0) return 0;
  const refunded = refundedAmount + step;
  const due = Money.of(commissionAmount).allocate([refunded, amount - refunded])[0]!.amount;
  // A failed refund between two steps may leave one rupiah of rounding; the next step takes it up.
  return Math.min(step, Math.max(0, due - commissionReversedAmount));
}

function merged(lines: RefundIntent['lines']): PlannedLine[] {
  const byLine = new Map<string, PlannedLine>();
  for (const { lineId, quantity, amount } of lines) {
    if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not a refundable amount: ${amount}`);
    const sum = byLine.get(lineId) ?? { lineId, quantity: 0, amount: 0, commissionReversedAmount: 0 };
    byLine.set(lineId, { ...sum, quantity: sum.quantity + quantity, amount: sum.amount + amount });
  }
  return [...byLine.values()];
}

function planned(lines: PlannedLine[], shippingAmount: number): RefundPlan {
  if (!Number.isSafeInteger(shippingAmount) || shippingAmount < 0) throw new RangeError(`not a refundable amount: ${shippingAmount}`);
  const goodsAmount = lines.reduce((sum, line) => sum + line.amount, 0);
  if (goodsAmount + shippingAmount === 0) throw new RefundEmpty();
  const commissionReversedAmount = lines.reduce((sum, line) => sum + line.commissionReversedAmount, 0);
  return { lines, goodsAmount, shippingAmount, commissionReversedAmount, amount: goodsAmount + shippingAmount };
}
