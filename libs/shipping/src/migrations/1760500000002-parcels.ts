import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

export class Parcels1760500000002 extends ForwardOnly {
  readonly name = 'Parcels1760500000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE shipping.quote (
        id                       text COLLATE "C" PRIMARY KEY CHECK (id ~ '^qot_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        shop_id                  text COLLATE "C" NOT NULL,
        fingerprint              text COLLATE "C" NOT NULL,
        origin_village_code      text COLLATE "C" NOT NULL REFERENCES region.village,
        destination_village_code text COLLATE "C" NOT NULL REFERENCES region.village,
        courier                  text COLLATE "C" NOT NULL,
        courier_name             text NOT NULL,
        service                  text COLLATE "C" NOT NULL,
        service_name             text NOT NULL,
        chargeable_grams         bigint NOT NULL CHECK (chargeable_grams >= 0),
        price_amount             bigint NOT NULL CHECK (price_amount >= 0),
        currency                 char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        min_days                 int NOT NULL,
        max_days                 int NOT NULL,
        expires_at               timestamptz NOT NULL
      );
      CREATE INDEX quote_expiry ON shipping.quote (expires_at);

      CREATE TABLE shipping.parcel (
        id            text COLLATE "C" PRIMARY KEY CHECK (id ~ '^pcl_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        order_id      text COLLATE "C" NOT NULL CHECK (starts_with(order_id, 'ord_')),
        shop_id       text COLLATE "C" NOT NULL,
        courier       text COLLATE "C" NOT NULL,
        courier_name  text NOT NULL,
        service       text COLLATE "C" NOT NULL,
        service_name  text NOT NULL,
        waybill       text COLLATE "C",
        status        text NOT NULL CHECK (status IN ('draft', 'booked', 'awaiting_pickup', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered',
                        'on_hold', 'returning', 'returned', 'rejected', 'lost', 'disposed', 'cancelled', 'no_courier')),
        dispatched_at timestamptz NOT NULL,
        delivered_at  timestamptz,
        delivered_by  text CHECK (delivered_by IN ('seller', 'buyer', 'carrier')),
        FOREIGN KEY (courier, service) REFERENCES shipping.courier_service,
        CHECK ((status = 'delivered') = (delivered_at IS NOT NULL)),
        CHECK ((delivered_at IS NULL) = (delivered_by IS NULL))
      );
      CREATE UNIQUE INDEX parcel_waybill ON shipping.parcel (order_id, courier, waybill);
      CREATE INDEX parcel_order ON shipping.parcel (order_id);

      CREATE TABLE shipping.tracking_event (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        parcel_id   text COLLATE "C" NOT NULL REFERENCES shipping.parcel,
        status      text NOT NULL,
        note        text,
        happened_at timestamptz NOT NULL
      );
      CREATE INDEX tracking_event_parcel ON shipping.tracking_event (parcel_id);

      CREATE FUNCTION shipping.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
      CREATE TRIGGER tracking_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON shipping.tracking_event
        FOR EACH STATEMENT EXECUTE FUNCTION shipping.refuse_change();
    `);
  }
}
