import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../dist/libs/platform/src/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist/apps/market/src/main.js');
// As `npm start` has them.
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256', '--max-semi-space-size=8'];
const START_MS = 120_000;

/** A data folder with that many products and past orders: seeded once where it is kept, else for this run. Answers its path and how to throw it away. */
export async function seededFolder({ keep, products, orders, say }) {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'kriyadesa-bench-'));
  mkdirSync(folder, { recursive: true });
  const drop = () => (keep ? undefined : rmSync(folder, { recursive: true, force: true }));
  const ready = join(folder, `bench-ready-${products}-${orders}`);
  if (!existsSync(ready)) {
    say(`seeding ${products} products and ${orders} past orders into ${folder}`);
    await command(['seed', '--products', String(products), ...(orders > 0 ? ['--orders', String(orders)] : [])], { PATH: process.env.PATH, DATA_DIR: folder }, 'inherit');
    writeFileSync(ready, '');
  }
  return { folder, drop };
}

/**
 * The production shape: PostgreSQL, Redis where it is installed, one process with api and web, one with the worker, the sandbox bank. `profile`: a folder for
 * the api's CPU profile. Answers the processes by what they are.
 */
export async function startMarket({ folder, profile }) {
  const closing = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
    closing.push(postgres.stop);
    const db = new pg.Pool({ connectionString: postgres.url, max: 1, application_name: 'bench' });
    closing.push(() => db.end());
    const redis = await startRedis();
    if (redis) closing.push(redis.stop);
    const port = await freePort();
    const env = {
      PATH: process.env.PATH, DATA_DIR: folder, DATABASE_URL: postgres.url, PORT: String(port), RATE_LIMIT_FACTOR: '1000000', LOG_LEVEL: 'warn',
      ...(redis ? { REDIS_URL: redis.url } : {}),
    };
    // A kept folder may be older than the program.
    await command(['migrate'], env, 'ignore');
    const market = (role, flags = []) => start([...FLAGS, ...flags, program, 'start', '--only', role], env);
    const began = performance.now();
    const api = market('api,web', profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []);
    closing.push(api.stop);
    await answers(`http://127.0.0.1:${port}/health/live`, api);
    const seconds = (performance.now() - began) / 1000;
    const worker = market('worker', profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}/worker`] : []);
    closing.push(worker.stop);
    await plenty(db);
    await quiet(db);
    const [{ pid }] = (await db.query("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid")).rows;
    return { port, db, url: postgres.url, seconds, hasRedis: redis !== null, pids: { api: api.pid, worker: worker.pid, database: pid, redis: redis?.pid }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function startRaw(databaseUrl) {
  const port = await freePort();
  const server = start([join(root, 'bench/raw/server.mjs'), databaseUrl, String(port)], process.env);
  await answers(`http://127.0.0.1:${port}/products?category=craft`, server);
  return { ...server, port };
}

/** Until the worker has nothing left to do: what one side set off must not run while the other is measured. At most a minute. */
export async function quiet(db) {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    const { rows } = await db.query("SELECT count(*)::int AS left FROM platform.delivery WHERE state = 'queued'");
    if (rows[0].left === 0) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
}

/** Past the shop's books, which does not matter in a folder for benches: nothing sells out during the run. Then tidy, so that no autovacuum falls into it. */
async function plenty(db) {
  await db.query('UPDATE shop.stock_level SET on_hand = 1000000 WHERE on_hand < 500000');
  await db.query('VACUUM (ANALYZE)');
  await db.query('CHECKPOINT');
}

async function command(args, env, output) {
  const child = spawn(process.execPath, [...FLAGS, program, ...args], { cwd: root, env, stdio: ['ignore', output, 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`market ${args[0]} failed`);
}

async function startRedis() {
  const installed = await promisify(execFile)('redis-server', ['--version']).then(() => true, () => false);
  if (!installed) return null;
  const port = await freePort();
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  const stop = () => ended(child);
  return { url: `redis://127.0.0.1:${port}`, pid: child.pid, stop };
}

function start(args, env) {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return { pid: child.pid, child, stop: () => ended(child) };
}

async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function answers(probe, { child }) {
  const until = Date.now() + START_MS;
  while (!(await fetch(probe).then((answer) => answer.text().then(() => answer.ok), () => false))) {
    if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode}`);
    if (Date.now() > until) throw new Error('a server did not come up');
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
