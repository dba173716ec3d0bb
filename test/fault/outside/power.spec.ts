import { afterEach, expect, test } from '@jest/globals';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually.js';
import { Client } from '../../support/client.js';
import type { Placed } from '../../support/shopper.js';
import { Buyers } from '../support/buyers.js';
import { compiledProgram, ROOT } from '../support/compiled.js';
import { report } from '../support/figures.js';
import { findGoods } from '../support/goods.js';
import { copyFolder, freePort, killWithChildren, ownFolder } from '../support/postgres.js';
import { Program } from '../support/program.js';
import { atSize } from '../support/size.js';
import { demoWorld } from '../support/town.js';

const CUTS = atSize(2, 10);
const BACK_WITHIN_MS = 60_000;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

test(`the power goes ${CUTS} times while people buy on one machine: npm start finds everything again, whoever has the old process numbers now`, async () => {
  const program = await compiledProgram();
  const folder = ownFolder(join(ROOT, '.test/fault'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const world = await demoWorld(program);
  copyFolder(join(world, 'data'), folder);
  copyFolder(join(world, 'postgres'), join(folder, 'postgres'));
  const port = await freePort();
  const env = { DATA_DIR: folder, PORT: String(port), RATE_LIMIT_FACTOR: '100000' };
  const origin = `http://localhost:${port}`;
  const market = new Program(program, ['start'], env);
  const pidFile = join(folder, 'postgres/postmaster.pid');
  const loseDatabase = () => (existsSync(pidFile) ? killWithChildren(Number(readFileSync(pidFile, 'utf8').split('\n')[0])) : undefined);
  closing.push(async () => {
    await market.stop();
    await market.kill();
  });

  market.start();
  await isReady(origin);
  const buyers = new Buyers(origin, await findGoods(origin));
  let isOver = false;
  let slowest = 0;
  const cutting = async () => {
    for (let cut = 0; cut < CUTS; cut++) {
      await sleep(2_000 + Math.random() * 2_000);
      const dying = market.kill();
      loseDatabase();
      await dying;
      // The machine starts again, and somebody else has got the numbers.
      writeFileSync(join(folder, 'market.pid'), String(process.pid));
      writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
      const from = performance.now();
      market.start();
      await isReady(origin);
      slowest = Math.max(slowest, performance.now() - from);
    }
  };
  const cut = cutting().finally(() => (isOver = true));
  await Promise.all([cut, buyers.shop(2, () => isOver)]);

  expect(buyers.strange).toEqual([]);
  expect(buyers.acknowledged.length).toBeGreaterThan(0);
  const client = new Client(origin);
  for (const { id, token, total } of buyers.acknowledged) {
    const { body } = await client.get<Placed>(`/api/v1/checkouts/${id}`, { headers: { 'x-checkout-token': token } });
    expect({ total: body.total.amount, statuses: body.orders.map(({ status }) => status) }).toEqual({ total, statuses: ['paid', 'paid'] });
  }
  const reconcile = new Program(program, ['reconcile'], env);
  reconcile.start();
  expect({ code: await reconcile.ended(60_000), said: reconcile.log }).toEqual({ code: 0, said: expect.stringContaining('all invariants hold') });
  expect(await market.stop()).toBe(0);
  expect([existsSync(pidFile), existsSync(join(folder, 'market.pid'))]).toEqual([false, false]);
  expect(market.deaths).toEqual([]);
  report('power cuts', { cuts: CUTS, acknowledged: buyers.acknowledged.length, retries: buyers.retries, 'slowest start ms': Math.round(slowest) });
}, atSize(400_000, 900_000));

async function isReady(origin: string): Promise<void> {
  await eventually(() => fetch(`${origin}/health/ready`).then(({ status }) => status, () => 0), (status) => status === 200, BACK_WITHIN_MS);
}
