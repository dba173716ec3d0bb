import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { currentRequestId, Database, DeadLetters, eventKind, Every, Outbox, QueueModule, Reaction, Schedules, Sender, withRequestId, type Happened } from '#libs/platform';
import { ground, type Ground } from './ground.js';
import { hasRedis, redisUnderTest, type RedisUnderTest } from './redis.js';

const Woven = eventKind<{ piece: number }>('test.woven');

/** What happened in all programs of a test, whoever did it. */
const seen = { sweeps: 0, sweepsAtOnce: 0, mostSweepsAtOnce: 0, refusals: new Map<number, number>(), letters: [] as { piece: number; requestId: string | null }[], slowMs: 0 };

@Injectable()
class Loom {
  constructor(private readonly db: Database) {}

  @Reaction(Woven, 'test.count-piece')
  async whenWoven({ payload: { piece } }: Happened<{ piece: number }>): Promise<void> {
    await this.db.query('INSERT INTO effect (piece) VALUES ($1)', [piece]);
    if (seen.slowMs) await sleep(seen.slowMs);
    const left = seen.refusals.get(piece) ?? 0;
    seen.refusals.set(piece, left - 1);
    if (left > 0) throw new Error(`the loom refuses piece ${piece}`);
  }

  @Sender(Woven, 'test.write-letter')
  async tellBuyer({ payload }: Happened<{ piece: number }>): Promise<void> {
    seen.letters.push({ piece: payload.piece, requestId: currentRequestId() });
  }

  @Every('test.sweep', { seconds: 0.4 })
  async sweep(): Promise<void> {
    seen.sweepsAtOnce++;
    seen.mostSweepsAtOnce = Math.max(seen.mostSweepsAtOnce, seen.sweepsAtOnce);
    await sleep(600);
    seen.sweepsAtOnce--;
    seen.sweeps++;
  }
}

@Module({ providers: [Loom] })
class LoomModule {}

