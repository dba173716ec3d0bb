import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource, type QueryRunner } from 'typeorm';
import { Database, Mailer, type Clock, type Config } from '#libs/platform';
import { httpServer } from '../../../../apps/market/src/http-server.js';
import { SandboxGateway } from '../../../../libs/payment/src/sandbox/sandbox.gateway.js';
import { Client } from '../../../support/client.js';

/** What everything answers that is asked of a process which is no more. */
export class Crashed extends Error {}

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** A statement outside a transaction goes straight to the pool. */
interface Lone {
  alone: (text: string, parameters: readonly unknown[]) => Promise<unknown>;
}

const OUTSIDE_CALLS = ['createCheckout', 'fetchStatus', 'refund'];
const WRITES = /^\s*(INSERT|UPDATE|DELETE)|\b(INSERT INTO|DELETE FROM|(?<!FOR |KEY )UPDATE [a-z]+\.)/;

/**
 * One life of the program's process, as the api role. It counts every commit (of a transaction, or of a writing statement outside one) and the moments
 * before and after every call to the outside; at the chosen one it dies: from then on no statement and no call goes through, until another life begins
 * on the same database. A ROLLBACK still does, as PostgreSQL rolls back by itself what a killed process had open.
 */
export class Life {
  points: string[] = [];
  private crashAt = 0;
  private isCounting = false;
  private diedAt: string | null = null;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly client: Client,
  ) {}

  static async begin(config: Config, clock: Clock): Promise<Life> {
    const app = await httpServer({ config, clock, roles: ['api'] });
    await app.listen(0, '127.0.0.1');
    const life = new Life(app, new Client(await app.getUrl()));
    life.watchStatements(app.get(DataSource));
    life.watchLoneStatements(app.get(Database) as unknown as Lone);
    life.watchCalls('bank', app.get(SandboxGateway, { strict: false }) as unknown as Methods, OUTSIDE_CALLS);
    life.watchCalls('mail', app.get(Mailer, { strict: false }) as unknown as Methods, ['send']);
    return life;
  }

  /** Counts from here on, and dies at that point; never with 0. */
  count(crashAt: number): void {
    Object.assign(this, { points: [], crashAt, isCounting: true });
  }

  stopCounting(): void {
    this.isCounting = false;
  }

  get isOver(): boolean {
    return this.diedAt !== null;
  }

  end(): Promise<void> {
    return this.app.close();
  }

  private watchStatements(source: DataSource): void {
    const create = source.createQueryRunner.bind(source);
    source.createQueryRunner = (mode) => this.watched(create(mode));
  }

  private watched(runner: QueryRunner): QueryRunner {
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const commit = runner.commitTransaction.bind(runner);
    runner.query = (async (text: string, ...rest: unknown[]) => {
      if (text !== 'ROLLBACK') this.requireAlive();
      const answer = await query(text, ...rest);
      if (!runner.isTransactionActive) this.committed(text);
      return answer;
    }) as QueryRunner['query'];
    runner.commitTransaction = async () => {
      this.requireAlive();
      await commit();
      this.point('committed a transaction');
    };
    return runner;
  }

  private watchLoneStatements(database: Lone): void {
    const alone = database.alone.bind(database);
    database.alone = async (text, parameters) => {
      this.requireAlive();
      const answer = await alone(text, parameters);
      this.committed(text);
      return answer;
    };
  }

  private committed(text: string): void {
    if (WRITES.test(text)) this.point(`committed ${text.replace(/\s+/g, ' ').trim().slice(0, 60)}`);
  }

  private watchCalls(whom: string, adapter: Methods, names: readonly string[]): void {
    for (const name of names) {
      const call = adapter[name]!.bind(adapter);
      adapter[name] = async (...args) => {
        this.requireAlive();
        this.point(`before ${whom}.${name}`);
        const answer = await call(...args);
        this.point(`after ${whom}.${name}`);
        return answer;
      };
    }
  }

  private requireAlive(): void {
    if (this.diedAt) throw new Crashed(`died ${this.diedAt}`);
  }

  private point(name: string): void {
    if (!this.isCounting || this.isOver) return;
    this.points.push(name);
    if (this.points.length !== this.crashAt) return;
    this.diedAt = name;
    this.requireAlive();
  }
}
