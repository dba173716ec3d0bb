import type { Id } from '#libs/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { isForward, type ChargeState } from './charge.status.js';
import type { Buyer } from './intents.js';
import { AlreadyPaid, PaymentClosed } from './payment.errors.js';

/** What the gateway says about a charge. */
export interface Outcome {
  status: 'pending' | 'captured' | 'failed' | 'expired';
  gatewayRef: string | null;
  /** Our key as the gateway knows it, where it was read from the gateway. */
  key?: string | null;
  amount: number;
  currency: string;
}

/** What an outcome changed: nothing, the state only, or where the captured money belongs. */
export type Effect = 'none' | 'pending' | 'failed' | 'expired' | 'paid' | 'paid_late' | 'surplus';

/** An attempt at paying the whole payable at one gateway. */
@Entity({ schema: 'payment', name: 'charge' })
export class Charge {
  @PrimaryColumn({ type: 'text' }) id!: Id<'chg'>;
  @Column({ type: 'text' }) payableId!: Id<'pbl'>;
  @Column({ type: 'text' }) gateway!: string;
  @Column({ type: 'text' }) method!: string;
  @Column({ type: 'text' }) idempotencyKey!: string;
  @Column({ type: 'text', nullable: true }) gatewayRef!: string | null;
  @Column({ type: 'text', nullable: true }) actionUrl!: string | null;
  @Column({ type: 'text' }) state!: ChargeState;
  @Column({ type: 'bigint' }) amount!: number;
  @Column({ type: 'char', length: 3 }) currency!: string;
  @Column({ type: 'bigint' }) capturedAmount!: number;
  @Column({ type: 'bigint' }) refundedAmount!: number;
  @Column({ type: 'boolean' }) isSurplus!: boolean;
  @Column({ type: 'text', nullable: true }) flag!: string | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) polledAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) settledAt!: Date | null;

  /** Why this outcome must not be settled; null when it may. */
  disagreement(outcome: Outcome): string | null {
    if (outcome.currency !== this.currency) return `currency_mismatch: ${outcome.currency} instead of ${this.currency}`;
    if (outcome.amount !== this.amount) return `amount_mismatch: ${outcome.amount} instead of ${this.amount}`;
    if (outcome.gatewayRef && this.gatewayRef && outcome.gatewayRef !== this.gatewayRef) return `reference_mismatch: ${outcome.gatewayRef} instead of ${this.gatewayRef}`;
    if (outcome.key !== undefined && outcome.key !== this.idempotencyKey) return `key_mismatch: ${outcome.key ?? 'none'}`;
    return null;
  }

  /** Climbs to the state; false when it is there already or above. */
  climb(to: ChargeState, now: Date): boolean {
    if (!isForward(this.state, to)) return false;
    this.state = to;
    if (to !== 'pending') this.settledAt = now;
    return true;
  }
}

/** What is to be paid for one subject, all orders of it at once. */
@Entity({ schema: 'payment', name: 'payable' })
export class Payable {
  @PrimaryColumn({ type: 'text' }) id!: Id<'pbl'>;
  @Column({ type: 'text' }) subjectId!: string;
  @Column({ type: 'text' }) reference!: string;
  @Column({ type: 'bigint' }) amount!: number;
  @Column({ type: 'char', length: 3 }) currency!: string;
  @Column({ type: 'jsonb', nullable: true }) buyer!: Buyer | null;
  @Column({ type: 'text' }) returnPath!: string;
  @Column({ type: 'timestamptz' }) dueAt!: Date;
  @Column({ type: 'text' }) state!: 'open' | 'paid' | 'closed';
  @Column({ type: 'text', nullable: true }) closeReason!: 'expired' | 'cancelled' | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) paidAt!: Date | null;

  requireOpen(now: Date): void {
    if (this.state === 'paid') throw new AlreadyPaid();
    if (this.state === 'closed' || this.dueAt <= now) throw new PaymentClosed();
  }

  /** Gives the buyer until then; false when that is no longer than promised before. */
  lengthen(until: Date): boolean {
    if (until <= this.dueAt) return false;
    this.dueAt = until;
    return true;
  }

  /** False when it is paid: then there is nothing to close. */
  close(reason: 'expired' | 'cancelled', now: Date): boolean {
    if (this.state === 'paid') return false;
    if (this.state === 'closed') return true;
    Object.assign(this, { state: 'closed', closeReason: reason, closedAt: now, buyer: null });
    return true;
  }

  /** Takes in what became of one of its charges; the outcome agrees with the charge. */
  hear(charge: Charge, outcome: Outcome, now: Date): Effect {
    charge.gatewayRef ??= outcome.gatewayRef;
    if (!charge.climb(outcome.status, now)) return 'none';
    if (outcome.status !== 'captured') return outcome.status;
    charge.capturedAmount = charge.amount;
    if (this.state === 'paid') {
      charge.isSurplus = true;
      return 'surplus';
    }
    const effect = this.state === 'closed' ? 'paid_late' : 'paid';
    Object.assign(this, { state: 'paid', paidAt: now, buyer: null });
    return effect;
  }
}
