import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '../database/forward-only.js';

export class PlatformRecords1760000000002 extends ForwardOnly {
  readonly name = 'PlatformRecords1760000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE platform.idempotency (
        scope       text COLLATE "C" NOT NULL,
        route       text COLLATE "C" NOT NULL,
        key         text COLLATE "C" NOT NULL,
        body_hash   text COLLATE "C" NOT NULL,
        state       text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done')),
        claim       uuid NOT NULL,
        lease_until timestamptz NOT NULL,
        status      int,
        body        text,
        created_at  timestamptz NOT NULL,
        PRIMARY KEY (scope, route, key),
        CHECK ((state = 'done') = (status IS NOT NULL))
      );
      CREATE INDEX idempotency_age ON platform.idempotency (created_at);

      CREATE TABLE platform.audit (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at         timestamptz NOT NULL,
        actor_id   text COLLATE "C",
        actor_name text,
        is_system  boolean NOT NULL,
        ip         text,
        action     text COLLATE "C" NOT NULL,
        subject_id text COLLATE "C" NOT NULL,
        details    jsonb NOT NULL,
        request_id text
      );
      CREATE INDEX audit_subject ON platform.audit (subject_id, id DESC);
      CREATE INDEX audit_actor ON platform.audit (actor_id, id DESC);
      CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON platform.audit
        FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
      CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON platform.audit
        FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

      -- The shape that rate-limiter-flexible's Postgres store expects.
      CREATE TABLE platform.rate_limit (
        key    varchar(255) COLLATE "C" PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
      CREATE INDEX event_age ON platform.event (occurred_at);
    `);
  }
}
