import { Injectable } from '@nestjs/common';
import { Database, pastId } from '#libs/platform';
import type { PaymentIntent } from '../intents.js';
import { PAST_PAYMENTS } from './bulk-payments.sql.js';

/** Something paid for, or not, long ago. */
export interface PastPayment {
  intent: Pick<PaymentIntent, 'subjectId' | 'reference' | 'amount' | 'returnPath' | 'dueAt' | 'shares'>;
  placedAt: Date;
  /** Null when nobody paid in time. */
  paidAt: Date | null;
  /** When the sellers' money became theirs; null while it is pending. */
  releasedAt: Date | null;
}

/**
 * Past money, for load. The gateway is `archive`: none that is set up, so no list exists that could be compared with our books (I4), nothing is asked of it,
 * and such a charge cannot be refunded. All other rules hold for its rows as for any.
 */
@Injectable()
export class BulkPayments {
  constructor(private readonly db: Database) {}

  /** In the caller's transaction, one statement: payables, their one charge, shares, lines, and the postings of capture and release. */
  async record(payments: readonly PastPayment[]): Promise<void> {
    const sales = payments.map((payment) => ({ ...payment, payableId: pastId('pbl', payment.placedAt), chargeId: pastId('chg', payment.placedAt) }));
    const shares = sales.flatMap((sale) => sale.intent.shares.map((share) => ({ ...share, chargeId: sale.chargeId, releasedAt: sale.releasedAt })));
    const lines = shares.flatMap((share) => share.lines.map((line) => ({ ...line, orderId: share.orderId })));
    await this.db.query(PAST_PAYMENTS, [
      sales.map((s) => s.payableId), sales.map((s) => s.intent.subjectId), sales.map((s) => s.intent.reference), sales.map((s) => s.intent.amount),
      sales.map((s) => s.intent.returnPath), sales.map((s) => s.intent.dueAt), sales.map((s) => s.chargeId), sales.map((s) => s.placedAt), sales.map((s) => s.paidAt),
      shares.map((s) => s.orderId), shares.map((s) => s.chargeId), shares.map((s) => s.payeeId), shares.map((s) => s.amount), shares.map((s) => s.shippingAmount),
      shares.map((s) => s.lines.reduce((sum, line) => sum + line.commissionAmount, 0)), shares.map((s) => s.releasedAt),
      lines.map((l) => l.lineId), lines.map((l) => l.orderId), lines.map((l) => l.amount), lines.map((l) => l.commissionAmount),
    ]);
  }
}
