import { makeDemoWorld } from '../demo/demo-world.js';
import { hasDemoWorld } from '../demo/has-demo-world.js';
import { prepareDatabase } from '../prepare-database.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';
import { withoutHttp } from '../without-http.js';

/** Makes the demo world on whatever database it is pointed at, since somebody asked for it; does nothing where it is. */
export async function seed(): Promise<void> {
  const ground = await surroundings();
  try {
    await prepareDatabase(ground.config.databaseUrl, tell);
    if (await hasDemoWorld(ground.config)) return tell('the demo world is there');
    await withoutHttp(ground.config, (app) => makeDemoWorld(app, tell));
  } finally {
    await ground.close();
  }
}
