import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

interface Scope {
  manager: EntityManager;
  afterCommit: (() => void)[];
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
    const answer: unknown = await this.manager.query(text, parameters as unknown[]);
    // TypeORM answers [rows, count] for UPDATE and DELETE.
    if (Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number') return answer[0] as Row[];
    return answer as Row[];
  }

  async one<Row = Record<string, unknown>>(text: string, parameters: readonly unknown[] = []): Promise<Row | null> {
    return (await this.query<Row>(text, parameters))[0] ?? null;
  }

  /** Runs the work in one transaction, joining the caller's when there is one. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (scopes.getStore()) return work();
    const afterCommit: (() => void)[] = [];
    const result = await this.source.transaction((manager) => scopes.run({ manager, afterCommit }, work));
    for (const each of afterCommit) each();
    return result;
  }

  /** Runs the work once the surrounding transaction is committed, or at once when there is none. */
  afterCommit(work: () => void): void {
    const scope = scopes.getStore();
    if (scope) scope.afterCommit.push(work);
    else work();
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
