import { Client as Postgres, escapeIdentifier } from 'pg';
import { isWords, PLANTINGS, type Planting, type Victims } from './canary-tables.js';

export interface Canary extends Pick<Planting, 'seenBy'> {
  /** `shop.shop.nib` */
  column: string;
}

interface Column {
  table: string;
  name: string;
  type: string;
}

/** By their number: what stands in an answer as `kanari17q`. */
export type Canaries = Map<number, Canary>;

const SCHEMAS = ['identity', 'shop', 'orders', 'payment', 'shipping', 'notice', 'paper', 'platform'];

/** All columns that hold texts of people, read from the database itself. */
export async function textColumns(postgres: Postgres): Promise<Column[]> {
  const { rows } = await postgres.query<Column>(
    `SELECT table_schema || '.' || table_name AS table, column_name::text AS name, data_type::text AS type
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema = ANY ($1) AND table_name <> 'migration' AND is_generated = 'NEVER' AND data_type IN ('text', 'jsonb', 'character varying') ORDER BY 1, ordinal_position`,
    [SCHEMAS],
  );
  return rows;
}

/** Writes into every text of the victims' rows what cannot come from anywhere else; rules of form are lifted for it, since it is no telephone number. */
export async function plant(postgres: Postgres, victims: Victims): Promise<Canaries> {
  await liftRules(postgres);
  const columns = await textColumns(postgres);
  const canaries: Canaries = new Map();
  for (const [table, plantings] of Object.entries(PLANTINGS)) {
    const words = columns.filter((column) => column.table === table && isWords(column));
    for (const planting of plantings) {
      const bearing = words.map((column) => {
        const number = canaries.size + 1;
        canaries.set(number, { column: `${table}.${column.name}`, seenBy: planting.seenBy });
        return { ...column, canary: `kanari${number}q` };
      });
      await plantIn(postgres, table, planting, victims, bearing);
    }
  }
  return canaries;
}

/** The numbers of the canaries that a text shows. */
export function canariesIn(text: string): number[] {
  return [...new Set([...text.matchAll(/kanari(\d+)q/g)].map((found) => Number(found[1])))];
}

async function plantIn(postgres: Postgres, table: string, { where, by }: Planting, victims: Victims, columns: (Column & { canary: string })[]): Promise<void> {
  if (columns.length === 0) return;
  const name = table.split('.').map(escapeIdentifier).join('.');
  const { rows } = await postgres.query<Record<string, unknown>>(['SELECT ctid::text AS ctid, * FROM', name, 'WHERE', where].join(' '), [victims[by]]);
  const set = columns.map((column, place) => `${escapeIdentifier(column.name)} = $${place + 2}`).join(', ');
  for (const row of rows) {
    const values = columns.map(({ name: column, type, canary }) => (type === 'jsonb' ? JSON.stringify(withCanary(row[column], canary)) : `${(row[column] as string | null) ?? ''}${canary}`));
    await postgres.query(['UPDATE', name, 'SET', set, 'WHERE ctid = $1::tid'].join(' '), [row.ctid, ...values]);
  }
}

// Ids, codes and dates within stay what they are.
const CODE = /^([a-z]{3}_[0-9a-z]{26}|[\d.:TZ+-]+|[A-Z_]+|[a-z_/-]+)$/;

function withCanary(value: unknown, canary: string): unknown {
  if (value === null || value === undefined) return { id: canary, en: canary };
  if (typeof value === 'string') return CODE.test(value) ? value : `${value}${canary}`;
  if (Array.isArray(value)) return value.map((each) => withCanary(each, canary));
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, each === null ? null : withCanary(each, canary)]));
  return value;
}

async function liftRules(postgres: Postgres): Promise<void> {
  // For this connection alone: no triggers, no foreign keys.
  await postgres.query('SET session_replication_role = replica');
  const { rows } = await postgres.query<{ table: string; name: string }>(
    `SELECT conrelid::regclass::text AS table, conname::text AS name FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace WHERE contype = 'c' AND nspname = ANY ($1)`,
    [SCHEMAS],
  );
  for (const { table, name } of rows) await postgres.query(['ALTER TABLE', table, 'DROP CONSTRAINT', escapeIdentifier(name)].join(' '));
}
