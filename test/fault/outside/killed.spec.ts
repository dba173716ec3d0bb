import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually.js';
import { hasRedis } from '../../module/platform/redis.js';
import { Buyers } from '../support/buyers.js';
import { figuresOf, report } from '../support/figures.js';
import { stockUp } from '../support/goods.js';
import { atSize } from '../support/size.js';
import { openTown, type Town } from '../support/town.js';
import { findFaults, letHoldsExpire, levels, settled } from '../support/verdict.js';

const CHECKOUTS = atSize(100, 1_000);
const KILLS = atSize(10, 100);

let town: Town | null = null;
afterEach(async () => {
  await town?.close();
  town = null;
});

describe.each(['PostgreSQL', ...(hasRedis ? ['Redis'] : [])] as ('PostgreSQL' | 'Redis')[])('with the queue on %s', (queue) => {
  test(`${CHECKOUTS} checkouts while an api or a worker is killed ${KILLS} times: none that was acknowledged is lost, paid twice or told twice`, async () => {
    town = await openTown({ apis: 2, workers: 2, queue });
    const goods = await stockUp(town, { plenty: 5_000, scarce: CHECKOUTS / 10 });
    const before = await levels(town, goods);
    const buyers = new Buyers(town.origin, goods, 11);
    let isOver = false;
    const killing = killAtRandom(town, buyers).finally(() => (isOver = true));
    await buyers.shop(10, () => isOver && buyers.acknowledged.length >= CHECKOUTS);
    await killing;
    await town.ready();
    await letHoldsExpire(town, buyers);
    await settled(town);
    expect(await findFaults(town, buyers, goods, before)).toEqual([]);
    expect(buyers.acknowledged.length).toBeGreaterThanOrEqual(CHECKOUTS);
    report(`kill -9, queue on ${queue}`, { kills: KILLS, ...figuresOf(town, buyers) });
  }, atSize(400_000, 2_400_000));
});

/** One of them at a random moment, also while it boots, and started again at once; spread over the purchases, so that some are always under way. */
async function killAtRandom({ apis, workers }: Town, buyers: Buyers): Promise<void> {
  const all = [...apis, ...workers];
  for (let kill = 0; kill < KILLS; kill++) {
    await eventually(async () => buyers.acknowledged.length, (count) => count >= (kill * CHECKOUTS) / KILLS, 600_000);
    await sleep(Math.random() * 2_500);
    const victim = all[Math.floor(Math.random() * all.length)]!;
    await victim.kill();
    victim.start();
  }
}
