import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../../..');
const KEPT_MS = 3_600_000;

/**
 * A folder with the program as today's sources compile to it, built when it is not there. It is a copy, so that whoever builds meanwhile
 * changes nothing under a test that runs.
 */
export async function compiledProgram(): Promise<string> {
  const home = join(ROOT, '.test');
  const folder = join(home, `program_${fingerprint()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(home, { recursive: true });
  await promisify(execFile)('npx', ['nest', 'build', 'market'], { cwd: ROOT });
  for (const old of readdirSync(home).filter((name) => name.startsWith('program_'))) {
    if (Date.now() - statSync(join(home, old)).mtimeMs > KEPT_MS) rmSync(join(home, old), { recursive: true, force: true });
  }
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft);
  cpSync(join(ROOT, 'dist'), join(draft, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(draft, 'package.json'));
  for (const name of ['node_modules', 'apps']) symlinkSync(join(ROOT, name), join(draft, name));
  try {
    renameSync(draft, folder);
  } catch {
    // Another test process may have been quicker.
    rmSync(draft, { recursive: true });
  }
  return folder;
}

/** Changes whenever a source of the program does. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const top of ['apps', 'libs']) {
    for (const file of (readdirSync(join(ROOT, top), { recursive: true }) as string[]).toSorted()) {
      if (/\.(tsx?|json)$/.test(file)) hash.update(file).update(readFileSync(join(ROOT, top, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
