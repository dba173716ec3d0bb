import { BullModule } from '@nestjs/bullmq';
import { Injectable, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '../outbox/outbox.js';
import { JobQueue, JobWorker, QueueConnection } from './backend.js';
import { DeliveryWorker } from './delivery-worker.js';
import { Doorbell } from './doorbell.js';
import { Relay } from './relay.js';
import { ScheduleRuns } from './schedule-runs.js';
import { Schedules } from './schedules.js';
import { Work } from './work.js';

BullModule.queueClass = JobQueue;
BullModule.workerClass = JobWorker;

@Injectable()
class RingAfterCommit implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly doorbell: Doorbell,
  ) {}

  onModuleInit(): void {
    this.outbox.wake = () => this.doorbell.ring();
  }
}

/** Which part of the queue a process plays. */
@Module({})
export class QueueModule {
  /** Relay, workers and schedules: for the worker role, also when it lives beside others in one process. */
  static forWorker(): DynamicModule {
    return {
      module: QueueModule,
      imports: [
        // `Work` registers the workers, once the whole program stands.
        BullModule.forRootAsync({ useClass: QueueConnection, extraOptions: { manualRegistration: true } }),
        BullModule.registerQueue({ name: 'deliveries' }, { name: 'schedules' }),
      ],
      providers: [DeliveryWorker, Doorbell, Relay, ScheduleRuns, Schedules, Work],
      exports: [Schedules, Work],
    };
  }

  /** For a process without the worker role: after a commit it tells the workers elsewhere. Without it they find out by polling, within a second. */
  static forPublisher(): DynamicModule {
    return { module: QueueModule, providers: [Doorbell, RingAfterCommit] };
  }
}
