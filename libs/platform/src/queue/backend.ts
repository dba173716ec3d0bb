import { createHash } from 'node:crypto';
import type { SharedBullConfigurationFactory } from '@nestjs/bullmq';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, createRedisBackend, Queue, runMigrations, setDefaultBackendFactory, Worker, type ConnectionOptions, type IQueueBackend, type Processor, type QueueOptions, type WorkerOptions } from 'bullmq';
import { Pool } from 'pg';
import { Config } from '../config.js';
import { Database } from '../database/database.js';

// BullMQ asks one factory per process. This one goes by the connection it is handed, so that programs on both backends can live in a process.
setDefaultBackendFactory<IQueueBackend, Pool | ConnectionOptions>((name, { connection, ...options }, more) =>
  connection instanceof Pool ? createPostgresBackend(name, { ...options, connection }, more) : createRedisBackend(name, { ...options, connection }, more),
);

/** BullMQ on Redis when there is one, else on its PostgreSQL backend in the same database. The only file that knows the difference. */
@Injectable()
export class QueueConnection implements SharedBullConfigurationFactory, OnApplicationShutdown {
  private pool: Pool | null = null;

  // After the database: a boot that fails for want of it must leave no Redis connection behind that keeps the process alive.
  constructor(
    private readonly config: Config,
    _database: Database,
  ) {}

  async createSharedConfiguration(): Promise<QueueOptions> {
    const { databaseUrl, redisUrl } = this.config;
    // Two databases that share a Redis must not carry out each other's deliveries.
    const prefix = `kriyadesa-${createHash('sha256').update(databaseUrl).digest('hex').slice(0, 8)}`;
    if (redisUrl) return { prefix, connection: { url: redisUrl, connectTimeout: 5_000 } };
    // What the last moment before a crash loses here the sweep brings back, as after a wiped Redis; so nobody waits for the disk.
    const options = '-c search_path=bullmq -c synchronous_commit=off';
    const pool = new Pool({ connectionString: databaseUrl, application_name: 'kriyadesa-queue', options, max: 6, keepAlive: true, connectionTimeoutMillis: 5_000 });
    pool.on('error', tell);
    this.pool = pool;
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
    return { prefix, connection: pool };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.pool) await within(2_000, this.pool.end());
  }
}

const FEW = 12;

/** What @nestjs/bullmq makes of each registered queue. */
export class JobQueue extends Queue {
  constructor(name: string, options: QueueOptions) {
    // Fails at once while Redis is away; the relay tries again.
    super(name, tuned(options, { enableOfflineQueue: false }));
    this.on('error', tell);
  }

  /** On PostgreSQL each batch makes two tables of its own, which costs as much as a dozen single jobs. */
  override addBulk(...[jobs]: Parameters<Queue['addBulk']>): ReturnType<Queue['addBulk']> {
    if (jobs.length > FEW || !(this.opts.connection instanceof Pool)) return super.addBulk(jobs);
    return Promise.all(jobs.map(({ name, data, opts }) => this.add(name, data, opts)));
  }

  /** Whether the queue answers within two seconds. */
  async isReachable(): Promise<boolean> {
    return within(2_000, this.getJobCounts('waiting'));
  }

  override async close(): Promise<void> {
    await within(2_000, super.close());
  }
}

/** What @nestjs/bullmq makes of each `@Processor`. A job whose worker was killed is taken up by another within about 15 s. */
export class JobWorker extends Worker {
  private leaving: Promise<unknown> | null = null;

  constructor(name: string, work: Processor, options: WorkerOptions) {
    const pace = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 3, runRetryDelay: 1_000, drainDelay: 5 };
    super(name, work, tuned({ ...pace, ...options }, { maxRetriesPerRequest: null, enableOfflineQueue: true }));
    this.on('error', tell);
  }

  /** Finishes what it runs, for at most fifteen seconds, however often it is asked. */
  override async close(): Promise<void> {
    await (this.leaving ??= within(15_000, super.close()));
  }
}

function tuned<Options extends Partial<QueueOptions>>(options: Options, redis: object): Options & QueueOptions {
  const { connection } = options;
  // Nest makes the queues of a program whose boot has failed already; they would look for a Redis on this machine for ever.
  if (!connection) throw new Error('the queue has no connection');
  return { ...options, connection: connection instanceof Pool ? connection : { ...connection, ...redis } };
}

const logger = new Logger('Queue');
let lastTold = '';

// A server that is away makes every poll fail: one line for each kind of trouble is enough.
function tell(error: Error): void {
  if (error.message === lastTold) return;
  lastTold = error.message;
  setTimeout(() => (lastTold = ''), 10_000).unref();
  logger.warn(`the queue is disturbed: ${error.message || (error as NodeJS.ErrnoException).code}`);
}

/** Whether it succeeded in time. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((answer) => (timer = setTimeout(() => answer(false), ms)));
  const done = work.then(() => true, () => false);
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
