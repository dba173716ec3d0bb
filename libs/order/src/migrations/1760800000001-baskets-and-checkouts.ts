import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** Amounts are whole rupiah. Secrets of guests are kept as SHA-256 only; the three keys of a checkout are keyed hashes. */
export class BasketsAndCheckouts1760800000001 extends ForwardOnly {
  readonly name = 'BasketsAndCheckouts1760800000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA orders;

      CREATE TABLE orders.basket (
        id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^bkt_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        user_id    text COLLATE "C" CHECK (user_id ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        token_hash bytea UNIQUE CHECK (length(token_hash) = 32),
        state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'checked_out', 'merged')),
        created_at timestamptz NOT NULL,
        touched_at timestamptz NOT NULL,
        CONSTRAINT basket_of_a_guest_or_a_person CHECK ((user_id IS NULL) <> (token_hash IS NULL))
      );
      CREATE INDEX basket_of_person ON orders.basket (user_id, touched_at DESC) WHERE state = 'open' AND user_id IS NOT NULL;
      CREATE INDEX basket_forgotten ON orders.basket (touched_at) WHERE state <> 'checked_out';

      CREATE TABLE orders.basket_item (
        basket_id  text COLLATE "C" NOT NULL REFERENCES orders.basket ON DELETE CASCADE,
        variant_id text COLLATE "C" NOT NULL CHECK (variant_id ~ '^var_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        quantity   int NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
        position   bigint GENERATED ALWAYS AS IDENTITY,
        PRIMARY KEY (basket_id, variant_id)
      );

      CREATE TABLE orders.checkout (
        id              text COLLATE "C" PRIMARY KEY CHECK (id ~ '^cko_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        number          text COLLATE "C" NOT NULL CONSTRAINT checkout_number UNIQUE CHECK (number ~ '^KD-[2-9A-HJKMNP-Z]{6}$'),
        basket_id       text COLLATE "C" NOT NULL CONSTRAINT checkout_basket UNIQUE REFERENCES orders.basket,
        user_id         text COLLATE "C" CHECK (user_id ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        token_hash      bytea UNIQUE CHECK (length(token_hash) = 32),
        contact_name    text NOT NULL,
        contact_email   text NOT NULL,
        contact_phone   text NOT NULL,
        locale          text NOT NULL CHECK (locale IN ('id', 'en')),
        address         jsonb NOT NULL CHECK (jsonb_typeof(address) = 'object'),
        village_code    text COLLATE "C" NOT NULL REFERENCES region.village (code),
        items_amount    bigint NOT NULL CHECK (items_amount >= 0),
        delivery_amount bigint NOT NULL CHECK (delivery_amount >= 0),
        total_amount    bigint NOT NULL,
        currency        char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        state           text NOT NULL DEFAULT 'awaiting_payment' CHECK (state IN ('awaiting_payment', 'paid', 'expired', 'cancelled')),
        person_key      bytea NOT NULL,
        address_key     bytea NOT NULL,
        network_key     bytea,
        placed_at       timestamptz NOT NULL,
        expires_at      timestamptz NOT NULL,
        CONSTRAINT checkout_of_a_guest_or_a_person CHECK ((user_id IS NULL) <> (token_hash IS NULL)),
        CONSTRAINT checkout_total CHECK (total_amount = items_amount + delivery_amount)
      );
      CREATE INDEX checkout_of_person ON orders.checkout (user_id, id DESC) WHERE user_id IS NOT NULL;
      CREATE INDEX checkout_to_expire ON orders.checkout (expires_at) WHERE state = 'awaiting_payment';
      CREATE INDEX checkout_unpaid_person ON orders.checkout (person_key) WHERE state = 'awaiting_payment';
      CREATE INDEX checkout_unpaid_address ON orders.checkout (address_key) WHERE state = 'awaiting_payment';
      CREATE INDEX checkout_unpaid_network ON orders.checkout (network_key) WHERE state = 'awaiting_payment';
    `);
  }
}
