import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

export class Areas1760200000001 extends ForwardOnly {
  readonly name = 'Areas1760200000001';

  async up(db: QueryRunner): Promise<void> {
    // The four area tables hold idn-area-data unchanged (ODbL); what we derive for searching lies in tables of its own.
    await db.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
      CREATE SCHEMA region;

      CREATE TABLE region.province (
        code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[1-9][0-9]$'),
        name text NOT NULL
      );
      CREATE TABLE region.regency (
        code          text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[1-9][0-9][.][0-9]{2}$'),
        province_code text COLLATE "C" NOT NULL REFERENCES region.province,
        name          text NOT NULL,
        CHECK (starts_with(code, province_code || '.'))
      );
      CREATE TABLE region.district (
        code         text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[1-9][0-9]([.][0-9]{2}){2}$'),
        regency_code text COLLATE "C" NOT NULL REFERENCES region.regency,
        name         text NOT NULL,
        CHECK (starts_with(code, regency_code || '.'))
      );
      CREATE TABLE region.village (
        code          text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[1-9][0-9]([.][0-9]{2}){2}[.][123][0-9]{3}$'),
        district_code text COLLATE "C" NOT NULL REFERENCES region.district,
        name          text NOT NULL,
        CHECK (starts_with(code, district_code || '.'))
      );

      -- name_key: the name in bare lower-case words. search: the words of name (A), district (B), regency (C) and province (D).
      CREATE TABLE region.village_card (
        code     text COLLATE "C" PRIMARY KEY,
        name_key text COLLATE "C" NOT NULL,
        search   tsvector NOT NULL
      );
      CREATE INDEX village_card_search ON region.village_card USING gin (search);

      -- Every word of any area name, to find what a mistyped word meant.
      CREATE TABLE region.word (word text COLLATE "C" PRIMARY KEY);
      CREATE INDEX word_alike ON region.word USING gin (word gin_trgm_ops);
    `);
  }
}
