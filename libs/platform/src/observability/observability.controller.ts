import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Config } from '../config.js';
import { Access } from '../http/access.js';
import { NotFound } from '../problem.js';
import { Health, type Readiness } from './health.js';
import { Metrics } from './metrics.js';
import { mayWatch, type WatchingRequest } from './watcher.js';

@ApiExcludeController()
@Access('public')
@Controller()
export class ObservabilityController {
  constructor(
    private readonly config: Config,
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

  /** Whether to send requests here: 503 when the database or the queue does not answer. How much is left undone is for those who watch. */
  @Access('public')
  @Get('health/ready')
  @Header('cache-control', 'no-store')
  async ready(@Req() request: WatchingRequest): Promise<Readiness | Pick<Readiness, 'status'>> {
    const readiness = await this.health.readiness();
    return mayWatch(this.config, request) ? readiness : { status: readiness.status };
  }

  @Access('public')
  @Get('metrics')
  @Header('cache-control', 'no-store')
  async exposition(@Req() request: WatchingRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!mayWatch(this.config, request)) throw new NotFound();
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.expose();
  }
}
