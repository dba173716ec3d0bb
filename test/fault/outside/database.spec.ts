import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually.js';
import { Buyers } from '../support/buyers.js';
import { figuresOf, report } from '../support/figures.js';
import { stockUp } from '../support/goods.js';
import { atSize } from '../support/size.js';
import { openTown, type Town } from '../support/town.js';
import { findFaults, levels, settled } from '../support/verdict.js';

const FALLS = atSize(2, 12);
// The promises are 5 s and 20 s; a machine that is busy with other things gets twice as long.
const HTTP_WITHIN_MS = 10_000;
const QUEUE_WITHIN_MS = 40_000;

let town: Town | null = null;
afterEach(async () => {
  await town?.close();
  town = null;
});

test(`a database that falls over ${FALLS} times under load costs clean 503s for a moment, and nothing that was acknowledged`, async () => {
  town = await openTown({ apis: 2, workers: 1 });
  const { postgres, proxy } = town;
  const goods = await stockUp(town, { plenty: 5_000, scarce: 10 });
  const before = await levels(town, goods);
  const buyers = new Buyers(town.origin, goods);
  proxy.sendsAnyway = true;
  const slowest = { http: 0, queue: 0 };
  let isOver = false;
  const falling = async (within: Town) => {
    for (let fall = 0; fall < FALLS; fall++) {
      await sleep(1_500 + Math.random() * 1_500);
      await postgres.fallOver();
      await sleep(500 + Math.random() * 3_000);
      await postgres.start();
      const back = performance.now();
      const since = new Date();
      await answersAgain(within);
      slowest.http = Math.max(slowest.http, performance.now() - back);
      await worksAgain(within, since);
      slowest.queue = Math.max(slowest.queue, performance.now() - back);
    }
  };
  const fell = falling(town).finally(() => (isOver = true));
  await Promise.all([fell, buyers.shop(8, () => isOver)]);
  await settled(town);
  expect(await findFaults(town, buyers, goods, before)).toEqual([]);
  expect(slowest.http).toBeLessThan(HTTP_WITHIN_MS);
  expect(slowest.queue).toBeLessThan(QUEUE_WITHIN_MS);
  const codes = proxy.seen.filter(({ status }) => status >= 500).map(({ status, body, type }) => (type === '' ? body : `${status} ${(JSON.parse(body) as { code: string }).code}`));
  expect([...new Set(codes)].filter((code) => !['503 unavailable', '503 not_ready'].includes(code))).toEqual([]);
  expect(codes.length).toBeGreaterThan(0);
  report('database falls over', { falls: FALLS, 'http back ms': Math.round(slowest.http), 'queue back ms': Math.round(slowest.queue), ...figuresOf(town, buyers) });
}, atSize(400_000, 900_000));

/** A request that needs the database, twice as many as there are instances. */
async function answersAgain({ origin, apis }: Town): Promise<void> {
  for (let turn = 0; turn < apis.length * 2; turn++) {
    await eventually(() => fetch(`${origin}/api/v1/baskets`, { method: 'POST' }).then(({ status }) => status), (status) => status === 201, HTTP_WITHIN_MS * 2);
  }
}

/** Something that was told since then has been consumed. */
async function worksAgain({ postgres }: Town, since: Date): Promise<void> {
  const consumed = () => postgres.sql(`SELECT 1 FROM platform.delivery WHERE queued_at > $1 AND consumed_at > $1 LIMIT 1`, [since]);
  await eventually(consumed, (rows) => rows.length > 0, QUEUE_WITHIN_MS * 2);
}
