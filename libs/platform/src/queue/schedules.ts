import { InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Job } from 'bullmq';
import { DataSource } from 'typeorm';
import { Subscribers } from '../outbox/subscribers.js';
import { withRequestId } from '../request-context.js';
import type { JobQueue } from './backend.js';
import { ScheduleRuns } from './schedule-runs.js';

const CHECK_EVERY_MS = 5_000;

/** The methods marked `@Every`, driven by BullMQ's job schedulers; one run of each at a time over all workers. */
@Processor('schedules', { concurrency: 2 })
export class Schedules extends WorkerHost {
  private readonly logger = new Logger('Schedules');
  private checkedAt = 0;

  constructor(
    private readonly subscribers: Subscribers,
    @InjectDataSource() private readonly source: DataSource,
    private readonly runs: ScheduleRuns,
    @InjectQueue('schedules') private readonly queue: JobQueue,
  ) {
    super();
  }

  /** Makes the queue's schedulers those of this program. */
  async plan(): Promise<void> {
    await this.queue.waitUntilReady();
    const wanted = this.subscribers.schedules;
    for (const { key } of await this.queue.getJobSchedulers()) {
      if (!wanted.some((schedule) => schedule.name === key)) await this.queue.removeJobScheduler(key);
    }
    for (const { name, everyMs, cron } of wanted) {
      await this.queue.upsertJobScheduler(name, cron ? { pattern: cron, tz: 'Asia/Jakarta' } : { every: everyMs }, { name, data: {}, opts: { removeOnComplete: true, removeOnFail: true } });
    }
    this.checkedAt = Date.now();
  }

  /** Plans again what a wiped queue has lost. */
  async mend(): Promise<void> {
    if (Date.now() - this.checkedAt < CHECK_EVERY_MS) return;
    this.checkedAt = Date.now();
    if ((await this.queue.getJobSchedulersCount()) < this.subscribers.schedules.length) await this.plan();
  }

  async process({ name }: Job): Promise<void> {
    await this.run(name);
  }

  /** Runs one now, unless another worker is at it. A failure is logged; the next run is the retry. */
  async run(name: string): Promise<void> {
    const schedule = this.subscribers.schedules.find((each) => each.name === name);
    if (!schedule) return;
    // A session lock: it ends with its connection, so a killed worker does not block the schedule.
    const runner = this.source.createQueryRunner();
    try {
      const [{ locked }] = (await runner.query(`SELECT pg_try_advisory_lock(hashtext('kriyadesa.schedule'), hashtext($1)) AS locked`, [name])) as [{ locked: boolean }];
      if (!locked) return;
      try {
        await withRequestId(`schedule-${name}`, () => this.runs.note(name, schedule.run));
      } finally {
        // Fails only when the connection, and the lock with it, is gone.
        await runner.query(`SELECT pg_advisory_unlock(hashtext('kriyadesa.schedule'), hashtext($1))`, [name]).catch(() => undefined);
      }
    } catch (error) {
      this.logger.error(error, `the schedule ${name} failed`);
    } finally {
      await runner.release();
    }
  }
}
