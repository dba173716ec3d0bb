import { migrate } from '#libs/platform';
import { loadAreas } from '#libs/region';
import { migrations } from './migrations.js';

/** Brings the schema up to date and loads the areas; both do nothing when there is nothing to do. */
export async function prepareDatabase(databaseUrl: string, tell: (line: string) => void = () => undefined): Promise<void> {
  await migrate(databaseUrl, migrations, tell);
  await loadAreas(databaseUrl, tell);
}
