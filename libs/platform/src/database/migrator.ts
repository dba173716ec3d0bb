import { DataSource, type MixedList } from 'typeorm';
import { connectionOptions } from './database.module.js';

export type Migration = new () => { name: string };

/** Brings a database up to date; one migration a transaction, several processes at once wait for each other. */
export async function migrate(databaseUrl: string, migrations: readonly Migration[], tell: (line: string) => void = () => undefined): Promise<number> {
  const source = new DataSource({
    ...connectionOptions(databaseUrl),
    extra: { max: 2 },
    migrations: [...migrations] as unknown as MixedList<Function>,
    migrationsTableName: 'platform.migration',
  });
  await source.initialize();
  try {
    const lock = source.createQueryRunner();
    await lock.query('SELECT pg_advisory_lock(7352001)');
    try {
      await lock.query('CREATE SCHEMA IF NOT EXISTS platform');
      const done = await source.runMigrations({ transaction: 'each' });
      for (const each of done) tell(`migrated ${each.name}`);
      return done.length;
    } finally {
      await lock.query('SELECT pg_advisory_unlock(7352001)');
      await lock.release();
    }
  } finally {
    await source.destroy();
  }
}
