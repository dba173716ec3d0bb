import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { Database, DeadLetters, Deliveries, eventKind, ObservabilityModule, Outbox, QueueModule, Reaction, Sender, type Happened } from '#libs/platform';
import { Health } from '../../../libs/platform/src/observability/health.js';
import { ground, type Ground } from '../../module/platform/ground.js';
import { hasRedis, redisUnderTest, type RedisUnderTest } from '../../module/platform/redis.js';
import { eventually } from '../../support/eventually.js';

type Poison = 'none' | 'error' | 'text' | 'nothing' | 'object' | 'never' | 'block' | 'sql';

const Potted = eventKind<{ pot: number; poison: Poison; clay?: string }>('test.potted');

/** Whether what is poisonous still is. */
const shop = { isMended: false };
const turned: number[] = [];

async function swallow({ payload: { poison } }: Happened<{ pot: number; poison: Poison }>, db: Database): Promise<void> {
  if (shop.isMended) return;
  if (poison === 'error') throw new Error('the pot broke \0 in the kiln');
  if (poison === 'text') throw 'only words';
  if (poison === 'nothing') throw undefined;
  if (poison === 'object') throw { toString: null };
  if (poison === 'never') await new Promise(() => undefined);
  if (poison === 'sql') await db.query('SELECT nothing FROM nowhere').catch(() => undefined);
  if (poison === 'block') for (const until = Date.now() + 2_000; Date.now() < until; );
}

@Injectable()
class Kiln {
  constructor(private readonly db: Database) {}

  @Reaction(Potted, 'test.fire')
  async whenPotted(potted: Happened<{ pot: number; poison: Poison }>): Promise<void> {
    await this.db.query('INSERT INTO fired (pot, by) VALUES ($1, $2)', [potted.payload.pot, 'reaction']);
    await swallow(potted, this.db);
  }

  @Sender(Potted, 'test.show')
  async show(potted: Happened<{ pot: number; poison: Poison }>): Promise<void> {
    await swallow(potted, this.db);
    await this.db.query('INSERT INTO fired (pot, by) VALUES ($1, $2)', [potted.payload.pot, 'sender']);
  }
}

/** Was there in an older version. */
@Injectable()
class Potter {
  @Reaction(Potted, 'test.turn')
  async whenPotted({ payload: { pot } }: Happened<{ pot: number; poison: Poison }>): Promise<void> {
    turned.push(pot);
  }
}

@Module({ providers: [Kiln] })
class NewVersion {}

@Module({ providers: [Kiln, Potter] })
class OldVersion {}

