import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { InvalidConfig, runningCommand, type Config } from '#libs/platform';

/** One program per data folder: two would share, and then stop, the same embedded database. Answers the release. */
export function claimDataDir(config: Config): () => void {
  if (config.databaseUrl) return () => undefined;
  const file = join(config.dataDir, 'market.pid');
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  if (existsSync(file) && isMarket(Number(readFileSync(file, 'utf8')))) throw new InvalidConfig(`already running in ${config.dataDir} (process ${readFileSync(file, 'utf8')})`);
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** After a power cut the number may be that of any process, so its command is looked at. */
function isMarket(pid: number): boolean {
  if (pid === process.pid) return false;
  return /\bmain\.[jt]s\b.*\bstart\b/.test(runningCommand(pid) ?? '');
}

/** Says so before anything is started, when something else listens on the port. */
export function requireFreePort(port: number): Promise<void> {
  return new Promise((free, taken) => {
    const probe = createServer();
    probe.on('error', () => taken(new InvalidConfig(`port ${port} is taken: stop what listens there, or set PORT`)));
    probe.listen(port, '0.0.0.0', () => probe.close(() => free()));
  });
}
