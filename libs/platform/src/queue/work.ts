import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { UnrecoverableError } from 'bullmq';
import { Config } from '../config.js';
import { Database } from '../database/database.js';
import { Outbox } from '../outbox/outbox.js';
import { withRequestId } from '../request-context.js';
import { QueueBackend, type JobQueue } from './backend.js';
import { Deliveries } from './deliveries.js';
import { Doorbell } from './doorbell.js';
import { Relay, type DeliveryJob } from './relay.js';
import { Schedules } from './schedules.js';

/** How many reactions and senders run at once here; each holds at most one database connection. */
export const CONCURRENCY = 8;
const SCHEDULES_AT_ONCE = 2;
const GRACE_MS = 15_000;

/** What a worker process does between boot and shutdown: relay, deliveries, schedules. */
@Injectable()
export class Work implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Work');
  private backend: QueueBackend | null = null;
  private deliveryQueue: JobQueue | null = null;
  private relay: Relay | null = null;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly deliveries: Deliveries,
    private readonly schedules: Schedules,
    private readonly doorbell: Doorbell,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const backend = await QueueBackend.open(this.config);
    this.backend = backend;
    this.deliveryQueue = backend.queue('deliveries');
    const scheduleQueue = backend.queue('schedules');
    await Promise.all([this.deliveryQueue.waitUntilReady(), scheduleQueue.waitUntilReady()]);
    await this.schedules.plan(scheduleQueue);
    const relay = new Relay(this.db, this.deliveryQueue, () => this.schedules.mend(scheduleQueue));
    this.relay = relay;
    backend.worker('deliveries', CONCURRENCY, (job) => this.deliver(job.data as DeliveryJob, job.name), (job, error) => void this.record(job.data as DeliveryJob, error));
    backend.worker('schedules', SCHEDULES_AT_ONCE, (job) => this.schedules.run(job.name));
    relay.start();
    this.outbox.wake = () => relay.wake();
    await this.doorbell.listen(() => relay.wake());
  }

  /** Before the database goes: claim no more, finish what runs. */
  async beforeApplicationShutdown(): Promise<void> {
    this.outbox.wake = () => undefined;
    await Promise.all([this.relay?.stop(), this.doorbell.stop()]);
    await this.backend?.close(GRACE_MS);
  }

  async isReachable(): Promise<boolean> {
    return this.backend !== null && this.deliveryQueue !== null && this.backend.isReachable(this.deliveryQueue);
  }

  private async deliver(job: DeliveryJob, subscriber: string): Promise<void> {
    try {
      await this.deliveries.handle(job.deliveryId, subscriber);
    } catch (error) {
      const state = await this.record(job, error);
      // The row decides when a delivery is dead; a queue that was wiped has forgotten earlier tries.
      if (state === 'dead') throw new UnrecoverableError(`delivery ${job.deliveryId} is dead`);
      throw error;
    }
  }

  private async record(job: DeliveryJob, error: unknown): Promise<'queued' | 'dead' | null> {
    try {
      const failure = await this.deliveries.failed(job.deliveryId, error);
      if (!failure) return null;
      const { state, attempts, subscriber, requestId } = failure;
      const words = `delivery ${job.deliveryId} to ${subscriber} failed, try ${attempts}${state === 'dead' ? ', and is dead' : ''}`;
      withRequestId(requestId ?? `delivery-${job.deliveryId}`, () => (state === 'dead' ? this.logger.error(error, words) : this.logger.warn(error, words)));
      return state;
    } catch {
      // The database is away; the queue's own retry or the sweep comes back to this delivery.
      return null;
    }
  }
}
