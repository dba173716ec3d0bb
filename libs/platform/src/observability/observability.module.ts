import { Module } from '@nestjs/common';

/** Logs, request ids, metrics and health for a process that listens on HTTP. */
@Module({})
export class ObservabilityModule {}
