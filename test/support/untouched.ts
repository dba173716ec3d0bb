import { expect } from '@jest/globals';
import { Client as Postgres, escapeIdentifier, escapeLiteral } from 'pg';
import type { Answer } from './client.js';
import type { Site } from './site.js';

export interface Refusal {
  code: string;
  title: string;
  errors?: { pointer: string; message: string }[];
}

/** What no answer may tell of our insides. */
const INSIDES = /node_modules|\.[jt]s:\d+|\bat [\w.<>]+ \(|SELECT |INSERT |UPDATE |QueryFailed|driverError|postgres:\/\//;

/** A clear problem with its code, and nothing of our insides. */
export function expectRefused({ status, body, headers }: Answer<unknown>, wanted: { status: number; code: string; pointer?: string }): void {
  const { code, title, errors } = body as Refusal;
  expect({ status, code, ...(wanted.pointer === undefined ? {} : { pointer: errors?.[0]?.pointer }) }).toEqual(wanted);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(title).toMatch(/\w{3}/);
  expect(JSON.stringify(body)).not.toMatch(INSIDES);
}

const SCHEMAS = ['orders', 'payment', 'shipping', 'shop', 'notice', 'paper'];

/** One statement that answers each table's name and a digest of all its rows. */
async function digestOf(postgres: Postgres, but: readonly string[]): Promise<string> {
  const { rows: tables } = await postgres.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname = ANY ($1) AND schemaname || '.' || tablename <> ALL ($2) ORDER BY 1, 2`,
    [SCHEMAS, but],
  );
  const digests = tables.map(({ schema, name }) => {
    const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
    return `SELECT ${escapeLiteral(table)} AS name, count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS rows FROM ${table} t`;
  });
  return digests.join(' UNION ALL ');
}

/** Does the work and sees that not one row of what trade is about was made, changed or lost, tables named `but` aside. */
export async function leavingAllAsItWas<T>({ config }: Pick<Site, 'config'>, work: () => Promise<T>, but: readonly string[] = []): Promise<T> {
  const postgres = new Postgres({ connectionString: config.databaseUrl });
  await postgres.connect();
  try {
    const digest = await digestOf(postgres, but);
    const { rows: before } = await postgres.query(digest);
    const answer = await work();
    const { rows: after } = await postgres.query(digest);
    expect(after).toEqual(before);
    return answer;
  } finally {
    await postgres.end();
  }
}
