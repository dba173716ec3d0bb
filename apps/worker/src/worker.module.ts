import { Module } from '@nestjs/common';
import { QueueModule } from '#libs/platform';

/** The role that moves events to the queue, runs reactions and keeps the schedules. */
@Module({ imports: [QueueModule.forWorker()] })
export class WorkerModule {}
