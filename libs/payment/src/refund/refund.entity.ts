import type { Id } from '#libs/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Money on its way back to the buyer; without an order it is the surplus of a payable paid twice. */
@Entity({ schema: 'payment', name: 'refund' })
export class Refund {
  @PrimaryColumn({ type: 'text' }) id!: Id<'rfd'>;
  @Column({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) chargeId!: Id<'chg'>;
  @Column({ type: 'text', nullable: true }) orderId!: Id<'ord'> | null;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'bigint' }) amount!: number;
  @Column({ type: 'char', length: 3 }) currency!: string;
  @Column({ type: 'text' }) state!: 'requested' | 'sent' | 'succeeded' | 'failed';
  @Column({ type: 'text', nullable: true }) gatewayRef!: string | null;
  /** Paid back from another place than where it was captured. */
  @Column({ type: 'text', nullable: true }) sentVia!: string | null;
  /** The refund that was refused for good before. */
  @Column({ type: 'text', nullable: true }) replaces!: Id<'rfd'> | null;
  @Column({ type: 'text', nullable: true }) failure!: string | null;
  @Column({ type: 'timestamptz' }) requestedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) settledAt!: Date | null;

  get isSettled(): boolean {
    return this.state === 'succeeded' || this.state === 'failed';
  }

  succeed(gatewayRef: string, now: Date): void {
    Object.assign(this, { state: 'succeeded', gatewayRef, settledAt: now });
  }

  fail(failure: string, now: Date): void {
    Object.assign(this, { state: 'failed', failure, settledAt: now });
  }
}
