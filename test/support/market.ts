import { Test } from '@nestjs/testing';
import type { INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, Database, FixedClock, PlatformModule, Subscribers, withRequestId, type Clock, type Happened } from '#libs/platform';
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
export async function deliverAll(app: INestApplicationContext): Promise<number> {
  const db = app.get(Database);
  const subscribers = app.get(Subscribers);
  for (let handled = 0; ; handled++) {
    const [next] = await db.query<Happened<object> & { deliveryId: number; subscriber: string }>(
      `SELECT d.id AS "deliveryId", d.subscriber, e.id, e.name, e.payload, e.occurred_at AS "occurredAt", e.request_id AS "requestId"
       FROM platform.delivery d JOIN platform.event e ON e.id = d.event_id WHERE d.state = 'queued' ORDER BY d.id LIMIT 1`,
    );
    if (!next) return handled;
    const subscriber = subscribers.get(next.subscriber);
    if (!subscriber) throw new Error(`nobody is called ${next.subscriber}`);
    const consume = () => db.query(`UPDATE platform.delivery SET state = 'consumed', consumed_at = now() WHERE id = $1`, [next.deliveryId]);
    await withRequestId(next.requestId ?? 'test', async () => {
      if (subscriber.outside) await subscriber.handle(next).then(consume);
      else await db.transaction(async () => void (await consume(), await subscriber.handle(next)));
    });
  }
}