describe.each(hasRedis ? ['postgres', 'redis'] : ['postgres'])('the queue on %s', (backend) => {
  let redis: RedisUnderTest | null = null;
  let land: Ground;
  let programs: TestingModule[];

  beforeAll(async () => {
    redis = backend === 'redis' ? await redisUnderTest() : null;
    land = await ground(redis ? { REDIS_URL: redis.url } : {});
    await land.sql('CREATE TABLE effect (piece int)');
  });
  beforeEach(async () => {
    await land.sql('TRUNCATE effect, platform.delivery, platform.event');
    programs = [];
    Object.assign(seen, { sweeps: 0, sweepsAtOnce: 0, mostSweepsAtOnce: 0, refusals: new Map(), letters: [], slowMs: 0 });
  });
  afterEach(async () => {
    await Promise.all(programs.map((program) => program.close()));
  });
  afterAll(async () => {
    await land.close();
    await redis?.close();
  });

  const start = async (role: 'worker' | 'publisher') => {
    const program = await land.start([LoomModule, role === 'worker' ? QueueModule.forWorker() : QueueModule.forPublisher()]);
    await program.init();
    programs.push(program);
    return program;
  };
  const weave = (program: TestingModule, pieces: number[]) => program.get(Outbox).publishAll(pieces.map((piece) => ({ name: Woven.name, payload: { piece } })));
  const effects = async () => (await land.sql('SELECT piece FROM effect ORDER BY piece')).map((row) => row.piece);
  const states = async () => Object.fromEntries((await land.sql('SELECT state, count(*) AS n FROM platform.delivery GROUP BY state')).map((row) => [row.state, row.n]));
  const wipe = async () => (redis ? redis.wipe() : void (await land.sql('TRUNCATE bullmq.job, bullmq.scheduler CASCADE')));

  test('hundreds of events reach each subscriber once, over two workers', async () => {
    const [one] = [await start('worker'), await start('worker')];
    const pieces = Array.from({ length: 300 }, (_, i) => i);
    await withRequestId('req-weaver', () => weave(one!, pieces));
    await eventually(async () => expect(await states()).toEqual({ consumed: 600 }));
    expect(await effects()).toEqual(pieces);
    expect(seen.letters.map((letter) => letter.piece).sort((a, b) => a - b)).toEqual(pieces);
    expect(new Set(seen.letters.map((letter) => letter.requestId))).toEqual(new Set(['req-weaver']));
  });

  test('a process without workers wakes those elsewhere long before they would look by themselves', async () => {
    const api = await start('publisher');
    await start('worker');
    const delays: number[] = [];
    for (let round = 0; round < 5; round++) {
      await sleep(120);
      const from = performance.now();
      await weave(api, [round]);
      await eventually(async () => expect(seen.letters.length).toBe(round + 1), 5_000, 5);
      delays.push(performance.now() - from);
    }
    // Polling alone would take half a second in the middle.
    expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(250);
  });

  test('a failing reaction is tried again, and others do not wait for it', async () => {
    const program = await start('worker');
    seen.refusals.set(1, 2);
    await weave(program, [1, 2]);
    await eventually(async () => expect(await effects()).toEqual([2]));
    await eventually(async () => expect(await effects()).toEqual([1, 2]), 15_000);
    expect(await land.sql(`SELECT attempts, last_error FROM platform.delivery WHERE subscriber = 'test.count-piece' ORDER BY id`)).toEqual([
      { attempts: 3, last_error: 'Error: the loom refuses piece 1' },
      { attempts: 1, last_error: null },
    ]);
  });

  test('after its last try a delivery is dead, does not come back by itself, and is replayed on request', async () => {
    const program = await start('worker');
    seen.refusals.set(1, 1);
    await weave(program, []);
    await land.sql(`INSERT INTO platform.event (name, payload, occurred_at) VALUES ('test.woven', '{"piece": 1}', now())`);
    await land.sql(`INSERT INTO platform.delivery (event_id, subscriber, queued_at, attempts) SELECT id, 'test.count-piece', now(), 7 FROM platform.event`);
    await eventually(async () => expect(await states()).toEqual({ dead: 1 }));
    expect(await program.get(DeadLetters).replay('all')).toBe(1);
    await eventually(async () => expect(await effects()).toEqual([1]));
  });

  test('what is queued survives a queue that was wiped, schedules included', async () => {
    const program = await start('worker');
    // The first try fails, so the second lies in the queue, a second away, when all is wiped.
    seen.refusals.set(1, 1);
    await weave(program, [1]);
    await eventually(async () => expect(await land.sql('SELECT 1 AS tried FROM platform.delivery WHERE attempts = 1 AND last_error IS NOT NULL')).toHaveLength(1));
    await wipe();
    seen.sweeps = 0;
    // As if a quarter of a minute had passed.
    await land.sql(`UPDATE platform.delivery SET claimed_at = claimed_at - interval '15 s'`);
    await eventually(async () => expect(await effects()).toEqual([1]), 25_000);
    await eventually(async () => expect(seen.sweeps).toBeGreaterThan(0), 25_000);
  });

  test('a schedule runs again and again, one at a time over two workers', async () => {
    const [one] = [await start('worker'), await start('worker')];
    await eventually(async () => expect(seen.sweeps).toBeGreaterThanOrEqual(2), 15_000);
    await Promise.all([one!.get(Schedules, { strict: false }).run('test.sweep'), one!.get(Schedules, { strict: false }).run('test.sweep')]);
    expect(seen.mostSweepsAtOnce).toBe(1);
  });

  test('leaving, a worker finishes what it runs and takes nothing more', async () => {
    const program = await start('worker');
    seen.slowMs = 700;
    await weave(program, Array.from({ length: 40 }, (_, i) => i));
    await eventually(async () => expect(seen.refusals.size + seen.letters.length).toBeGreaterThan(0));
    await program.close();
    programs = [];
    const done = await effects();
    const { consumed = 0 } = await states();
    await sleep(900);
    expect([await effects(), (await states()).consumed]).toEqual([done, consumed]);
    expect(done.length).toBeLessThan(40);
    seen.slowMs = 0;
    await start('worker');
    await eventually(async () => expect(await states()).toEqual({ consumed: 80 }), 30_000);
    expect(await effects()).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  test('database connections that are cut do not stop the worker', async () => {
    const program = await start('worker');
    await weave(program, [1]);
    await eventually(async () => expect(await effects()).toEqual([1]));
    await land.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await land.sql(`INSERT INTO platform.event (name, payload, occurred_at) VALUES ('test.woven', '{"piece": 2}', now())`);
    await land.sql(`INSERT INTO platform.delivery (event_id, subscriber, queued_at) SELECT max(id), 'test.count-piece', now() FROM platform.event`);
    await eventually(async () => expect(await effects()).toEqual([1, 2]), 25_000);
  });
});

async function eventually(check: () => Promise<void>, timeoutMs = 10_000, everyMs = 50): Promise<void> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(everyMs);
    }
  }
}
