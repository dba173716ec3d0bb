import type { Id, Words } from '#libs/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LineRefused } from './order.errors.js';
import type { RefundPart } from './refund-parts.js';

/** One thing bought, frozen as it was agreed; only what came back of it changes. */
@Entity({ schema: 'orders', name: 'order_line' })
export class OrderLine {
  @PrimaryColumn({ type: 'text' }) id!: Id<'oln'>;
  @Column({ type: 'text' }) orderId!: Id<'ord'>;
  @Column({ type: 'int' }) position!: number;
  @Column({ type: 'text' }) variantId!: Id<'var'>;
  @Column({ type: 'jsonb' }) productName!: Words;
  @Column({ type: 'jsonb', nullable: true }) variantLabel!: Words | null;
  @Column({ type: 'text' }) sku!: string;
  @Column({ type: 'boolean' }) madeToOrder!: boolean;
  @Column({ type: 'int' }) quantity!: number;
  @Column({ type: 'bigint' }) unitAmount!: number;
  @Column({ type: 'bigint' }) totalAmount!: number;
  /** Pieces that the seller turned down. */
  @Column({ type: 'int' }) rejectedQuantity!: number;
  /** Pieces whose money was asked back, the rejected ones included. */
  @Column({ type: 'int' }) refundQuantity!: number;
  @Column({ type: 'bigint' }) refundAmount!: number;

  get leftQuantity(): number {
    return this.quantity - this.refundQuantity;
  }

  get leftAmount(): number {
    return this.totalAmount - this.refundAmount;
  }

  /** The part that pays for so many pieces, none when only their money is left; never more than what is left of the line's money. */
  partFor(quantity: number, pointer: string): RefundPart {
    const isMoneyOnly = quantity === 0 && this.leftQuantity === 0 && this.leftAmount > 0;
    if (!isMoneyOnly && (quantity < 1 || quantity > this.leftQuantity)) throw new LineRefused(pointer, this.leftQuantity);
    const amount = quantity === this.leftQuantity ? this.leftAmount : Math.min(this.unitAmount * quantity, this.leftAmount);
    return { lineId: this.id, quantity, amount };
  }

  giveBack(part: RefundPart): void {
    this.refundQuantity += part.quantity;
    this.refundAmount += part.amount;
  }

  /** The gateway refused for good: the money is still here. The pieces were given up and may be another's by now. */
  takeBack(part: RefundPart): void {
    this.refundAmount -= part.amount;
  }
}
