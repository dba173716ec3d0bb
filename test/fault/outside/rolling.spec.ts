import { afterEach, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.js';
import { Buyers } from '../support/buyers.js';
import { compiledProgram, ROOT } from '../support/compiled.js';
import { figuresOf, report } from '../support/figures.js';
import { stockUp } from '../support/goods.js';
import { freePort, ownFolder, PrivatePostgres } from '../support/postgres.js';
import { Program } from '../support/program.js';
import { atSize } from '../support/size.js';
import { openTown, type Town } from '../support/town.js';
import { findFaults, levels, settled } from '../support/verdict.js';

const ROUNDS = atSize(1, 10);

let town: Town | null = null;
afterEach(async () => {
  await town?.close();
  town = null;
});

test(`two instances leave one after the other, ${ROUNDS} times under load, and not one request fails`, async () => {
  town = await openTown({ apis: 2, workers: 2, env: { DRAIN_SECONDS: '1' } });
  const { apis, workers, proxy } = town;
  const goods = await stockUp(town, { plenty: 5_000, scarce: 10 });
  const before = await levels(town, goods);
  const buyers = new Buyers(town.origin, goods);
  let isOver = false;
  const slowest = { leaving: 0 };
  const rolling = async () => {
    for (let round = 0; round < ROUNDS; round++) {
      for (const each of [...apis, ...workers]) {
        const from = performance.now();
        expect(await each.stop()).toBe(0);
        slowest.leaving = Math.max(slowest.leaving, Math.round(performance.now() - from));
        each.start();
        await eventually(async () => proxy.readyPorts.length, (count) => count === 2, 60_000);
      }
    }
  };
  const rolled = rolling().finally(() => (isOver = true));
  await buyers.shop(8, () => isOver);
  await rolled;
  expect(proxy.seen.filter(({ status }) => status >= 500)).toEqual([]);
  expect(buyers.retries).toBe(0);
  await settled(town);
  expect(await findFaults(town, buyers, goods, before)).toEqual([]);
  expect(buyers.acknowledged.length).toBeGreaterThan(ROUNDS * 10);
  report('rolling restarts', { restarts: ROUNDS * 4, 'slowest to leave ms': slowest.leaving, ...figuresOf(town, buyers) });
}, atSize(400_000, 1_200_000));

test('processes that start at the same time on an empty database migrate it once', async () => {
  const program = await compiledProgram();
  const folder = ownFolder(join(ROOT, '.test/fault'));
  const postgres = await PrivatePostgres.at(join(folder, 'postgres'));
  await postgres.start();
  const env = { DATABASE_URL: postgres.url, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' };
  const migrating = [1, 2, 3].map(() => new Program(program, ['migrate'], env));
  const workers = await Promise.all([1, 2].map(async () => new Program(program, ['start', '--only', 'worker'], { ...env, PORT: String(await freePort()) })));
  try {
    for (const each of migrating) each.start();
    const ends = await Promise.all(migrating.map(async (each) => ({ code: await each.ended(120_000), said: each.log })));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    const names = ends.flatMap(({ said }) => [...said.matchAll(/migrated (\w+)/g)].map(([, name]) => name!));
    const [{ count }] = (await postgres.sql<{ count: number }>('SELECT count(*)::int AS count FROM platform.migration')) as [{ count: number }];
    expect([new Set(names).size, names.length]).toEqual([count, count]);
    expect(ends.filter(({ said }) => said.includes('loading the areas'))).toHaveLength(1);

    // The queue keeps its own tables, and makes them at start.
    for (const each of workers) each.start();
    const planned = () => postgres.sql(`SELECT 1 FROM pg_tables WHERE schemaname = 'bullmq'`).then((rows) => rows.length);
    await eventually(planned, (tables) => tables > 0, 60_000);
    await eventually(() => postgres.sql(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'kriyadesa-doorbell'`), (bells) => bells.length === 2, 60_000);
    expect(await Promise.all(workers.map((each) => each.stop()))).toEqual([0, 0]);
    expect(workers.flatMap(({ deaths }) => deaths)).toEqual([]);
  } finally {
    await Promise.all([...migrating, ...workers].map((each) => each.kill()));
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
