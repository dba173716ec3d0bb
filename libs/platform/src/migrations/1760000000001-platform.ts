import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '../database/forward-only.js';

export class Platform1760000000001 extends ForwardOnly {
  readonly name = 'Platform1760000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE platform.event (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name        text COLLATE "C" NOT NULL,
        payload     jsonb NOT NULL,
        request_id  text,
        occurred_at timestamptz NOT NULL
      );
      CREATE TABLE platform.delivery (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id    bigint NOT NULL REFERENCES platform.event,
        subscriber  text COLLATE "C" NOT NULL,
        state       text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'consumed', 'dead')),
        queued_at   timestamptz NOT NULL,
        claimed_at  timestamptz,
        consumed_at timestamptz,
        attempts    int NOT NULL DEFAULT 0,
        last_error  text,
        UNIQUE (event_id, subscriber)
      );
      CREATE INDEX delivery_waiting ON platform.delivery (claimed_at NULLS FIRST, id) WHERE state = 'queued';
      CREATE INDEX delivery_dead ON platform.delivery (id) WHERE state = 'dead';
    `);
  }
}
