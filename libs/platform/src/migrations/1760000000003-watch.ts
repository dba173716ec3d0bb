import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '../database/forward-only.js';

/** What the program knows of its own health: when schedules last ran, what reconciling found, and the seals of the audit log. */
export class PlatformWatch1760000000003 extends ForwardOnly {
  readonly name = 'PlatformWatch1760000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE platform.schedule_run (
        name         text COLLATE "C" PRIMARY KEY,
        succeeded_at timestamptz,
        failed_at    timestamptz,
        CHECK (succeeded_at IS NOT NULL OR failed_at IS NOT NULL)
      );

      CREATE TABLE platform.finding (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        invariant    text COLLATE "C" NOT NULL,
        subject      text NOT NULL,
        detail       text NOT NULL,
        opened_at    timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        closed_at    timestamptz
      );
      CREATE UNIQUE INDEX finding_open ON platform.finding (invariant, subject) WHERE closed_at IS NULL;
      CREATE INDEX finding_closed ON platform.finding (closed_at) WHERE closed_at IS NOT NULL;

      -- Positions follow the order of sealing. An audit row can commit after one with a higher id; it is then sealed later, at a later position.
      CREATE TABLE platform.audit_seal (
        position  bigint PRIMARY KEY CHECK (position > 0),
        audit_id  bigint NOT NULL UNIQUE,
        hash      bytea NOT NULL CHECK (length(hash) = 32),
        sealed_at timestamptz NOT NULL
      );
      CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE ON platform.audit_seal
        FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
      CREATE TRIGGER seals_not_emptied BEFORE TRUNCATE ON platform.audit_seal
        FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

      -- The row as one text that no setting of the session changes.
      CREATE FUNCTION platform.audit_text(a platform.audit) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT jsonb_build_array(a.id, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), a.actor_id, a.actor_name, a.is_system,
                                 a.ip, a.action, a.subject_id, a.details, a.request_id)::text
      $$;
    `);
  }
}
