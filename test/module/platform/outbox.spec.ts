import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { currentRequestId, Database, DeadLetters, Deliveries, DeliveryInvariants, eventKind, Every, Outbox, outside, Reaction, Sender, Subscribers, TransactionOpen, withRequestId, type Happened } from '#libs/platform';
import type { TestingModule } from '@nestjs/testing';
import { ground, type Ground } from './ground.js';

const Woven = eventKind<{ piece: number }>('test.woven');

@Injectable()
class Ledger {
  refusals = 0;
  letters: { piece: number; requestId: string | null; inTransaction: boolean }[] = [];
  pause: () => Promise<void> = async () => undefined;

  constructor(private readonly db: Database) {}

  @Reaction(Woven, 'test.count-piece')
  async whenWoven({ payload }: Happened<{ piece: number }>): Promise<void> {
    await this.db.query('INSERT INTO effect (piece) VALUES ($1)', [payload.piece]);
    await this.pause();
    if (this.refusals-- > 0) throw new Error('the loom is broken');
  }

  @Sender(Woven, 'test.write-letter')
  async tellBuyer({ payload }: Happened<{ piece: number }>): Promise<void> {
    let inTransaction = false;
    await outside(async () => undefined).catch((error) => (inTransaction = error instanceof TransactionOpen));
    this.letters.push({ piece: payload.piece, requestId: currentRequestId(), inTransaction });
  }

  @Every('test.sweep', { minutes: 5 })
  async sweep(): Promise<void> {}
}

@Module({ providers: [Ledger] })
class LoomModule {}

let land: Ground;
let market: TestingModule;
let db: Database;
let outbox: Outbox;
let deliveries: Deliveries;
let ledger: Ledger;

beforeAll(async () => {
  land = await ground();
  market = await land.start([LoomModule]);
  await market.init();
  db = market.get(Database);
  outbox = market.get(Outbox);
  deliveries = market.get(Deliveries);
  ledger = market.get(Ledger, { strict: false });
  await db.query('CREATE TABLE effect (piece int)');
});
beforeEach(async () => {
  await db.query('TRUNCATE effect, platform.delivery, platform.event');
  ledger.refusals = 0;
  ledger.letters = [];
  ledger.pause = async () => undefined;
});
afterAll(async () => {
  await market.close();
  await land.close();
});

const count = async (table: 'effect' | 'event' | 'delivery') => {
  const [row] = await db.query<{ effect: number; event: number; delivery: number }>(
    'SELECT (SELECT count(*) FROM effect) AS effect, (SELECT count(*) FROM platform.event) AS event, (SELECT count(*) FROM platform.delivery) AS delivery',
  );
  return row![table];
};
const waiting = () => db.query<{ id: number; subscriber: string; state: string; attempts: number; last_error: string | null }>(`SELECT id, subscriber, state, attempts, last_error FROM platform.delivery ORDER BY id`);
const reactionOf = async () => (await waiting()).find((each) => each.subscriber === 'test.count-piece')!;

