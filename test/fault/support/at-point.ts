import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';

/** Just before the victim's n-th statement (1 is the first) whose text contains `statement`; without a text, of all its statements. */
export interface Point {
  statement?: string;
  nth?: number;
}

export interface Met<V, R> {
  victim: PromiseSettledResult<V>;
  rival: PromiseSettledResult<R>;
}

const STUCK = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/**
 * Holds the victim at the point and runs the rival meanwhile, outside the victim's transaction. The victim goes on when the rival has ended or waits
 * for one of the victim's locks: the moment is known, no time is guessed. Null when the victim never came by; no rival has run then.
 */
export async function atPoint<V, R>(source: DataSource, point: Point, victim: () => Promise<V>, rival: () => Promise<R>): Promise<Met<V, R> | null> {
  const watcher = new Client({ connectionString: (source.options as { url: string }).url });
  await watcher.connect();
  const asVictim = new AsyncLocalStorage<true>();
  const elsewhere = AsyncLocalStorage.snapshot();
  const create = source.createQueryRunner;
  let started: Promise<PromiseSettledResult<R>> | null = null;
  let count = 0;

  const meet = async (text: string): Promise<void> => {
    if (started || !asVictim.getStore() || !text.includes(point.statement ?? '') || ++count !== (point.nth ?? 1)) return;
    let isOver = false;
    started = elsewhere(async () => settled(rival())).finally(() => (isOver = true));
    while (!isOver && (await watcher.query(STUCK)).rowCount === 0) await sleep(5);
  };
  source.createQueryRunner = (mode) => {
    const runner: QueryRunner = create.call(source, mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (async (text: string, ...rest: unknown[]) => {
      await meet(text);
      return query(text, ...rest);
    }) as QueryRunner['query'];
    return runner;
  };
  try {
    const ended = await asVictim.run(true, () => settled(victim()));
    const meeting = started as Promise<PromiseSettledResult<R>> | null;
    return meeting && { victim: ended, rival: await meeting };
  } finally {
    source.createQueryRunner = create;
    await watcher.end();
  }
}

async function settled<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}
