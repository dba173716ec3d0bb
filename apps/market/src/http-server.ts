import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { Payments } from '#libs/payment';
import { asProblem, Health, nameAllowedMethods, newId, problemDocument, refuseDeepBodies, validation } from '#libs/platform';
import { alwaysSay, refusalHeaders, securityHeaders } from '../../web/src/security-headers.js';
import { MarketModule, type MarketOptions } from './market.module.js';

const MEGABYTE = 1024 * 1024;

/** What the server refuses before any route is found (a path that cannot be decoded, or is too long), as a problem as well. */
function refuseWith(headers: Record<string, string>) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const document = problemDocument(asProblem(error), 'id', request.id);
    void reply.status(document.status).headers(headers).type('application/problem+json').send(JSON.stringify(document));
  };
}

// A connection that is kept open would keep the closing server waiting for it.
function letGoWhenLeaving(app: NestFastifyApplication): void {
  const health = app.get(Health);
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (health.isLeaving) void reply.header('connection', 'close');
    done();
  });
}

/** The HTTP side of the program, ready to listen. */
export async function httpServer(options: MarketOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // One proxy in front is the documented shape; on a bare machine the headers come from nobody we trust.
    trustProxy: options.config.isSecureOrigin ? (_address: string, hop: number) => hop < 1 : false,
    bodyLimit: MEGABYTE,
    // A photo from a cheap telephone takes its time to arrive; headers do not. Node looks every 5 s, and needs the headers' limit below the other.
    requestTimeout: 60_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    // Whoever is still sent here while it closes is answered.
    return503OnClosing: false,
    genReqId: () => newId('req'),
    // Past the router's own limit of 100 letters a page would be refused without a page.
    // People type `/en/` and `/desa/` as often as without the slash.
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: true },
    frameworkErrors: refuseWith(refusalHeaders(options.config)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(MarketModule.with(options), adapter, { rawBody: true, bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(validation());
  nameAllowedMethods(app.getHttpAdapter().getInstance());
  refuseDeepBodies(app.getHttpAdapter().getInstance());
  letGoWhenLeaving(app);
  alwaysSay(app.getHttpAdapter().getInstance());
  await app.register(helmet, securityHeaders(options.config, app.get(Payments, { strict: false }).payPageOrigins()));
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 25 * MEGABYTE, files: 10, fields: 100, fieldSize: MEGABYTE } });
  return app;
}
