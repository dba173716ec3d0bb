import { afterEach, describe, expect, test } from '@jest/globals';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasRedis } from '../../module/platform/redis.js';
import { eventually } from '../../support/eventually.js';
import { Buyers } from '../support/buyers.js';
import { figuresOf, report } from '../support/figures.js';
import { stockUp } from '../support/goods.js';
import { atSize } from '../support/size.js';
import { openTown, type Town } from '../support/town.js';
import { findFaults, levels, settled } from '../support/verdict.js';

const LOSSES = atSize(1, 10);
// A delivery whose job is gone is offered again after 15 s; the promise is 20 s, and a busy machine gets twice as long.
const QUEUE_WITHIN_MS = 40_000;

let town: Town | null = null;
afterEach(async () => {
  await town?.close();
  town = null;
});

(hasRedis ? describe : describe.skip)('a queue on Redis', () => {
  test(`wiped, and killed and started empty, ${LOSSES} times each under load: sellers and buyers are told all the same, once`, async () => {
    town = await openTown({ apis: 1, workers: 2, queue: 'Redis' });
    const goods = await stockUp(town, { plenty: 5_000, scarce: 10 });
    const before = await levels(town, goods);
    const buyers = new Buyers(town.origin, goods);
    let isOver = false;
    let slowest = 0;
    const losing = async ({ redis, postgres, dataDir }: Town) => {
      for (let loss = 0; loss < LOSSES * 2; loss++) {
        await sleep(1_000 + Math.random() * 2_000);
        // Mails that cannot be written lie in the queue, to be tried again: so something is lost each time.
        const mendMail = breakMail(dataDir);
        const tried = () => postgres.sql(`SELECT 1 FROM platform.delivery WHERE state = 'queued' AND last_error IS NOT NULL LIMIT 1`);
        await eventually(tried, (rows) => rows.length > 0, QUEUE_WITHIN_MS);
        if (loss % 2 === 0) await redis!.wipe();
        else {
          await redis!.kill();
          await sleep(500 + Math.random() * 2_000);
          await redis!.start();
        }
        mendMail();
        const back = performance.now();
        const [{ last }] = (await postgres.sql<{ last: number }>('SELECT max(id)::float8 AS last FROM platform.delivery')) as [{ last: number }];
        const left = () => postgres.sql(`SELECT id FROM platform.delivery WHERE state = 'queued' AND id <= $1`, [last]);
        await eventually(left, (rows) => rows.length === 0, QUEUE_WITHIN_MS * 3);
        slowest = Math.max(slowest, performance.now() - back);
      }
    };
    const lost = losing(town).finally(() => (isOver = true));
    await Promise.all([lost, buyers.shop(6, () => isOver)]);
    await settled(town);
    expect(await findFaults(town, buyers, goods, before)).toEqual([]);
    // Shops and buyers are served while the queue is away.
    expect(town.proxy.seen.filter(({ status }) => status >= 500)).toEqual([]);
    expect(slowest).toBeLessThan(QUEUE_WITHIN_MS);
    await schedulesRun(town);
    report('Redis lost', { wiped: LOSSES, killed: LOSSES, 'all told after ms': Math.round(slowest), ...figuresOf(town, buyers) });
  }, atSize(400_000, 1_200_000));
});

/** Puts a file where the folder should be; answers the way back. */
function breakMail(dataDir: string): () => void {
  const [folder, away] = [join(dataDir, 'mail'), join(dataDir, 'mail-away')];
  renameSync(folder, away);
  writeFileSync(folder, '');
  return () => {
    rmSync(folder);
    renameSync(away, folder);
  };
}

/** The wiped schedules were planned again: polling the bank, which runs each half minute, took a turn after everything else. */
async function schedulesRun({ postgres }: Town): Promise<void> {
  const since = new Date();
  const runs = () => postgres.sql(`SELECT 1 FROM platform.schedule_run WHERE name = 'payment.poll-unanswered' AND succeeded_at > $1`, [since]);
  await eventually(runs, (rows) => rows.length > 0, 60_000);
}
