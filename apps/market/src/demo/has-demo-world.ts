import { People } from '#libs/identity';
import type { Config } from '#libs/platform';
import { withoutHttp } from '../without-http.js';
import { DEMO_PEOPLE } from './people.js';

/** Whether the demo people are there, and with them the sandbox gateway. */
export async function hasDemoWorld(config: Config): Promise<boolean> {
  return withoutHttp(config, async (app) => (await app.get(People).byEmail(DEMO_PEOPLE[0]!.email)) !== null);
}
