import { Client } from 'pg';
import type { Migration } from './migrator.js';

interface Server {
  version: number;
  provider: string;
  locale: string | null;
  secondsAhead: number;
  off: string[] | null;
  walLevel: string;
  archiveMode: string;
  connections: number;
  migrated: boolean;
}

/** What speaks against a PostgreSQL server for use in earnest. `wrong` must be mended, `notes` are worth a thought. */
export interface Fitness {
  wrong: string[];
  notes: string[];
}

const OLDEST = 180_000;
const CLOCKS_APART_SECONDS = 5;
const EXTENSIONS = ['pg_trgm', 'fuzzystrmatch'];

/** Asks the server itself; throws when it cannot be reached within five seconds. */
export async function databaseFitness(databaseUrl: string, migrations: readonly Migration[]): Promise<Fitness> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, query_timeout: 5_000, application_name: 'kriyadesa-doctor' });
  await client.connect();
  try {
    const sentAt = Date.now();
    const { rows } = await client.query<Server>(
      `SELECT current_setting('server_version_num')::int AS version, datlocprovider AS provider, datlocale AS locale,
              extract(epoch FROM clock_timestamp())::float8 AS "secondsAhead",
              (SELECT array_agg(name) FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off') AS off,
              current_setting('wal_level') AS "walLevel", current_setting('archive_mode') AS "archiveMode", current_setting('max_connections')::int AS connections,
              to_regclass('platform.migration') IS NOT NULL AS migrated
       FROM pg_database WHERE datname = current_database()`,
    );
    const server = { ...rows[0]!, secondsAhead: rows[0]!.secondsAhead - (sentAt + Date.now()) / 2000 };
    const available = await client.query<{ name: string }>('SELECT name FROM pg_available_extensions WHERE name = ANY($1)', [EXTENSIONS]);
    const done = server.migrated ? (await client.query<{ name: string }>('SELECT name FROM platform.migration')).rows.map(({ name }) => name) : [];
    const missing = EXTENSIONS.filter((name) => !available.rows.some((row) => row.name === name));
    const pending = migrations.map((each) => new each().name).filter((name) => !done.includes(name));
    return judge(server, missing, pending);
  } finally {
    await client.end();
  }
}

function judge(server: Server, missing: readonly string[], pending: readonly string[]): Fitness {
  const wrong: string[] = [];
  const notes: string[] = [];
  if (server.version < OLDEST) wrong.push(`this is PostgreSQL ${Math.floor(server.version / 10_000)}: use 18 or newer`);
  if (server.provider !== 'b' || server.locale !== 'C.UTF-8') wrong.push('its locale is not the builtin C.UTF-8: make it with --locale-provider=builtin --builtin-locale=C.UTF-8, so that an upgrade of the system cannot break indexes');
  if (server.off) wrong.push(`${server.off.join(' and ')} must be on, or a power cut loses what was acknowledged`);
  if (missing.length > 0) wrong.push(`the extension ${missing.join(' and ')} is not available: install postgresql-contrib`);
  if (Math.abs(server.secondsAhead) > CLOCKS_APART_SECONDS) wrong.push(`its clock is ${Math.abs(server.secondsAhead).toFixed(0)} s ${server.secondsAhead > 0 ? 'ahead' : 'behind'}: set both machines by NTP`);
  if (pending.length > 0) notes.push(`${pending.length} migrations are pending: run market migrate`);
  if (server.walLevel === 'minimal') wrong.push('wal_level is minimal: base backups need replica');
  if (server.archiveMode === 'off') notes.push('archive_mode is off: a restore reaches only to the last base backup');
  if (server.connections < 60) notes.push(`max_connections is ${server.connections}: each process takes up to 31`);
  return { wrong, notes };
}
