import { Client } from 'pg';

/** A statement as it went to PostgreSQL. */
export interface Sent {
  text: string;
  values: unknown[];
  /** The connection keeps it, and one plan of it for whatever values. */
  isKept: boolean;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

/** What a plan does to tables: those it reads from end to end, and rows looked at over all scans (known only of what was run). */
export interface Reading {
  whole: string[];
  rows: number;
}

const OF_TRANSACTIONS = /^\s*(BEGIN|START|COMMIT|ROLLBACK|SET|LISTEN|UNLISTEN|NOTIFY|SELECT pg_notify|SHOW)\b/i;
const WRITES = /\b(INSERT INTO|UPDATE\s+\w+\.|DELETE FROM)/;

/** Every statement that this process sends while the work runs, each text once, with the values of its last time. */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent = new Map<string, Sent>();
  const { query } = Client.prototype;
  Client.prototype.query = function (this: Client, ...given: Parameters<typeof query>) {
    const [first, second] = given as unknown as [string | { text: string; values?: unknown[]; name?: string }, unknown];
    const text = typeof first === 'string' ? first : first.text;
    const values = typeof first === 'string' ? (Array.isArray(second) ? second : []) : (first.values ?? []);
    if (text && !OF_TRANSACTIONS.test(text)) sent.set(text, { text, values, isKept: typeof first !== 'string' && first.name !== undefined });
    return query.apply(this, given);
  } as typeof query;
  try {
    await work();
  } finally {
    Client.prototype.query = query;
  }
  return [...sent.values()];
}

/** How PostgreSQL would do it with these values; what only reads is also done, to count its rows. */
export async function readingOf(db: Client, { text, values }: Sent): Promise<Reading> {
  const options = WRITES.test(text) ? 'FORMAT JSON' : 'FORMAT JSON, ANALYZE, TIMING OFF';
  await db.query('BEGIN');
  try {
    const { rows } = await db.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`EXPLAIN (${options}) ${text}`, values);
    return readingIn(rows[0]!['QUERY PLAN'][0].Plan);
  } finally {
    await db.query('ROLLBACK');
  }
}

/** The same when the values are not known: what a connection does that has kept the statement. */
export async function keptReadingOf(db: Client, { text }: Sent): Promise<Reading> {
  const { rows } = await db.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`EXPLAIN (FORMAT JSON, GENERIC_PLAN) ${text}`);
  return readingIn(rows[0]!['QUERY PLAN'][0].Plan);
}

function readingIn(node: Node): Reading {
  const below = (node.Plans ?? []).map(readingIn);
  const table = node['Relation Name'];
  const seen = table && node['Node Type'].includes('Scan') ? ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * (node['Actual Loops'] ?? 1) : 0;
  return {
    whole: [...(table && node['Node Type'].endsWith('Seq Scan') ? [table] : []), ...below.flatMap((each) => each.whole)],
    rows: Math.round(seen) + below.reduce((sum, each) => sum + each.rows, 0),
  };
}
