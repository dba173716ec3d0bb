import { later, type Id, type Locale } from '#libs/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderLine } from './order-line.entity.js';
import { LineRefused, NothingPaid, RefundTooLarge, StepNotAllowed } from './order.errors.js';
import { mayBecome, statusOf, type Fulfilment, type OrderStatus, type PaymentState } from './order.status.js';
import { everything, spread, totalOf, type RefundPart, type RefundParts } from './refund-parts.js';
import { TERMS } from './terms.js';
import type { By, Happening } from './timeline.js';

export interface Choice {
  lineId: Id<'oln'>;
  quantity?: number;
}

/** One shop's part of what somebody bought. Changes only through what happened to it; `happenings` is what is not kept yet. */
@Entity({ schema: 'orders', name: 'orders' })
export class Order {
  @PrimaryColumn({ type: 'text' }) id!: Id<'ord'>;
  @Column({ type: 'text' }) number!: string;
  @Column({ type: 'text', nullable: true }) checkoutId!: Id<'cko'> | null;
  @Column({ type: 'text' }) shopId!: Id<'shp'>;
  @Column({ type: 'text' }) shopSlug!: string;
  @Column({ type: 'text' }) shopName!: string;
  @Column({ type: 'text', nullable: true }) buyerUserId!: Id<'usr'> | null;
  @Column({ type: 'text' }) buyerName!: string;
  @Column({ type: 'text' }) buyerEmail!: string;
  @Column({ type: 'text' }) buyerPhone!: string;
  @Column({ type: 'text' }) buyerLocale!: Locale;
  @Column({ type: 'text' }) fulfilment!: Fulfilment;
  @Column({ type: 'text' }) payment!: PaymentState;
  @Column({ type: 'bigint' }) deliveryAmount!: number;
  @Column({ type: 'bigint' }) totalAmount!: number;
  @Column({ type: 'bigint' }) capturedAmount!: number;
  @Column({ type: 'bigint' }) deliveryRefundAmount!: number;
  @Column({ type: 'bigint' }) refundedAmount!: number;
  @Column({ type: 'timestamptz', nullable: true }) paidAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) acceptBy!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) acceptedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) packedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) shippedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) deliveredAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) completesAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) closedReason!: string | null;
  @Column({ type: 'text', nullable: true }) invoiceId!: string | null;

  lines: OrderLine[] = [];
  happenings: Happening[] = [];

  get status(): OrderStatus {
    return statusOf(this.fulfilment, this.payment);
  }

  get isPaid(): boolean {
    return this.payment !== 'awaiting';
  }

  /** The money is here, whatever became of the order meanwhile. */
  secure(now: Date): void {
    if (this.isPaid) throw new StepNotAllowed('pay', this.status);
    this.payment = 'paid';
    this.capturedAmount = this.totalAmount;
    this.paidAt = now;
    if (this.fulfilment === 'placed') this.acceptBy = later(now, { days: TERMS.acceptWithinDays });
    this.note('paid', { role: 'system' }, now);
  }

  /** Paid after it expired, and the goods could be held again. */
  revive(now: Date): void {
    this.become('placed', 'revive');
    this.acceptBy = later(now, { days: TERMS.acceptWithinDays });
    this.closedAt = null;
    this.closedReason = null;
    this.note('revived', { role: 'system' }, now);
  }

  expire(now: Date): void {
    if (this.isPaid) throw new StepNotAllowed('expire', this.status);
    this.become('expired', 'expire');
    this.close('unpaid', now);
    this.note('expired', { role: 'system' }, now);
  }

  accept(by: By, now: Date): void {
    this.requirePaid('accept');
    this.become('accepted', 'accept');
    this.acceptedAt = now;
    this.acceptBy = null;
    this.note('accepted', by, now);
  }

  /** Turns down pieces; the order itself when none is left. Answers what goes back to the buyer. */
  reject(by: By, reason: string, choices: readonly Choice[] | undefined, now: Date): RefundParts {
    this.requirePaid('reject');
    if (!mayBecome(this.fulfilment, 'rejected')) throw new StepNotAllowed('reject', this.status);
    const chosen = choices ? this.partsOf(choices) : this.left().lines;
    const isWhole = this.isEmptyWithout({ lines: chosen, shippingAmount: 0 });
    for (const part of chosen) this.line(part.lineId).rejectedQuantity += part.quantity;
    if (!isWhole) {
      this.note('lines_rejected', by, now, { reason, lines: chosen.map(({ lineId, quantity }) => ({ lineId, quantity })) });
      return { lines: chosen, shippingAmount: 0 };
    }
    this.become('rejected', 'reject');
    this.close(reason, now);
    this.note('rejected', by, now, { reason });
    return this.left();
  }

  /** The pieces that an acceptance by line leaves out. */
  without(accepted: readonly Choice[]): Choice[] {
    const kept = new Map(this.partsOf(accepted).map((part) => [part.lineId, part.quantity]));
    return this.lines
      .map((line) => ({ lineId: line.id, quantity: line.leftQuantity - (kept.get(line.id) ?? 0) }))
      .filter((choice) => choice.quantity > 0);
  }

  pack(by: By, now: Date): void {
    this.become('packed', 'pack');
    this.packedAt = now;
    this.note('packed', by, now);
  }

  ship(by: By, parcelId: string, now: Date): void {
    this.become('shipped', 'ship');
    this.shippedAt = now;
    this.note('shipped', by, now, { parcelId });
  }

  /** Whoever says so, the money waits for the buyer or the hold. */
  deliver(by: By, now: Date): void {
    this.become('delivered', 'deliver');
    this.deliveredAt = now;
    this.completesAt = later(now, { days: TERMS.holdDays });
    this.note('delivered', by, now);
  }

  complete(by: By, now: Date): void {
    this.become('completed', 'receive');
    this.deliveredAt ??= now;
    this.close(null, now);
    this.note('completed', by, now);
  }

  /** A buyer only before packing; the seller and the market until it has left. Answers what goes back. */
  cancel(by: By, reason: string, now: Date): RefundParts {
    if (by.role === 'buyer' && this.fulfilment === 'packed') throw new StepNotAllowed('cancel', this.status);
    this.become('cancelled', 'cancel');
    this.close(reason, now);
    this.note('cancelled', by, now, { reason });
    return this.left();
  }

  /** The parcel came back to the shop. Answers what goes back to the buyer. */
  comeBack(by: By, reason: string, now: Date): RefundParts {
    this.become('returned', 'return');
    this.close(reason, now);
    this.note('returned', by, now, { reason });
    return this.left();
  }

  /** What has not been asked back; nothing while nothing is paid. */
  left(): RefundParts {
    if (this.capturedAmount === 0) return { lines: [], shippingAmount: 0 };
    return everything(this.lines, this.deliveryAmount - this.deliveryRefundAmount);
  }

  /** Whether these parts leave nothing to send. */
  isEmptyWithout(parts: RefundParts): boolean {
    const pieces = (quantities: readonly { quantity: number }[]) => quantities.reduce((sum, { quantity }) => sum + quantity, 0);
    return pieces(parts.lines) === pieces(this.left().lines);
  }

  /** What a refund by lines, by amount, or of everything would give back. */
  partsFor(wish: { lines?: readonly Choice[]; amount?: number }): RefundParts {
    const left = this.left();
    const leftAmount = totalOf(left);
    if (this.capturedAmount === 0) throw new NothingPaid();
    if (leftAmount === 0 || (wish.amount ?? 0) > leftAmount) throw new RefundTooLarge(leftAmount);
    if (wish.lines) return { lines: this.partsOf(wish.lines), shippingAmount: 0 };
    if (wish.amount !== undefined) return spread(wish.amount, this.lines, left.shippingAmount);
    return left;
  }

  /** Counts the parts as asked back, so that nothing is asked twice. */
  giveBack(parts: RefundParts, refundId: string, by: By, reason: string, now: Date): void {
    if (totalOf(parts) > totalOf(this.left())) throw new RefundTooLarge(totalOf(this.left()));
    for (const part of parts.lines) this.line(part.lineId).giveBack(part);
    this.deliveryRefundAmount += parts.shippingAmount;
    this.note('refund_asked', by, now, { refundId, amount: totalOf(parts), reason });
  }

  /** Pieces whose money went back before: nothing is left to refund, and still they are not sent. */
  giveUp(parts: RefundParts): void {
    for (const part of parts.lines) this.line(part.lineId).giveBack(part);
  }

  refundArrived(amount: number, refundId: string, now: Date): void {
    this.refundedAmount += amount;
    this.payment = this.refundedAmount >= this.capturedAmount ? 'refunded' : 'partly_refunded';
    this.note('refunded', { role: 'system' }, now, { refundId, amount });
  }

  /** It had arrived; then the buyer's bank sent it back. */
  refundCameBack(amount: number): void {
    this.refundedAmount -= amount;
    this.payment = this.refundedAmount === 0 ? 'paid' : 'partly_refunded';
  }

  refundFailed(parts: RefundParts, refundId: string, now: Date): void {
    for (const part of parts.lines) this.line(part.lineId).takeBack(part);
    this.deliveryRefundAmount -= parts.shippingAmount;
    this.note('refund_failed', { role: 'system' }, now, { refundId, amount: totalOf(parts) });
  }

  private partsOf(choices: readonly Choice[]): RefundPart[] {
    const seen = new Set<string>();
    return choices.map(({ lineId, quantity }, index) => {
      const line = this.lines.find((each) => each.id === lineId);
      if (!line || seen.has(lineId)) throw new LineRefused(`/lines/${index}/lineId`, 0);
      seen.add(lineId);
      return line.partFor(quantity ?? line.leftQuantity, `/lines/${index}/quantity`);
    });
  }

  private line(id: string): OrderLine {
    return this.lines.find((line) => line.id === id)!;
  }

  private become(to: Fulfilment, step: string): void {
    if (!mayBecome(this.fulfilment, to)) throw new StepNotAllowed(step, this.status);
    this.fulfilment = to;
  }

  private requirePaid(step: string): void {
    if (!this.isPaid) throw new StepNotAllowed(step, this.status);
  }

  private close(reason: string | null, now: Date): void {
    this.closedAt = now;
    this.closedReason = reason;
    this.acceptBy = null;
    this.completesAt = null;
  }

  private note(kind: Happening['kind'], by: By, at: Date, details: Record<string, unknown> = {}): void {
    this.happenings.push({ kind, by, at, details });
  }
}
