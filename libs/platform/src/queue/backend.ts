import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { createPostgresBackend, Queue, runMigrations, Worker, type Job, type QueueOptions, type WorkerOptions } from 'bullmq';
import { Pool } from 'pg';
import type { Config } from '../config.js';

export type JobQueue = Pick<Queue, 'add' | 'addBulk' | 'upsertJobScheduler' | 'getJobSchedulers' | 'getJobSchedulersCount' | 'removeJobScheduler' | 'getJobCounts' | 'waitUntilReady'>;
export type Work = (job: Pick<Job, 'id' | 'name' | 'data'>) => Promise<void>;

interface Closable {
  close(force?: boolean): Promise<void>;
}

/** BullMQ on Redis when there is one, else on its PostgreSQL backend in the same database. The only file that knows the difference. */
export class QueueBackend {
  private readonly logger = new Logger('Queue');
  private readonly queues: Closable[] = [];
  private readonly workers: Closable[] = [];

  private constructor(
    private readonly connection: { pool: Pool } | { redisUrl: string },
    private readonly prefix: string,
  ) {}

  static async open(config: Config): Promise<QueueBackend> {
    // Two databases that share a Redis must not carry out each other's deliveries.
    const prefix = `kriyadesa-${createHash('sha256').update(config.databaseUrl).digest('hex').slice(0, 8)}`;
    if (config.redisUrl) return new QueueBackend({ redisUrl: config.redisUrl }, prefix);
    const pool = new Pool({ connectionString: config.databaseUrl, application_name: 'kriyadesa-queue', options: '-c search_path=bullmq', max: 6, keepAlive: true, connectionTimeoutMillis: 5_000 });
    const backend = new QueueBackend({ pool }, prefix);
    pool.on('error', (error) => backend.tell(error));
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
    return backend;
  }

  queue(name: string): JobQueue {
    const queue =
      'pool' in this.connection
        ? new Queue(name, { connection: this.connection.pool }, createPostgresBackend)
        : // Fails at once while Redis is away; the relay tries again.
          new Queue(name, { ...this.redis({ enableOfflineQueue: false }) } satisfies QueueOptions);
    queue.on('error', (error: Error) => this.tell(error));
    this.queues.push(queue);
    return queue;
  }

  /** A job whose worker was killed is taken up by another within about 15 s. `gone` hears of jobs that were given up without being run. */
  worker(name: string, concurrency: number, work: Work, gone: (job: Pick<Job, 'data'>, error: Error) => void = () => undefined): void {
    const options = { concurrency, lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 3, runRetryDelay: 1_000, drainDelay: 5 } satisfies Partial<WorkerOptions>;
    const worker =
      'pool' in this.connection
        ? new Worker(name, work, { ...options, connection: this.connection.pool }, createPostgresBackend)
        : new Worker(name, work, { ...options, ...this.redis({ maxRetriesPerRequest: null }) } satisfies WorkerOptions);
    worker.on('error', (error: Error) => this.tell(error));
    worker.on('failed', (job: Pick<Job, 'data'> | undefined, error: Error) => {
      if (job && error.message.startsWith('job stalled')) gone(job, error);
    });
    this.workers.push(worker);
  }

  /** Whether the queue answers within two seconds. */
  async isReachable(queue: JobQueue): Promise<boolean> {
    const late = new Promise<false>((answer) => setTimeout(() => answer(false), 2_000).unref());
    return Promise.race([queue.getJobCounts('waiting').then(() => true, () => false), late]);
  }

  /** Workers finish what they run, for at most `graceMs`; then everything is let go. */
  async close(graceMs: number): Promise<void> {
    await Promise.all(this.workers.map((worker) => within(graceMs, worker.close()).then((isClosed) => (isClosed ? undefined : within(1_000, worker.close(true))))));
    await Promise.all(this.queues.map((queue) => within(2_000, queue.close())));
    if ('pool' in this.connection) await within(2_000, this.connection.pool.end());
  }

  private redis(options: object) {
    if (!('redisUrl' in this.connection)) throw new Error('not on Redis');
    return { prefix: this.prefix, connection: { url: this.connection.redisUrl, connectTimeout: 5_000, ...options } };
  }

  private lastTold = '';

  // A server that is away makes every poll fail: one line for each kind of trouble is enough.
  private tell(error: Error): void {
    if (error.message === this.lastTold) return;
    this.lastTold = error.message;
    setTimeout(() => (this.lastTold = ''), 10_000).unref();
    this.logger.warn(`the queue is disturbed: ${error.message || (error as NodeJS.ErrnoException).code}`);
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((answer) => (timer = setTimeout(() => answer(false), ms)));
  const done = work.then(() => true, () => true);
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
