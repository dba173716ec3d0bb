import { join } from 'node:path';
import { Config, startEmbeddedPostgres } from '#libs/platform';

/** What the program stands on: its configuration, and the embedded database when none is named. */
export interface Surroundings {
  config: Config;
  /** True when the database is our own, in the data folder: then the demo world is seeded at first start. */
  isEmbedded: boolean;
  /** Stops the embedded database, unless it was found running and belongs to another process. */
  close: () => Promise<void>;
}

/** `owns`: the caller is the program itself, and takes over a database that a killed run left behind. */
export async function surroundings({ env = process.env, owns = false }: { env?: NodeJS.ProcessEnv; owns?: boolean } = {}): Promise<Surroundings> {
  const config = new Config(env);
  if (config.databaseUrl) return { config, isEmbedded: false, close: async () => undefined };
  const postgres = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') });
  const close = postgres.reused && !owns ? async () => undefined : postgres.stop;
  // A person at a terminal reads the welcome, not a line for each request.
  const quiet = { LOG_LEVEL: 'warn', ...env };
  return { config: new Config({ ...quiet, DATABASE_URL: postgres.url }), isEmbedded: true, close };
}
