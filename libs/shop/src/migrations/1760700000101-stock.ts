import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** Quantities count the variant's smallest sellable step. A shop's default location and a variant's default lot carry the id's own suffix. */
export class Stock1760700000101 extends ForwardOnly {
  readonly name = 'Stock1760700000101';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE shop.product ADD COLUMN IF NOT EXISTS stop_selling_days int NOT NULL DEFAULT 0 CHECK (stop_selling_days BETWEEN 0 AND 365);

      CREATE FUNCTION shop.default_location(shop_id text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN 'loc_' || substr(shop_id, 5);
      CREATE FUNCTION shop.default_lot(variant_id text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN 'lot_' || substr(variant_id, 5);

      CREATE TABLE shop.stock_location (
        id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^loc_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        shop_id    text COLLATE "C" NOT NULL REFERENCES shop.shop,
        name       text NOT NULL CHECK (name <> ''),
        sellable   boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX stock_location_shop ON shop.stock_location (shop_id);

      CREATE TABLE shop.lot (
        id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^lot_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        variant_id text COLLATE "C" NOT NULL REFERENCES shop.variant,
        expires_on date,
        note       text,
        created_at timestamptz NOT NULL,
        UNIQUE (variant_id, id),
        CHECK (expires_on IS NULL OR id <> shop.default_lot(variant_id))
      );

      CREATE TABLE shop.stock_level (
        variant_id  text COLLATE "C" NOT NULL REFERENCES shop.variant,
        location_id text COLLATE "C" NOT NULL REFERENCES shop.stock_location,
        lot_id      text COLLATE "C" NOT NULL,
        on_hand     int NOT NULL DEFAULT 0,
        reserved    int NOT NULL DEFAULT 0,
        PRIMARY KEY (variant_id, location_id, lot_id),
        FOREIGN KEY (variant_id, lot_id) REFERENCES shop.lot (variant_id, id),
        CHECK (on_hand >= reserved AND reserved >= 0)
      ) WITH (fillfactor = 70);

      CREATE TABLE shop.stock_movement (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        variant_id  text COLLATE "C" NOT NULL,
        location_id text COLLATE "C" NOT NULL,
        lot_id      text COLLATE "C" NOT NULL,
        kind        text NOT NULL CHECK (kind IN ('counted', 'received', 'sold', 'returned')),
        quantity    int NOT NULL CHECK (quantity <> 0),
        reason      text,
        holder      text COLLATE "C",
        actor_id    text COLLATE "C",
        moved_at    timestamptz NOT NULL,
        FOREIGN KEY (variant_id, location_id, lot_id) REFERENCES shop.stock_level
      );
      CREATE INDEX stock_movement_level ON shop.stock_movement (variant_id, id);
      CREATE FUNCTION shop.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON shop.stock_movement
        FOR EACH STATEMENT EXECUTE FUNCTION shop.refuse_rewriting();

      CREATE TABLE shop.reservation (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        holder      text COLLATE "C" NOT NULL,
        variant_id  text COLLATE "C" NOT NULL,
        location_id text COLLATE "C" NOT NULL,
        lot_id      text COLLATE "C" NOT NULL,
        quantity    int NOT NULL CHECK (quantity > 0),
        put_back    int NOT NULL DEFAULT 0 CHECK (put_back BETWEEN 0 AND quantity),
        state       text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'claimed', 'released', 'fulfilled')),
        expires_at  timestamptz,
        created_at  timestamptz NOT NULL,
        settled_at  timestamptz,
        FOREIGN KEY (variant_id, location_id, lot_id) REFERENCES shop.stock_level,
        CHECK (state <> 'held' OR expires_at IS NOT NULL),
        CHECK (state <> 'claimed' OR expires_at IS NULL),
        CHECK (put_back = 0 OR state = 'fulfilled'),
        CHECK ((settled_at IS NULL) = (state IN ('held', 'claimed')))
      ) WITH (fillfactor = 80);
      CREATE INDEX reservation_holder ON shop.reservation (holder);
      CREATE INDEX reservation_live ON shop.reservation (variant_id, location_id, lot_id) WHERE state IN ('held', 'claimed');
      CREATE INDEX reservation_lapsing ON shop.reservation (expires_at) WHERE state = 'held';

      CREATE TABLE shop.stock_cause (
        holder     text COLLATE "C" NOT NULL,
        variant_id text COLLATE "C" NOT NULL,
        cause      text COLLATE "C" NOT NULL,
        PRIMARY KEY (holder, variant_id, cause)
      );

      -- What may be sold: compare \`today < sold_before\`, where today is the business day in Jakarta.
      CREATE VIEW shop.shelf AS
        SELECT level.variant_id, level.location_id, level.lot_id, level.on_hand - level.reserved AS free,
               coalesce(lot.expires_on - product.stop_selling_days, 'infinity'::date) AS sold_before
        FROM shop.stock_level level
        JOIN shop.stock_location place ON place.id = level.location_id AND place.sellable
        JOIN shop.lot ON lot.id = level.lot_id
        JOIN shop.variant ON variant.id = level.variant_id
        JOIN shop.product ON product.id = variant.product_id
        WHERE level.on_hand > level.reserved;
    `);
  }
}