describe('publishing', () => {
  test('events of a transaction come with one delivery for each subscriber, in one statement', async () => {
    await db.transaction(() => outbox.publishAll([1, 2, 3].map((piece) => ({ name: Woven.name, payload: { piece } }))));
    expect(await count('event')).toBe(3);
    expect((await waiting()).map((each) => each.subscriber).sort()).toEqual([...Array(3).fill('test.count-piece'), ...Array(3).fill('test.write-letter')]);
  });

  test('a transaction that is rolled back publishes nothing and wakes nobody', async () => {
    let woken = 0;
    outbox.wake = () => woken++;
    const broken = db.transaction(async () => {
      await outbox.publish(Woven, { piece: 1 });
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect([await count('event'), woken]).toEqual([0, 0]);
    await db.transaction(() => outbox.publish(Woven, { piece: 1 }));
    expect([await count('event'), woken]).toEqual([1, 1]);
    outbox.wake = () => undefined;
  });

  test('a statement is prepared once a connection, unless what the caller leaves out decides its plan', async () => {
    const always = 'SELECT piece FROM effect WHERE piece = $1';
    const atTimes = 'SELECT piece FROM effect WHERE ($1::int IS NULL OR piece = $1)';
    const kept = await db.transaction(async () => {
      for (const piece of [1, 2]) for (const text of [always, atTimes]) await db.query(text, [piece]);
      return db.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
    });
    const texts = kept.map(({ statement }) => statement);
    expect(texts.filter((text) => text === always)).toHaveLength(1);
    expect(texts).not.toContain(atTimes);
  });

  test('a failed statement spoils the transaction even where somebody caught its error', async () => {
    const swallowed = db.transaction(async () => {
      await outbox.publish(Woven, { piece: 1 });
      await db.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow('division by zero');
    expect(await count('event')).toBe(0);
  });

  test('rows of UPDATE … RETURNING behind WITH, and of two-row answers, arrive as rows', async () => {
    await db.query('INSERT INTO effect VALUES (1), (2)');
    expect(await db.query('SELECT piece FROM effect ORDER BY piece')).toEqual([{ piece: 1 }, { piece: 2 }]);
    expect(await db.query('WITH one AS (SELECT 1 AS piece) UPDATE effect SET piece = 5 FROM one WHERE effect.piece = one.piece RETURNING effect.piece')).toEqual([{ piece: 5 }]);
    expect(await db.query('WITH gone AS (DELETE FROM effect RETURNING piece) SELECT piece FROM gone ORDER BY piece')).toEqual([{ piece: 2 }, { piece: 5 }]);
    expect(await db.query('DELETE FROM effect')).toEqual([]);
  });
});

describe('a delivery', () => {
  test('carries the request id of its cause, and a sender holds no transaction', async () => {
    await withRequestId('req-weaver', () => outbox.publish(Woven, { piece: 7 }));
    expect(await deliveries.drain()).toBe(2);
    expect(ledger.letters).toEqual([{ piece: 7, requestId: 'req-weaver', inTransaction: false }]);
    expect(await count('effect')).toBe(1);
    expect(await deliveries.drain()).toBe(0);
  });

  test('that fails leaves no trace of the try, and is thrown by drain', async () => {
    await outbox.publish(Woven, { piece: 1 });
    ledger.refusals = 1;
    await expect(deliveries.drain()).rejects.toThrow('the loom is broken');
    expect([await count('effect'), (await reactionOf()).state]).toEqual([0, 'queued']);
    await deliveries.drain();
    expect(await count('effect')).toBe(1);
  });

  test('handled by ten workers at once has its effect once', async () => {
    await outbox.publish(Woven, { piece: 1 });
    const { id, subscriber } = await reactionOf();
    // The first one stands inside its transaction while the other nine arrive.
    let arrived = 0;
    ledger.pause = () => new Promise((go) => setTimeout(go, 100, (arrived += 1)));
    await Promise.all(Array.from({ length: 10 }, () => deliveries.handle(id, subscriber)));
    expect([await count('effect'), arrived]).toEqual([1, 1]);
  });

  test('whose worker dies between the effect and the commit is as if never tried', async () => {
    await outbox.publish(Woven, { piece: 1 });
    const { id, subscriber } = await reactionOf();
    ledger.pause = async () => {
      ledger.pause = async () => undefined;
      const [{ pid }] = (await db.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      await land.sql('SELECT pg_terminate_backend($1)', [pid]);
    };
    await expect(deliveries.handle(id, subscriber)).rejects.toThrow(/already released|terminated/i);
    expect([await count('effect'), (await reactionOf()).state]).toEqual([0, 'queued']);
    await deliveries.handle(id, subscriber);
    expect([await count('effect'), (await reactionOf()).state]).toEqual([1, 'consumed']);
  });

  test('that fails every try is dead, is listed with its error, and can be replayed', async () => {
    await outbox.publish(Woven, { piece: 9 });
    const { id } = await reactionOf();
    const states = [];
    for (let attempt = 1; attempt <= 8; attempt++) states.push((await deliveries.failed(id, new Error(`poison\0 ${attempt}`)))!.state);
    expect(states).toEqual([...Array(7).fill('queued'), 'dead']);
    const letters = market.get(DeadLetters);
    expect(await letters.list()).toMatchObject([{ id, event: 'test.woven', subscriber: 'test.count-piece', attempts: 8, lastError: 'Error: poison 8' }]);
    expect(await deliveries.drain()).toBe(1); // the letter only
    expect([await letters.replay(id), await letters.count()]).toEqual([1, 0]);
    expect(await deliveries.drain()).toBe(1);
    expect(await count('effect')).toBe(1);
    expect(await letters.replay('all')).toBe(0);
  });

  test('to somebody nobody knows fails loudly', async () => {
    await expect(deliveries.handle(1, 'test.renamed')).rejects.toThrow('nobody is called test.renamed here');
  });
});

test('what nobody delivered is reported after five minutes (I7); what is done is forgotten after a month', async () => {
  await outbox.publish(Woven, { piece: 1 });
  await deliveries.drain();
  await outbox.publish(Woven, { piece: 2 });
  const { id } = (await waiting()).at(-1)!;
  await db.query(`UPDATE platform.delivery SET state = 'dead' WHERE id = $1`, [id]);
  const late = () => market.get(DeliveryInvariants).findings(land.clock.now());
  expect(await late()).toEqual([]);
  land.clock.advance({ minutes: 6 });
  expect(await late()).toMatchObject([{ invariant: 'I7', subject: `delivery ${id - 1}`, detail: expect.stringContaining('test.woven waits for test.') }]);
  land.clock.advance({ days: 31 });
  await deliveries.forgetOld();
  expect((await waiting()).map((each) => each.state).sort()).toEqual(['dead', 'queued']);
});

test('schedules are found by their mark', () => {
  expect(market.get(Subscribers).schedules).toContainEqual(expect.objectContaining({ name: 'test.sweep', everyMs: 300_000 }));
});
