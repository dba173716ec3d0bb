import { businessDay, type Id } from '#libs/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ReceivedOnImpossible, TransferAmountDiffers, TransferChanged } from './transfer.errors.js';

export const TRANSFER_STATES = ['awaiting_proof', 'in_review', 'refused', 'confirmed'] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];

/** A transfer to our bank account that a buyer was asked for. What became of it is a person's word, given once. */
@Entity({ schema: 'payment', name: 'transfer' })
export class Transfer {
  @PrimaryColumn({ type: 'text' }) id!: Id<'trf'>;
  @Column({ type: 'text' }) chargeId!: Id<'chg'>;
  @Column({ type: 'text' }) reference!: string;
  @Column({ type: 'bigint' }) amount!: number;
  @Column({ type: 'text' }) bank!: string;
  @Column({ type: 'text' }) accountNumber!: string;
  @Column({ type: 'text' }) accountHolder!: string;
  @Column({ type: 'text' }) state!: TransferState;
  @Column({ type: 'timestamptz' }) since!: Date;
  @Column({ type: 'timestamptz' }) expiresAt!: Date;
  /** The day in Jakarta, `2026-11-22`. */
  @Column({ type: 'date', nullable: true }) receivedOn!: string | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;

  /** A proof has come. Another one while the first waits keeps its place in the queue. */
  proven(now: Date): void {
    if (this.state === 'confirmed') throw new TransferChanged(this.state);
    if (this.state !== 'in_review') this.become('in_review', now);
  }

  /** The money is on the account. `seen`: the state that the admin looked at, so that of two decisions at one moment one counts. */
  confirm(received: { amount: number; on: string }, seen: TransferState, now: Date): void {
    this.requireSeen(seen);
    if (received.on > businessDay(now) || received.on < businessDay(this.createdAt)) throw new ReceivedOnImpossible();
    if (received.amount !== this.amount) throw new TransferAmountDiffers(this.amount, received.amount);
    this.receivedOn = received.on;
    this.become('confirmed', now);
  }

  /** The proof shows no such payment; the buyer may hand in another. */
  refuse(now: Date): void {
    this.requireSeen('in_review');
    this.become('refused', now);
  }

  private requireSeen(seen: TransferState): void {
    if (this.state === 'confirmed' || this.state !== seen) throw new TransferChanged(this.state);
  }

  private become(state: TransferState, now: Date): void {
    this.state = state;
    this.since = now;
  }
}
