import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { baseBackup, DatabaseElsewhere, InvalidConfig } from '#libs/platform';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';

/** What belongs to a running process, and the database, which is copied in its own way. */
const NOT_COPIED = new Set(['postgres', 'market.pid', 'sandbox-bank.url']);

/**
 * A copy of everything, the program running or not: the folder is a DATA_DIR, and `DATA_DIR=<a copy of it> npm start` restores. It goes up to the moment when
 * the database's copy was complete; the files follow, so that whatever the database names is there.
 */
export async function backup(folder: string): Promise<void> {
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0) throw new InvalidConfig(`${target} is not empty`);
  const ground = await surroundings();
  const { dataDir, databaseUrl } = ground.config;
  const draft = `${target}.part`;
  try {
    if (!relative(dataDir, target).startsWith('..')) throw new InvalidConfig('a backup does not belong into DATA_DIR: it would be lost with it');
    // A run that was killed has left half of one.
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    tell('copying the database');
    const until = await baseBackup(databaseUrl, join(draft, 'postgres'));
    tell(`copied up to ${until}; copying the files`);
    for (const name of await readdir(dataDir)) {
      if (!NOT_COPIED.has(name)) await cp(join(dataDir, name), join(draft, name), { recursive: true, preserveTimestamps: true, filter: (each) => !basename(each).endsWith('.part') });
    }
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
    tell(`${target} is complete`);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (error instanceof DatabaseElsewhere) throw new InvalidConfig(error.message);
    throw error;
  } finally {
    await ground.close();
  }
}
