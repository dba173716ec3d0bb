import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const users = join(import.meta.dirname, '../../.test/users');

/** Runs that share the test server; the last one to leave stops it. */
export function liveUsers() {
  mkdirSync(users, { recursive: true });
  return readdirSync(users).filter((pid) => {
    try {
      process.kill(Number(pid), 0);
      return true;
    } catch {
      rmSync(join(users, pid), { force: true });
      return false;
    }
  });
}

export default function announce() {
  liveUsers();
  writeFileSync(join(users, String(process.pid)), '');
}
