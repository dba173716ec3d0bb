import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

export class Papers1760400000001 extends ForwardOnly {
  readonly name = 'Papers1760400000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA paper;

      CREATE TABLE paper.counter (
        series text COLLATE "C" NOT NULL,
        year   int NOT NULL CHECK (year BETWEEN 2000 AND 9999),
        last   int NOT NULL CHECK (last > 0),
        PRIMARY KEY (series, year)
      );

      CREATE TABLE paper.document (
        id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^doc_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        kind       text NOT NULL CHECK (kind IN ('invoice', 'surat_jalan')),
        number     text COLLATE "C" NOT NULL UNIQUE,
        subject_id text COLLATE "C",
        payload    jsonb NOT NULL,
        issued_at  timestamptz NOT NULL
      );
      -- A thing has one invoice and one delivery note, however often they are asked for.
      CREATE UNIQUE INDEX document_subject ON paper.document (subject_id, kind) WHERE subject_id IS NOT NULL;

      CREATE FUNCTION paper.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
      CREATE TRIGGER document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON paper.document
        FOR EACH STATEMENT EXECUTE FUNCTION paper.refuse_change();
    `);
  }
}
