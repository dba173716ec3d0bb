import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

export class Notice1760300000001 extends ForwardOnly {
  readonly name = 'Notice1760300000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA notice;

      CREATE TABLE notice.note (
        id           text COLLATE "C" PRIMARY KEY CHECK (id ~ '^ntc_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        key          text COLLATE "C" NOT NULL UNIQUE,
        kind         text COLLATE "C" NOT NULL,
        -- Exactly one addressee: a person, a shop, or somebody without an account.
        user_id      text COLLATE "C",
        shop_id      text COLLATE "C",
        email        text,
        name         text,
        locale       text CHECK (locale IN ('id', 'en')),
        phone        text,
        subject_id   text NOT NULL,
        subject_en   text,
        body_id      text NOT NULL,
        body_en      text,
        path         text CHECK (path LIKE '/%' AND path NOT LIKE '//%'),
        created_at   timestamptz NOT NULL,
        read_at      timestamptz,
        CHECK (num_nonnulls(user_id, shop_id, email) = 1),
        CHECK ((email IS NULL) = (locale IS NULL))
      );
      CREATE INDEX note_of_person ON notice.note (user_id, id DESC) WHERE user_id IS NOT NULL;
      CREATE INDEX note_of_shop ON notice.note (shop_id, id DESC) WHERE shop_id IS NOT NULL;
      CREATE INDEX note_unread_person ON notice.note (user_id) WHERE read_at IS NULL;
      CREATE INDEX note_unread_shop ON notice.note (shop_id) WHERE read_at IS NULL;

      -- One row per mail that has left, so that a repeated delivery sends only what is missing.
      CREATE TABLE notice.mailing (
        note_id text COLLATE "C" NOT NULL REFERENCES notice.note ON DELETE CASCADE,
        email   text NOT NULL,
        sent_at timestamptz NOT NULL,
        PRIMARY KEY (note_id, email)
      );
    `);
  }
}
