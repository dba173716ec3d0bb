import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '#libs/platform';

const root = join(import.meta.dirname, '../..');
const home = join(root, '.test');

/** A fresh database with every migration run and the areas loaded: a clone of a template kept between runs. */
export async function testDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = await testServer();
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    const template = await ensureTemplate(admin, server);
    const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    return { url: databaseUrl(server, name), drop: () => dropDatabase(server, name) };
  } finally {
    await admin.end();
  }
}

/** The server of `TEST_DATABASE_URL`, or an embedded one without fsync that all test processes share. */
export async function testServer(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  mkdirSync(home, { recursive: true });
  return exclusively(join(home, 'starting'), async () => {
    const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };
    return (await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), settings })).url;
  });
}

async function ensureTemplate(admin: pg.Client, server: string): Promise<string> {
  const template = `template_${fingerprint()}`;
  await admin.query('SELECT pg_advisory_lock(7352002)');
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount === 0) await buildTemplate(admin, server, template);
  } finally {
    await admin.query('SELECT pg_advisory_unlock(7352002)');
  }
  return template;
}

async function buildTemplate(admin: pg.Client, server: string, template: string): Promise<void> {
  // Only here, since it loads every lib.
  const { prepareDatabase } = await import('../../apps/market/src/prepare-database.js');
  const draft = `${template}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
  await prepareDatabase(databaseUrl(server, draft));
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
}

/** Changes whenever a migration or the loading of areas does. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const folders = readdirSync(join(root, 'libs')).map((lib) => join(root, 'libs', lib, 'src/migrations'));
  for (const folder of [...folders, join(root, 'libs/region/src')]) {
    for (const file of listFiles(folder)) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.ts')).sort();
  } catch {
    return [];
  }
}

async function dropDatabase(server: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).finally(() => admin.end());
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** One process at a time; a lock left by a killed process is taken over after half a minute. */
async function exclusively<T>(lock: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 30_000) rmdirSync(lock);
      else await sleep(50);
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}
