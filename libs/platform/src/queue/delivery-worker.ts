import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { UnrecoverableError, type Job } from 'bullmq';
import { Meters, timed } from '../observability/meters.js';
import { withRequestId } from '../request-context.js';
import { Deliveries } from './deliveries.js';
import type { DeliveryJob } from './relay.js';

/** Carries out the jobs that the relay added, eight at once here; each holds at most one database connection. */
@Processor('deliveries', { concurrency: 8 })
export class DeliveryWorker extends WorkerHost {
  private readonly logger = new Logger('Work');

  private readonly durations;

  constructor(
    private readonly deliveries: Deliveries,
    meters: Meters,
  ) {
    super();
    this.durations = meters.histogram('platform_reaction_duration_seconds', 'Deliveries handled in this process, by subscriber and outcome', ['subscriber', 'outcome'], [0.01, 0.05, 0.25, 1, 5, 30]);
  }

  async process({ name, data: { deliveryId } }: Job<DeliveryJob>): Promise<void> {
    try {
      await timed(this.durations, { subscriber: name }, () => this.deliveries.handle(deliveryId, name));
    } catch (thrown) {
      const error = asError(thrown);
      // The row decides when a delivery is dead; a queue that was wiped has forgotten earlier tries.
      if ((await this.record(deliveryId, error)) === 'dead') throw new UnrecoverableError(`delivery ${deliveryId} is dead`);
      throw error;
    }
  }

  /** Of the jobs that failed, only those that stalled too often were given up without being run to their end. */
  @OnWorkerEvent('failed')
  async givenUp(job: Job<DeliveryJob> | undefined, error: Error): Promise<void> {
    if (job && error.message.startsWith('job stalled')) await this.record(job.data.deliveryId, error);
  }

  private async record(deliveryId: number, error: unknown): Promise<'queued' | 'dead' | null> {
    try {
      const failure = await this.deliveries.failed(deliveryId, error);
      if (!failure) return null;
      const { state, attempts, subscriber, requestId } = failure;
      const words = `delivery ${deliveryId} to ${subscriber} failed, try ${attempts}${state === 'dead' ? ', and is dead' : ''}`;
      withRequestId(requestId ?? `delivery-${deliveryId}`, () => (state === 'dead' ? this.logger.error(error, words) : this.logger.warn(error, words)));
      return state;
    } catch {
      // The database is away; the queue's own retry or the sweep comes back to this delivery.
      return null;
    }
  }
}

/** BullMQ reads the message of what was thrown, which need not have one. */
function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  try {
    return new Error(`threw ${String(thrown)}`);
  } catch {
    return new Error('threw what cannot be told');
  }
}
