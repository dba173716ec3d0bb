import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { keepPrepared } from './prepared.js';

interface Scope {
  manager: EntityManager;
  afterCommit: (() => void)[];
  /** The first statement that failed; PostgreSQL would answer the COMMIT after it with a silent ROLLBACK. */
  failure?: unknown;
}

/** What TypeORM's PostgreSQL driver does for its own runners. */
interface Connecting {
  obtainMasterConnection(): Promise<[PoolClient, (broken?: Error) => void]>;
}

const scopes = new AsyncLocalStorage<Scope>();

/** The one way to the database. Facades open transactions; what they call joins them. */
@Injectable()
export class Database {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** The caller's transaction when there is one; for saving and loading aggregates. */
  get manager(): EntityManager {
    return scopes.getStore()?.manager ?? this.source.manager;
  }

  /** Rows as plain objects with the column names of the statement. Parameters are `$1`…; never interpolate. */
  async query<Row = Record<string, unknown>>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const scope = scopes.getStore();
    if (parameters.length > 0) keepPrepared(text);
    if (!scope) return this.alone<Row>(text, parameters);
    try {
      const answer: unknown = await scope.manager.query(text, parameters as unknown[]);
      // TypeORM answers [rows, count] when the statement's own command is UPDATE or DELETE. Rows are objects, so an array in first place is that pair.
      return (Array.isArray(answer) && Array.isArray(answer[0]) ? answer[0] : answer) as Row[];
    } catch (error) {
      scope.failure ??= error;
      throw error;
    }
  }

  /** One statement by itself, straight from the pool: most are, and a runner of TypeORM's around each costs as much again as sending it. Errors are TypeORM's all the same. */
  private async alone<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> {
    const [client, release] = await (this.source.driver as unknown as Connecting).obtainMasterConnection();
    let broken: Error | undefined;
    // A connection that dies while it is checked out tells nobody else, and an error that nobody hears ends the process.
    const note = (error: Error) => (broken = error);
    client.on('error', note);
    try {
      return (await client.query(text, parameters as unknown[])).rows as Row[];
    } catch (error) {
      throw new QueryFailedError(text, parameters as unknown[], error as Error);
    } finally {
      client.off('error', note);
      release(broken);
    }
  }

  async one<Row = Record<string, unknown>>(text: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    return (await this.query<Row>(text, parameters))[0] ?? null;
  }

  /**
   * Runs the work in one transaction, joining the caller's when there is one. A failed statement spoils the whole transaction, caught or not;
   * a refusal thrown before anything was written may be caught.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (scopes.getStore()) return work();
    const afterCommit: (() => void)[] = [];
    const result = await this.source.transaction(async (manager) => {
      const scope: Scope = { manager, afterCommit };
      const answer = await scopes.run(scope, work);
      // Whoever caught the error meant well, but nothing of this transaction can be kept.
      if (scope.failure !== undefined) throw scope.failure;
      return answer;
    });
    for (const each of afterCommit) afterwards(each);
    return result;
  }

  /** A transaction whose statements may take that long: for checks that read whole tables. */
  async patiently<T>(minutes: number, work: () => Promise<T>): Promise<T> {
    return this.transaction(async () => {
      await this.query(`SELECT set_config('statement_timeout', $1, true)`, [`${minutes}min`]);
      return work();
    });
  }

  /** Runs the work once the surrounding transaction is committed, or at once when there is none. */
  afterCommit(work: () => void): void {
    const scope = scopes.getStore();
    if (scope) scope.afterCommit.push(work);
    else work();
  }
}

// What was committed stays committed, whatever goes wrong in telling others of it.
function afterwards(work: () => void): void {
  try {
    work();
  } catch (error) {
    new Logger('Database').error(error, 'after a commit');
  }
}

export class TransactionOpen extends Error {
  constructor() {
    super('a call to the outside must not wait inside a transaction');
  }
}

/** Wraps every call that leaves the program (gateway, carrier, mail); refuses to hold a transaction open meanwhile. */
export async function outside<T>(call: () => Promise<T>): Promise<T> {
  if (scopes.getStore()) throw new TransactionOpen();
  return call();
}
