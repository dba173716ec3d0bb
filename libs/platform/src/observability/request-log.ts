import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActedRequest } from '../http/access.js';
import { withRequestId } from '../request-context.js';
import { Metrics } from './metrics.js';

type Request = FastifyRequest & ActedRequest;

/** Gives every request its id (a caller's own `x-request-id` when it looks like one), and writes one line and one measurement when it is answered. */
@Injectable()
export class RequestLog implements OnModuleInit {
  private readonly logger = new Logger('Request');

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | undefined;
    if (adapter?.getType() !== 'fastify') return;
    const server = adapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', (request, reply, done) => {
      const given = request.headers['x-request-id'];
      if (typeof given === 'string' && /^[A-Za-z0-9._-]{8,64}$/.test(given)) request.id = given;
      void reply.header('x-request-id', request.id);
      withRequestId(String(request.id), done);
    });
    server.addHook('onResponse', (request, reply, done) => {
      this.answered(request, reply);
      done();
    });
  }

  private answered(request: Request, reply: FastifyReply): void {
    const route = request.routeOptions.url ?? 'none';
    const seconds = reply.elapsedTime / 1000;
    this.metrics.requestAnswered(request.method, route, reply.statusCode, seconds);
    const line = {
      method: request.method,
      route,
      path: pathOf(request),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      ...(request.actor?.userId ? { userId: request.actor.userId } : {}),
    };
    const isProbe = route.startsWith('/health') || route === '/metrics';
    withRequestId(String(request.id), () => {
      if (reply.statusCode >= 500) this.logger.error(line, 'answered');
      else if (isProbe) this.logger.debug(line, 'answered');
      else this.logger.log(line, 'answered');
    });
  }
}

/** Without the query, and without secrets that stand in the path. */
function pathOf(request: Request): string {
  const path = request.url.split('?', 1)[0]!;
  const token = (request.params as Record<string, unknown> | undefined)?.token;
  return typeof token === 'string' && token ? path.replace(encodeURIComponent(token), '[secret]') : path;
}
