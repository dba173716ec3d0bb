import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

/** The first five tables are what better-auth's compileMigrations() prints for our options, with CHECKs added. */
export class Identity1760100000001 extends ForwardOnly {
  readonly name = 'Identity1760100000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA identity;

      CREATE TABLE identity.person (
        id                    text COLLATE "C" PRIMARY KEY CHECK (id ~ '^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
        name                  text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        email                 text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
        email_verified        boolean NOT NULL,
        image                 text,
        phone_number          text UNIQUE CHECK (phone_number ~ '^\\+[1-9][0-9]{7,14}$'),
        phone_number_verified boolean,
        two_factor_enabled    boolean,
        locale                text NOT NULL DEFAULT 'id' CHECK (locale IN ('id', 'en')),
        created_at            timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
        updated_at            timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
      );

      CREATE TABLE identity.session (
        id         text COLLATE "C" PRIMARY KEY,
        token      text COLLATE "C" NOT NULL UNIQUE,
        user_id    text COLLATE "C" NOT NULL REFERENCES identity.person ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        ip_address text,
        user_agent text,
        created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX session_of_person ON identity.session (user_id);
      CREATE INDEX session_expiry ON identity.session (expires_at);

      CREATE TABLE identity.account (
        id                       text COLLATE "C" PRIMARY KEY,
        account_id               text COLLATE "C" NOT NULL,
        provider_id              text COLLATE "C" NOT NULL,
        user_id                  text COLLATE "C" NOT NULL REFERENCES identity.person ON DELETE CASCADE,
        access_token             text,
        refresh_token            text,
        id_token                 text,
        access_token_expires_at  timestamptz,
        refresh_token_expires_at timestamptz,
        scope                    text,
        password                 text CHECK (password LIKE '$argon2id$%'),
        created_at               timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
        updated_at               timestamptz NOT NULL,
        UNIQUE (provider_id, account_id)
      );
      CREATE INDEX account_of_person ON identity.account (user_id);

      CREATE TABLE identity.verification (
        id         text COLLATE "C" PRIMARY KEY,
        identifier text COLLATE "C" NOT NULL,
        value      text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
        updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
      );
      CREATE INDEX verification_identifier ON identity.verification (identifier);
      CREATE INDEX verification_expiry ON identity.verification (expires_at);

      CREATE TABLE identity.two_factor (
        id                        text COLLATE "C" PRIMARY KEY,
        secret                    text NOT NULL,
        backup_codes              text NOT NULL,
        user_id                   text COLLATE "C" NOT NULL REFERENCES identity.person ON DELETE CASCADE,
        verified                  boolean,
        failed_verification_count integer,
        locked_until              timestamptz
      );
      CREATE INDEX two_factor_of_person ON identity.two_factor (user_id);

      -- The thing is of another lib: no foreign key.
      CREATE TABLE identity.membership (
        user_id    text COLLATE "C" NOT NULL REFERENCES identity.person ON DELETE CASCADE,
        kind       text COLLATE "C" NOT NULL CHECK (kind IN ('shop', 'company', 'area')),
        id         text COLLATE "C" NOT NULL,
        role       text COLLATE "C" NOT NULL,
        granted_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, kind, id),
        CHECK (kind <> 'shop' OR (id ~ '^shp_[0-7][0-9a-hjkmnp-tv-z]{25}$' AND role IN ('owner', 'staff')))
      );
      CREATE INDEX membership_thing ON identity.membership (kind, id);

      CREATE TABLE identity.role (
        user_id    text COLLATE "C" NOT NULL REFERENCES identity.person ON DELETE CASCADE,
        role       text COLLATE "C" NOT NULL CHECK (role IN ('admin')),
        granted_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, role)
      );
    `);
  }
}
