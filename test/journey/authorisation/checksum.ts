import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#libs/platform';

// What changes with time or with every request, whoever asks: sessions seen again, limits counted, keys leased, schedules run.
const MOVING = ['identity.session', 'identity.verification', 'platform.rate_limit', 'platform.idempotency', 'platform.schedule_run', 'platform.audit_seal', 'shipping.quote'];

interface Table {
  name: string;
  columns: string[];
}

/** The tables of our schemas with their columns; the areas, which nobody can change, and the queue's own tables left out. */
export async function ourTables(db: Database): Promise<Table[]> {
  return db.query<Table>(
    `SELECT table_schema || '.' || table_name AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema IN ('identity', 'shop', 'orders', 'payment', 'shipping', 'notice', 'paper', 'platform') AND table_name NOT LIKE '%migration%'
     GROUP BY 1 ORDER BY 1`,
  );
}

/** A checksum of every row of every table, by table. */
export async function checksums(db: Database): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const { name } of await ourTables(db)) {
    if (MOVING.includes(name)) continue;
    const [schema, table] = name.split('.');
    // Table names cannot be parameters; xpath over query_to_xml keeps this one statement with parameters only.
    const row = await db.one<{ sum: string }>(
      `SELECT md5(coalesce(string_agg(line, E'\\n' ORDER BY line), '')) AS sum
       FROM unnest(xpath('/table/row', query_to_xml(format('SELECT t::text AS line FROM %I.%I t', $1::text, $2::text), true, false, ''))::text[]) AS line`,
      [schema, table],
    );
    sums[name] = row!.sum;
  }
  return sums;
}

/** Waits until every reaction has run and nothing has been told for a moment, so that later changes are somebody's. */
export async function quiet(db: Database): Promise<void> {
  for (let calm = 0; calm < 3; ) {
    const row = await db.one<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM platform.delivery WHERE state = 'queued'`);
    calm = row!.waiting === 0 ? calm + 1 : 0;
    await sleep(150);
  }
}
