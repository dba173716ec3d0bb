import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { liveUsers } from './global-setup.mjs';

/** Stops the embedded test server (SIGINT is PostgreSQL's fast shutdown) when nobody else is testing. */
export default function leave() {
  const home = join(import.meta.dirname, '../../.test');
  rmSync(join(home, 'users', String(process.pid)), { force: true });
  const pidFile = join(home, 'postgres/postmaster.pid');
  if (liveUsers().length > 0 || !existsSync(pidFile)) return;
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT');
  } catch {
    // already gone
  }
}
