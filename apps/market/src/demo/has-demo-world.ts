import { personExists } from '#libs/identity';
import type { Config } from '#libs/platform';
import { DEMO_PEOPLE } from './people.js';

/** Whether the demo people are there, and with them the sandbox gateway. */
export function hasDemoWorld(config: Config): Promise<boolean> {
  return personExists(config.databaseUrl, DEMO_PEOPLE[0]!.email);
}
