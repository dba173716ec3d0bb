import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = fileURLToPath(new URL('..', import.meta.url));
const START_MS = 60_000;

/** The compiled program with a demo world of its own in a temporary folder, and plenty of everything in stock. */
export async function startProgram(flags = []) {
  const dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-bench-'));
  const port = await freePort();
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), RATE_LIMIT_FACTOR: '1000000', LOG_LEVEL: 'warn' };
  const args = ['--disable-warning=ExperimentalWarning', '--enable-source-maps', ...flags, join(root, 'dist/apps/market/src/main.js'), 'start'];
  const began = performance.now();
  const server = await start(args, env, `http://127.0.0.1:${port}/`);
  const seconds = (performance.now() - began) / 1000;
  const databaseUrl = `postgres://postgres@127.0.0.1:${readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]}/postgres`;
  await stockUp(databaseUrl);
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...server, port, databaseUrl, seconds, stop };
}

export async function startRaw(databaseUrl) {
  const port = await freePort();
  const server = await start([join(root, 'bench/raw-server.mjs'), databaseUrl, String(port)], process.env, `http://127.0.0.1:${port}/products?category=craft`);
  return { ...server, port };
}

/** Past the shop's books, which does not matter here: nothing sells out during the run. */
async function stockUp(databaseUrl) {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query('UPDATE shop.stock_level SET on_hand = 1000000');
  await db.query('ANALYZE');
  await db.end();
}

async function start(args, env, probe) {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${args.at(-1)} ended with ${code}`);
  });
  ended.catch(() => undefined);
  const until = Date.now() + START_MS;
  while (!(await Promise.race([fetch(probe).then((answer) => answer.text().then(() => answer.ok), () => false), ended]))) {
    if (Date.now() > until) throw new Error('did not come up within a minute');
    await new Promise((wait) => setTimeout(wait, 50));
  }
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { pid: child.pid, stop };
}

/** Resident memory of a process in MB; null where /proc is missing. */
export function memoryOf(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
  } catch {
    return null;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
