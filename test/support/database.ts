import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '#libs/platform';

const root = join(import.meta.dirname, '../..');
const home = join(root, '.test');

export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** Something to build on top of the migrated template, kept under its own name: the demo world. */
export interface Layer {
  name: string;
  build: (databaseUrl: string) => Promise<void>;
}

/** A fresh database with every migration run and the areas loaded: a clone of a template kept between runs. */
export async function testDatabase(layer?: Layer): Promise<TestDatabase> {
  const server = await testServer();
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    const template = await ensureTemplate(admin, server, layer);
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

async function ensureTemplate(admin: pg.Client, server: string, layer?: Layer): Promise<string> {
  const base = `template_${fingerprint(['libs/*/src/migrations', 'libs/region/src'])}`;
  await admin.query('SELECT pg_advisory_lock(7352002)');
  try {
    await ensure(admin, server, base, 'template0', async (url) => {
      // Only here, since it loads every lib.
      const { prepareDatabase } = await import('../../apps/market/src/prepare-database.js');
      await prepareDatabase(url);
    });
    if (!layer) return base;
    const name = `${base}_${layer.name}`;
    await ensure(admin, server, name, base, layer.build);
    return name;
  } finally {
    await admin.query('SELECT pg_advisory_unlock(7352002)');
  }
}

async function ensure(admin: pg.Client, server: string, name: string, from: string, build: (url: string) => Promise<void>): Promise<void> {
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.rowCount !== 0) return;
  const draft = `${name}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${draft} TEMPLATE ${from}`);
  await build(databaseUrl(server, draft));
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
}

/** Changes whenever a file of these folders does; `*` stands for every lib. */
export function fingerprint(folders: readonly string[]): string {
  const hash = createHash('sha256');
  const every = folders.flatMap((folder) => (folder.includes('*') ? readdirSync(join(root, 'libs')).map((lib) => folder.replace('*', lib)) : [folder]));
  for (const folder of every) {
    for (const file of listFiles(join(root, folder))) hash.update(file).update(readFileSync(join(root, folder, file)));
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
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
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
