import type { Config } from '#libs/platform';
import { makeDemoWorld } from '../demo/demo-world.js';
import { prepareDatabase } from '../prepare-database.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';
import { withoutHttp } from '../without-http.js';

/** `market seed`: works on any database that it is pointed at, since somebody asked for it. */
export async function seedDemo(): Promise<void> {
  const ground = await surroundings();
  try {
    await prepareDatabase(ground.config.databaseUrl, tell);
    await seed(ground.config);
  } finally {
    await ground.close();
  }
}

export async function seed(config: Config): Promise<void> {
  await withoutHttp(config, (app) => makeDemoWorld(app, tell));
}
