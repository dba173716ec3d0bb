import { Module } from '@nestjs/common';
import { QueueModule } from '#libs/platform';
import { NightlyReconciliation } from './nightly-reconciliation.js';

/** The role that moves events to the queue, runs reactions and keeps the schedules. */
@Module({ imports: [QueueModule.forWorker()], providers: [NightlyReconciliation] })
export class WorkerModule {}
