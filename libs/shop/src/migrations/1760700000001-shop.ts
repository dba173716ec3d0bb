import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/** Words (`{ id, en? }`) are jsonb columns; prices are whole rupiah per sellable step. */
export class Shop1760700000001 extends ForwardOnly {
  readonly name = 'Shop1760700000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA shop;
      CREATE TABLE shop.shop (
        id            text COLLATE "C" PRIMARY KEY CHECK (id ~ '^shp_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        slug          text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name          text NOT NULL CHECK (name <> ''),
        state         text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'in_review', 'active', 'suspended')),
        state_reason  text,
        village_code  text COLLATE "C" NOT NULL REFERENCES region.village (code),
        address_line  text NOT NULL DEFAULT '',
        postal_code   text CHECK (postal_code ~ '^[0-9]{5}$'),
        story         jsonb CHECK (jsonb_typeof(story -> 'id') = 'string'),
        contact_phone text CHECK (contact_phone ~ '^\\+[1-9][0-9]{7,14}$'),
        contact_email text,
        colour        text CHECK (colour ~ '^#[0-9a-f]{6}$'),
        nib           text CHECK (nib ~ '^[0-9]{13}$'),
        holiday_from  date,
        holiday_until date,
        submitted_at  timestamptz,
        approved_at   timestamptz,
        created_at    timestamptz NOT NULL,
        updated_at    timestamptz NOT NULL,
        CHECK ((holiday_from IS NULL) = (holiday_until IS NULL) AND holiday_from <= holiday_until)
      );
      CREATE INDEX shop_village ON shop.shop (village_code);
      CREATE INDEX shop_in_review ON shop.shop (submitted_at, id) WHERE state = 'in_review';

      CREATE TABLE shop.sentra (
        id                  text COLLATE "C" PRIMARY KEY CHECK (id ~ '^sen_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        slug                text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name                text NOT NULL CHECK (name <> ''),
        type                text NOT NULL CHECK (type IN ('sentra', 'cluster', 'kampung')),
        commodity           jsonb NOT NULL CHECK (jsonb_typeof(commodity -> 'id') = 'string'),
        story               jsonb CHECK (jsonb_typeof(story -> 'id') = 'string'),
        inaugurated_on      date,
        cooperative_shop_id text COLLATE "C" REFERENCES shop.shop,
        created_at          timestamptz NOT NULL,
        updated_at          timestamptz NOT NULL
      );
      CREATE TABLE shop.sentra_village (
        sentra_id    text COLLATE "C" NOT NULL REFERENCES shop.sentra,
        village_code text COLLATE "C" NOT NULL REFERENCES region.village (code),
        PRIMARY KEY (sentra_id, village_code)
      );
      CREATE INDEX sentra_village_code ON shop.sentra_village (village_code);
      CREATE TABLE shop.sentra_member (
        shop_id   text COLLATE "C" PRIMARY KEY REFERENCES shop.shop,
        sentra_id text COLLATE "C" NOT NULL REFERENCES shop.sentra,
        joined_at timestamptz NOT NULL
      );
      CREATE INDEX sentra_member_sentra ON shop.sentra_member (sentra_id, shop_id);

      CREATE TABLE shop.product (
        id                text COLLATE "C" PRIMARY KEY CHECK (id ~ '^prd_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        shop_id           text COLLATE "C" NOT NULL REFERENCES shop.shop,
        slug              text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name              jsonb NOT NULL CHECK (jsonb_typeof(name -> 'id') = 'string'),
        description       jsonb CHECK (jsonb_typeof(description -> 'id') = 'string'),
        category          text COLLATE "C" NOT NULL CHECK (category ~ '^[a-z]+(-[a-z]+)*(/[a-z]+(-[a-z]+)*)*$'),
        attributes        jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
        non_halal         boolean NOT NULL DEFAULT false,
        made_to_order     boolean NOT NULL DEFAULT false,
        lead_days         int NOT NULL DEFAULT 0 CHECK (lead_days BETWEEN 0 AND 365),
        state             text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'in_review', 'active', 'paused', 'archived')),
        state_reason      text,
        paused_by         text CHECK (paused_by IN ('seller', 'gate')),
        approved_category text COLLATE "C",
        submitted_at      timestamptz,
        published_at      timestamptz,
        created_at        timestamptz NOT NULL,
        updated_at        timestamptz NOT NULL,
        CHECK (made_to_order = (lead_days > 0)),
        CHECK ((state = 'paused') = (paused_by IS NOT NULL))
      );
      CREATE INDEX product_shop ON shop.product (shop_id, id);
      CREATE INDEX product_in_review ON shop.product (submitted_at, id) WHERE state = 'in_review';
      CREATE INDEX product_category ON shop.product (category) WHERE state = 'active';

      CREATE TABLE shop.variant (
        id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^var_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        product_id   text COLLATE "C" NOT NULL REFERENCES shop.product,
        shop_id      text COLLATE "C" NOT NULL REFERENCES shop.shop,
        sku          text COLLATE "C" NOT NULL CHECK (sku <> ''),
        position     int NOT NULL DEFAULT 0,
        options      jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(options) = 'array'),
        price        bigint NOT NULL CHECK (price BETWEEN 1 AND 1000000000),
        currency     char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        unit_code    text NOT NULL DEFAULT 'PCS' CHECK (unit_code IN ('PCS', 'LEMBAR', 'METER', 'SET', 'PASANG')),
        unit_step    numeric(3, 2) NOT NULL DEFAULT 1 CHECK (unit_step = 1 OR (unit_code = 'METER' AND unit_step = 0.5)),
        packs        jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(packs) = 'array'),
        weight_grams int NOT NULL CHECK (weight_grams BETWEEN 1 AND 500000),
        length_mm    int NOT NULL CHECK (length_mm BETWEEN 1 AND 10000),
        width_mm     int NOT NULL CHECK (width_mm BETWEEN 1 AND 10000),
        height_mm    int NOT NULL CHECK (height_mm BETWEEN 1 AND 10000),
        nestable     boolean NOT NULL DEFAULT false,
        state        text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')),
        created_at   timestamptz NOT NULL,
        updated_at   timestamptz NOT NULL,
        UNIQUE (shop_id, sku)
      );
      CREATE INDEX variant_product ON shop.variant (product_id, position);

      CREATE TABLE shop.price_tier (
        variant_id   text COLLATE "C" NOT NULL REFERENCES shop.variant,
        audience     text NOT NULL CHECK (audience IN ('retail', 'reseller')),
        min_quantity int NOT NULL CHECK (min_quantity BETWEEN 1 AND 1000000),
        unit_price   bigint NOT NULL CHECK (unit_price > 0),
        currency     char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        PRIMARY KEY (variant_id, audience, min_quantity)
      );

      CREATE TABLE shop.certificate (
        id          text COLLATE "C" PRIMARY KEY CHECK (id ~ '^crt_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        shop_id     text COLLATE "C" NOT NULL REFERENCES shop.shop,
        kind        text NOT NULL,
        number      text NOT NULL,
        holder_name text NOT NULL,
        issuer      text,
        issued_on   date,
        expires_on  date,
        scope       text NOT NULL DEFAULT 'shop' CHECK (scope IN ('shop', 'products')),
        state       text NOT NULL DEFAULT 'unverified' CHECK (state IN ('unverified', 'verified', 'rejected', 'expired')),
        state_reason text,
        decided_by  text COLLATE "C",
        decided_at  timestamptz,
        created_at  timestamptz NOT NULL,
        updated_at  timestamptz NOT NULL
      );
      -- A renewal keeps its number and brings another day of expiry.
      CREATE UNIQUE INDEX certificate_once ON shop.certificate (shop_id, kind, number, coalesce(expires_on, 'infinity'));
      CREATE INDEX certificate_expiry ON shop.certificate (expires_on) WHERE state = 'verified';
      CREATE INDEX certificate_unverified ON shop.certificate (created_at, id) WHERE state = 'unverified';
      CREATE TABLE shop.certificate_product (
        certificate_id text COLLATE "C" NOT NULL REFERENCES shop.certificate,
        product_id     text COLLATE "C" NOT NULL REFERENCES shop.product,
        PRIMARY KEY (certificate_id, product_id)
      );
      CREATE TABLE shop.certificate_file (
        certificate_id text COLLATE "C" NOT NULL REFERENCES shop.certificate,
        storage_key    text COLLATE "C" NOT NULL UNIQUE,
        content_type   text NOT NULL,
        byte_size      int NOT NULL,
        added_at       timestamptz NOT NULL,
        PRIMARY KEY (certificate_id, storage_key)
      );
    `);
  }
}
