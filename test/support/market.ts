import { Test } from '@nestjs/testing';
import type { INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, Database, Deliveries, FixedClock, PlatformModule, type Clock } from '#libs/platform';
import { testDatabase } from './database.js';

export interface ModuleUnderTest {
  app: INestApplicationContext;
  db: Database;
  clock: FixedClock;
  config: Config;
  get: INestApplicationContext['get'];
  close: () => Promise<void>;
}

/** The given modules on the platform, on a database of their own, with a clock that stands still. */
export async function moduleUnderTest(given: { imports: ModuleMetadata['imports']; clock?: FixedClock; env?: NodeJS.ProcessEnv }): Promise<ModuleUnderTest> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
  const config = new Config({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: database.url, LOG_LEVEL: 'silent', ...given.env });
  const clock = given.clock ?? new FixedClock();
  const app = await Test.createTestingModule({ imports: [PlatformModule.with(config, clock as Clock), ...(given.imports ?? [])] }).compile();
  await app.init();
  return {
    app,
    db: app.get(Database),
    clock,
    config,
    get: app.get.bind(app) as INestApplicationContext['get'],
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs every queued reaction here and now, in order, until none is left; a reaction's error is thrown. */
export function deliverAll(app: INestApplicationContext): Promise<number> {
  return app.get(Deliveries, { strict: false }).drain();
}
