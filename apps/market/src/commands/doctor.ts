import { Config } from '#libs/platform';
import type { Verdict } from '../doctor/check.js';
import { EMBEDDED, machineChecks } from '../doctor/machine.js';
import { productionChecks } from '../doctor/production.js';

export interface Diagnosis extends Verdict {
  name: string;
}

/** Every check with what it found. Beside the machine: the embedded database, or, in earnest, all that production needs. */
export async function diagnose({ production, env = process.env }: { production: boolean; env?: NodeJS.ProcessEnv }): Promise<Diagnosis[]> {
  let config: Config;
  try {
    config = new Config(env);
  } catch (error) {
    return [{ name: 'configuration', wrong: [(error as Error).message], notes: [] }];
  }
  const found: Diagnosis[] = [{ name: 'configuration', wrong: [], notes: [] }];
  const isInEarnest = production || config.databaseUrl !== '';
  for (const { name, look } of [...machineChecks(config), ...(isInEarnest ? productionChecks(config, env) : [EMBEDDED])]) {
    const verdict = await Promise.resolve()
      .then(look)
      .catch((error: unknown): Verdict => ({ wrong: [(error as Error).message || 'cannot be reached'], notes: [] }));
    found.push({ name, ...verdict });
  }
  return found;
}

/** Says what is missing and how to mend it; exit code 1 when anything is wrong. With DATABASE_URL, or when asked, also what production needs. */
export async function doctor({ production = false }: { production?: boolean } = {}): Promise<void> {
  for (const { name, wrong, notes } of await diagnose({ production })) {
    if (wrong.length === 0) process.stdout.write(`ok    ${name}\n`);
    for (const advice of wrong) process.stdout.write(`WRONG ${name}: ${advice}\n`);
    for (const note of notes) process.stdout.write(`note  ${name}: ${note}\n`);
    if (wrong.length > 0) process.exitCode = 1;
  }
}
