import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../http/access.js';
import { Health, type Readiness } from './health.js';
import { Metrics } from './metrics.js';

@ApiExcludeController()
@Access('public')
@Controller()
export class ObservabilityController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs; says nothing about what it needs. */
  @Access('public')
  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): { status: 'alive' } {
    return { status: 'alive' };
  }

  /** Whether to send requests here: 503 when the database or the queue does not answer. */
  @Access('public')
  @Get('health/ready')
  @Header('cache-control', 'no-store')
  ready(): Promise<Readiness> {
    return this.health.readiness();
  }

  @Access('public')
  @Get('metrics')
  async exposition(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.expose();
  }
}
