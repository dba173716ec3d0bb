import { prepareDatabase } from '../prepare-database.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';

export async function migrateDatabase(): Promise<void> {
  const ground = await surroundings();
  try {
    await prepareDatabase(ground.config.databaseUrl, tell);
    tell('the database is up to date');
  } finally {
    await ground.close();
  }
}