describe.each(hasRedis ? ['postgres', 'redis'] : ['postgres'])('poison on %s', (backend) => {
  let redis: RedisUnderTest | null = null;
  let land: Ground;
  let worker: TestingModule;
  const { patienceMs } = Deliveries;

  beforeAll(async () => {
    redis = backend === 'redis' ? await redisUnderTest() : null;
    land = await ground(redis ? { REDIS_URL: redis.url } : {});
    await land.sql('CREATE TABLE fired (pot int, by text)');
    worker = await land.start([ObservabilityModule, NewVersion, QueueModule.forWorker()]);
    await worker.init();
  });
  beforeEach(async () => {
    await land.sql('TRUNCATE fired, platform.delivery, platform.event');
    Object.assign(shop, { isMended: false });
    Deliveries.patienceMs = 3_000;
  });
  afterEach(() => {
    Deliveries.patienceMs = patienceMs;
  });
  afterAll(async () => {
    await land.close();
    await redis?.close();
  });

  const put = (pots: { pot: number; poison: Poison; clay?: string }[]) => worker.get(Outbox).publishAll(pots.map((payload) => ({ name: Potted.name, payload })));
  /** As if all tries but the last had failed before. */
  const putForTheLastTime = async (pots: { pot: number; poison: Poison }[]) => {
    await land.sql(`INSERT INTO platform.event (name, payload, occurred_at) SELECT 'test.potted', pot, now() FROM jsonb_array_elements($1::jsonb) pot`, [JSON.stringify(pots)]);
    await land.sql(`INSERT INTO platform.delivery (event_id, subscriber, queued_at, attempts) SELECT id, subscriber, now(), 7 FROM platform.event, unnest(ARRAY['test.fire', 'test.show']) subscriber`);
  };
  const states = async () => Object.fromEntries((await land.sql('SELECT state, count(*)::int AS n FROM platform.delivery GROUP BY state')).map((row) => [row.state, row.n]));
  const fired = async () => (await land.sql('SELECT pot, by FROM fired ORDER BY pot, by')).map(({ pot, by }) => `${Number(pot)} ${String(by)}`);

  // The last test stops the worker.
  test.each<Poison>(['error', 'text', 'nothing', 'object', 'never', 'sql'])('%s: others go on, it is dead after the last try, counted, and revived once mended', async (poison) => {
    // More than the eight that a worker takes at once.
    const bad = Array.from({ length: 10 }, (_, pot) => ({ pot, poison }));
    await putForTheLastTime(bad);
    await put([{ pot: 100, poison: 'none' }]);
    const dead = poison === 'sql' ? 10 : 20;
    await eventually(states, (seen) => seen.dead === dead && seen.queued === undefined, 20_000);
    expect((await fired()).filter((each) => each.startsWith('100'))).toEqual(['100 reaction', '100 sender']);
    expect((await worker.get(Health).readiness()).deadDeliveries).toBe(dead);
    const letters = worker.get(DeadLetters);
    expect((await letters.list())[0]!.lastError).toMatch(/\w{3}/);

    shop.isMended = true;
    expect(await letters.replay('all')).toBe(dead);
    await eventually(states, (seen) => seen.consumed === 22, 20_000);
    expect(await fired()).toEqual([...bad, { pot: 100 }].flatMap(({ pot }) => [`${pot} reaction`, `${pot} sender`]).sort((a, b) => parseInt(a, 10) - parseInt(b, 10)));
    expect(await letters.count()).toBe(0);
  }, 60_000);

  test('a handler that blocks everything for two seconds costs two seconds', async () => {
    await put([{ pot: 1, poison: 'block' }, { pot: 2, poison: 'none' }]);
    await eventually(states, (seen) => seen.consumed === 4, 20_000);
    expect(await fired()).toEqual(['1 reaction', '1 sender', '2 reaction', '2 sender']);
  }, 40_000);

  test('what weighs eight megabytes is carried like the rest', async () => {
    await put([{ pot: 1, poison: 'none', clay: 'x'.repeat(8_000_000) }, { pot: 2, poison: 'none' }]);
    await eventually(states, (seen) => seen.consumed === 4, 20_000);
    expect(await fired()).toEqual(['1 reaction', '1 sender', '2 reaction', '2 sender']);
  }, 40_000);

  test('a reaction that the new version no longer has is told of, and heard by the old one once that is back', async () => {
    await land.sql(`INSERT INTO platform.event (name, payload, occurred_at) VALUES ('test.potted', '{"pot":1,"poison":"none"}', now())`);
    await land.sql(`INSERT INTO platform.delivery (event_id, subscriber, queued_at, attempts) SELECT id, 'test.turn', now(), 7 FROM platform.event`);
    await put([{ pot: 2, poison: 'none' }]);
    await eventually(states, (seen) => seen.dead === 1 && seen.consumed === 2, 20_000);
    expect((await worker.get(DeadLetters).list()).map(({ subscriber, lastError }) => [subscriber, lastError])).toEqual([['test.turn', expect.stringContaining('nobody is called test.turn')]]);
    turned.length = 0;
    await worker.close();
    const old = await land.start([OldVersion]);
    await old.init();
    expect(await old.get(DeadLetters).replay('all')).toBe(1);
    await old.get(Deliveries).drain();
    expect(turned).toEqual([1]);
    await old.close();
  }, 40_000);
});
