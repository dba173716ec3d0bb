import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** Which charge was begun under which SHA-256 of an Idempotency-Key: a retry after a crash goes on with it instead of beginning another. */
export class PaymentAttempts1760800000004 extends ForwardOnly {
  readonly name = 'PaymentAttempts1760800000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE orders.payment_attempt (
        checkout_id text COLLATE "C" NOT NULL REFERENCES orders.checkout,
        attempt_key bytea NOT NULL CHECK (length(attempt_key) = 32),
        charge_id   text COLLATE "C" NOT NULL CHECK (charge_id ~ '^chg_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        PRIMARY KEY (checkout_id, attempt_key)
      );
    `);
  }
}
