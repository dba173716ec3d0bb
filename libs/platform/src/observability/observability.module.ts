import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { Config } from '../config.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { Health } from './health.js';
import { loggingOptions } from './logging.js';
import { Metrics } from './metrics.js';
import { ObservabilityController } from './observability.controller.js';
import { RequestLog } from './request-log.js';

/** Logs, request ids, problems as answers, metrics and health; imported once by the program. Its routes stand outside the API's prefix. */
@Module({
  imports: [LoggerModule.forRootAsync({ inject: [Config], useFactory: (config: Config) => loggingOptions(config) })],
  controllers: [ObservabilityController],
  providers: [Health, Metrics, RequestLog, { provide: APP_FILTER, useClass: ProblemFilter }],
})
export class ObservabilityModule {}
