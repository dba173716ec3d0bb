import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** SHA-256 of the client's Idempotency-Key: a retry after a crash finds what the first try had committed. */
export class AttemptKeys1760800000003 extends ForwardOnly {
  readonly name = 'AttemptKeys1760800000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE orders.checkout ADD COLUMN attempt_key bytea CHECK (length(attempt_key) = 32);
      ALTER TABLE orders.order_refund ADD COLUMN attempt_key bytea CHECK (length(attempt_key) = 32);
      CREATE UNIQUE INDEX order_refund_attempt ON orders.order_refund (order_id, attempt_key);
    `);
  }
}
