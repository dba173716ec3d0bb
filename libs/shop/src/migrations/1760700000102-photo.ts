import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

export class Photo1760700000102 extends ForwardOnly {
  readonly name = 'Photo1760700000102';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE shop.photo (
        id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^pho_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        product_id   text COLLATE "C" NOT NULL REFERENCES shop.product,
        shop_id      text COLLATE "C" NOT NULL REFERENCES shop.shop,
        position     int NOT NULL CHECK (position >= 0),
        storage_key  text COLLATE "C" NOT NULL UNIQUE,
        content_type text NOT NULL CHECK (content_type IN ('image/webp', 'image/svg+xml')),
        width        int NOT NULL CHECK (width > 0),
        height       int NOT NULL CHECK (height > 0),
        byte_size    int NOT NULL CHECK (byte_size > 0),
        alt          jsonb CHECK (jsonb_typeof(alt -> 'id') = 'string'),
        created_at   timestamptz NOT NULL,
        UNIQUE (product_id, position) DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX photo_shop ON shop.photo (shop_id) INCLUDE (byte_size);
    `);
  }
}
