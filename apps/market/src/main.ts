import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { InvalidConfig } from '#libs/platform';
import { backup } from './commands/backup.js';
import { doctor } from './commands/doctor.js';
import { migrateDatabase } from './commands/migrate.js';
import { writeOpenApi } from './commands/openapi.js';
import { reconcile } from './commands/reconcile.js';
import { replay } from './commands/replay.js';
import { seed } from './commands/seed.js';
import { start } from './commands/start.js';
import { ROLES, type Role } from './market.module.js';

function roles(list: string): Role[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !ROLES.includes(name as Role));
  if (unknown.length > 0) throw new InvalidArgumentError(`no such role: ${unknown.join(', ')}; there are ${ROLES.join(', ')}`);
  return names as Role[];
}

function deliveryId(text: string): number | 'all' {
  if (text === 'all') return text;
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a delivery is named by its number, or all');
  return Number(text);
}

function count(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new InvalidArgumentError('a whole number is meant');
  return Number(text);
}

const market = new Command('market').description('KriyaDesa: a marketplace for village crafts').showHelpAfterError();

market
  .command('start')
  .description('run the program; without DATABASE_URL it brings its own PostgreSQL and a demo world')
  .option('--only <roles>', 'comma-separated: api, web, worker', roles, [...ROLES])
  .option('--no-demo', 'do not seed the demo world into an empty embedded database')
  .action(start);
market.command('migrate').description('bring the database up to date and load the areas').action(migrateDatabase);
market
  .command('seed')
  .description('make the demo world: areas, people, sentra, shops, products')
  .option('--products <count>', 'and at least so many more products, in shops over many villages, for load', count)
  .option('--orders <count>', 'and about so many past orders of the last two years, for load', count)
  .action(seed);
market
  .command('doctor')
  .description('say what is missing and how to mend it; exit code 1 when anything is wrong')
  .option('--production', 'ask for all that use in earnest needs; so it does by itself where DATABASE_URL is set')
  .action(doctor);
market
  .command('reconcile')
  .description('check the invariants of money, stock and orders; exit code 1 when one is broken')
  .option('--json', 'findings as JSON lines')
  .action(reconcile);
market
  .command('backup')
  .description('copy database and files, while the program runs, into a folder that `start` takes as DATA_DIR')
  .argument('<folder>', 'where to: absent or empty')
  .action(backup);
market
  .command('replay')
  .description('queue dead deliveries again; without a number, list them')
  .argument('[delivery]', 'the number of a dead delivery, or all', deliveryId)
  .action(replay);
market.command('openapi').description('write the OpenAPI document of the API to a file').argument('[file]', 'where to', 'apps/api/openapi.json').action(writeOpenApi);

try {
  await market.parseAsync();
} catch (error) {
  const known = error instanceof InvalidConfig || (error as { code?: string }).code === 'EADDRINUSE';
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  // What a failed start left open must not keep the process.
  process.exit(1);
}
