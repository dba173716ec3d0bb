import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** Orders and their lines as they were agreed; names, prices, weights and commission are copies that never change. */
export class Orders1760800000002 extends ForwardOnly {
  readonly name = 'Orders1760800000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE orders.orders (
        id                       text COLLATE "C" PRIMARY KEY CHECK (id ~ '^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        number                   text COLLATE "C" NOT NULL CONSTRAINT order_number UNIQUE CHECK (number ~ '^KD-[2-9A-HJKMNP-Z]{6}$'),
        checkout_id              text COLLATE "C" REFERENCES orders.checkout,
        shop_id                  text COLLATE "C" NOT NULL CHECK (shop_id ~ '^shp_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        shop_slug                text COLLATE "C" NOT NULL,
        shop_name                text NOT NULL,
        buyer_user_id            text COLLATE "C" CHECK (buyer_user_id ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        buyer_name               text NOT NULL,
        buyer_email              text NOT NULL,
        buyer_phone              text NOT NULL,
        buyer_locale             text NOT NULL CHECK (buyer_locale IN ('id', 'en')),
        address                  jsonb NOT NULL CHECK (jsonb_typeof(address) = 'object'),
        village_code             text COLLATE "C" NOT NULL REFERENCES region.village (code),
        fulfilment               text NOT NULL DEFAULT 'placed' CHECK (fulfilment IN
                                   ('placed', 'accepted', 'packed', 'shipped', 'delivered', 'completed', 'cancelled', 'rejected', 'expired', 'returned')),
        payment                  text NOT NULL DEFAULT 'awaiting' CHECK (payment IN ('awaiting', 'secured', 'paid', 'partly_refunded', 'refunded')),
        status                   text NOT NULL GENERATED ALWAYS AS (
                                   CASE WHEN fulfilment <> 'placed' THEN fulfilment WHEN payment = 'awaiting' THEN 'awaiting_payment' ELSE 'paid' END) STORED,
        items_amount             bigint NOT NULL CHECK (items_amount >= 0),
        discount_amount          bigint NOT NULL DEFAULT 0 CHECK (discount_amount >= 0),
        delivery_amount          bigint NOT NULL CHECK (delivery_amount >= 0),
        tax_amount               bigint NOT NULL DEFAULT 0 CHECK (tax_amount >= 0),
        total_amount             bigint NOT NULL,
        captured_amount          bigint NOT NULL DEFAULT 0,
        delivery_refund_amount   bigint NOT NULL DEFAULT 0,
        refunded_amount          bigint NOT NULL DEFAULT 0,
        currency                 char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        quote_id                 text COLLATE "C",
        courier                  text NOT NULL,
        courier_name             text NOT NULL,
        service                  text NOT NULL,
        service_name             text NOT NULL,
        days_min                 int NOT NULL,
        days_max                 int NOT NULL,
        placed_at                timestamptz NOT NULL,
        paid_at                  timestamptz,
        accept_by                timestamptz,
        accepted_at              timestamptz,
        packed_at                timestamptz,
        shipped_at               timestamptz,
        delivered_at             timestamptz,
        completes_at             timestamptz,
        closed_at                timestamptz,
        closed_reason            text,
        invoice_id               text COLLATE "C",
        CONSTRAINT order_total CHECK (total_amount = items_amount - discount_amount + delivery_amount + tax_amount),
        CONSTRAINT captured_nothing_or_all CHECK (captured_amount IN (0, total_amount)),
        CONSTRAINT refunded_within_captured CHECK (refunded_amount BETWEEN 0 AND captured_amount),
        CONSTRAINT delivery_refund_within_price CHECK (delivery_refund_amount BETWEEN 0 AND delivery_amount),
        CONSTRAINT goods_move_only_when_paid CHECK (payment <> 'awaiting' OR fulfilment IN ('placed', 'cancelled', 'expired'))
      );
      CREATE INDEX orders_of_checkout ON orders.orders (checkout_id);
      CREATE INDEX orders_of_shop ON orders.orders (shop_id, id DESC);
      CREATE INDEX orders_of_shop_by_status ON orders.orders (shop_id, status, id DESC);
      CREATE INDEX orders_of_buyer ON orders.orders (buyer_user_id, id DESC) WHERE buyer_user_id IS NOT NULL;
      CREATE INDEX orders_to_accept ON orders.orders (accept_by) WHERE status = 'paid';
      CREATE INDEX orders_on_the_way ON orders.orders (shipped_at) WHERE status = 'shipped';
      CREATE INDEX orders_to_complete ON orders.orders (completes_at) WHERE status = 'delivered';

      CREATE TABLE orders.order_line (
        id                      text COLLATE "C" PRIMARY KEY CHECK (id ~ '^oln_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        order_id                text COLLATE "C" NOT NULL REFERENCES orders.orders,
        position                int NOT NULL,
        variant_id              text COLLATE "C" NOT NULL CHECK (variant_id ~ '^var_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        product_id              text COLLATE "C" NOT NULL,
        product_slug            text COLLATE "C" NOT NULL,
        product_name            jsonb NOT NULL,
        variant_label           jsonb,
        sku                     text NOT NULL,
        photo_id                text COLLATE "C",
        category_path           text NOT NULL,
        sentra_id               text COLLATE "C",
        unit                    jsonb NOT NULL,
        weight_grams            int NOT NULL,
        made_to_order           boolean NOT NULL,
        lead_days               int NOT NULL,
        quantity                int NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
        unit_amount             bigint NOT NULL CHECK (unit_amount >= 0),
        total_amount            bigint NOT NULL,
        currency                char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        commission_basis_points int NOT NULL CHECK (commission_basis_points BETWEEN 0 AND 10000),
        commission_amount       bigint NOT NULL CHECK (commission_amount BETWEEN 0 AND total_amount),
        rejected_quantity       int NOT NULL DEFAULT 0 CHECK (rejected_quantity BETWEEN 0 AND quantity),
        refund_quantity         int NOT NULL DEFAULT 0 CHECK (refund_quantity BETWEEN 0 AND quantity),
        refund_amount           bigint NOT NULL DEFAULT 0 CHECK (refund_amount BETWEEN 0 AND total_amount),
        UNIQUE (order_id, variant_id),
        UNIQUE (order_id, position),
        CONSTRAINT line_total CHECK (total_amount = unit_amount * quantity)
      );

      CREATE TABLE orders.order_refund (
        id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^rfd_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        order_id   text COLLATE "C" NOT NULL REFERENCES orders.orders,
        amount     bigint NOT NULL CHECK (amount > 0),
        currency   char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        reason     text NOT NULL,
        parts      jsonb NOT NULL,
        state      text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'succeeded', 'failed')),
        asked_at   timestamptz NOT NULL,
        settled_at timestamptz
      );
      CREATE INDEX order_refund_of_order ON orders.order_refund (order_id);

      CREATE TABLE orders.order_event (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        order_id    text COLLATE "C" NOT NULL REFERENCES orders.orders,
        kind        text NOT NULL,
        by          text NOT NULL CHECK (by IN ('buyer', 'seller', 'admin', 'system', 'carrier')),
        by_user_id  text COLLATE "C",
        details     jsonb NOT NULL DEFAULT '{}',
        happened_at timestamptz NOT NULL
      );
      CREATE INDEX order_event_of_order ON orders.order_event (order_id, id);
      CREATE FUNCTION orders.order_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'order_event is append-only'; END $$;
      CREATE TRIGGER order_event_stays BEFORE UPDATE OR DELETE ON orders.order_event
        FOR EACH ROW EXECUTE FUNCTION orders.order_event_stays();
    `);
  }
}
