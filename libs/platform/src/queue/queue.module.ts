import { Module, type DynamicModule } from '@nestjs/common';

/** Imported by the worker role alone: relay, workers and schedules. */
@Module({})
export class QueueModule {
  static forWorker(): DynamicModule {
    return { module: QueueModule };
  }
}
