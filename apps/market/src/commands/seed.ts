import { makeDemoWorld } from '../demo/demo-world.js';
import { hasDemoWorld } from '../demo/has-demo-world.js';
import { prepareDatabase } from '../prepare-database.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';
import { growCatalogue } from '../volume/grow-catalogue.js';
import { growOrders } from '../volume/grow-orders.js';
import { withoutHttp } from '../without-http.js';

export interface SeedOptions {
  /** At least so many more products, beside the demo world's. */
  products?: number;
  /** About so many past orders, all told. */
  orders?: number;
}

/** Makes the demo world on whatever database it is pointed at, since somebody asked for it, and as much more as is asked for; does nothing where it is. */
export async function seed({ products, orders }: SeedOptions = {}): Promise<void> {
  const ground = await surroundings();
  try {
    await prepareDatabase(ground.config.databaseUrl, tell);
    if (await hasDemoWorld(ground.config)) tell('the demo world is there');
    else await withoutHttp(ground.config, (app) => makeDemoWorld(app, tell));
    if (products) await withoutHttp(ground.config, (app) => growCatalogue(app, products));
    if (orders) await withoutHttp(ground.config, (app) => growOrders(app, orders));
    if (products || orders) tell(`most memory in use: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  } finally {
    await ground.close();
  }
}
