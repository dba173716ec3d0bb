import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

export class Tariffs1760500000001 extends ForwardOnly {
  readonly name = 'Tariffs1760500000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA shipping;

      -- kind: carrier (a waybill is needed), own (the seller brings it), pickup (the buyer comes).
      CREATE TABLE shipping.courier_service (
        courier             text COLLATE "C" NOT NULL CHECK (courier ~ '^[A-Z0-9]{2,12}$'),
        service             text COLLATE "C" NOT NULL CHECK (service ~ '^[A-Z0-9]{2,12}$'),
        courier_name        text NOT NULL,
        service_name        text NOT NULL,
        kind                text NOT NULL CHECK (kind IN ('carrier', 'own', 'pickup')),
        divisor             int NOT NULL CHECK (divisor > 0),
        minimum_grams       int NOT NULL CHECK (minimum_grams >= 0),
        round_up_from_grams int CHECK (round_up_from_grams BETWEEN 0 AND 999),
        round_up_inclusive  boolean NOT NULL,
        factor_basis_points int NOT NULL CHECK (factor_basis_points >= 0),
        later_days          int NOT NULL DEFAULT 0,
        at_most_days        int CHECK (at_most_days >= 0),
        zones               text[] NOT NULL CHECK (zones <@ ARRAY['same_district', 'same_regency', 'same_province', 'same_island_group', 'other_islands']),
        active              boolean NOT NULL DEFAULT true,
        source              text NOT NULL,
        PRIMARY KEY (courier, service)
      );

      -- The default base rate per kilogram by how far apart two villages are.
      CREATE TABLE shipping.zone_class (
        zone          text PRIMARY KEY,
        per_kg_amount bigint NOT NULL CHECK (per_kg_amount > 0),
        currency      char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        min_days      int NOT NULL CHECK (min_days >= 0),
        max_days      int NOT NULL,
        CHECK (max_days >= min_days)
      );

      -- Exceptions for pairs of areas, province or regency each, '' for any; the most exact pair counts.
      CREATE TABLE shipping.zone_rate (
        origin_area      text COLLATE "C" NOT NULL CHECK (origin_area ~ '^([1-9][0-9]([.][0-9]{2})?)?$'),
        destination_area text COLLATE "C" NOT NULL CHECK (destination_area ~ '^([1-9][0-9]([.][0-9]{2})?)?$'),
        per_kg_amount    bigint NOT NULL CHECK (per_kg_amount > 0),
        currency         char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        min_days         int NOT NULL CHECK (min_days >= 0),
        max_days         int NOT NULL,
        CHECK (max_days >= min_days),
        PRIMARY KEY (origin_area, destination_area)
      );
    `);
  }
}
