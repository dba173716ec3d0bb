import { Catch, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../problem.js';
import type { Locale } from '../words.js';
import type { ActedRequest } from './access.js';
import { asProblem, problemDocument } from './problem-document.js';

/** Where the web leaves what answers refusals outside the API as pages: `{ provide: ProblemPages, useExisting: … }`. */
export abstract class ProblemPages {
  abstract show(thrown: unknown, host: ArgumentsHost): void;
}

/** Whatever was thrown, as `application/problem+json`; below no API path and with pages about, as a page. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly modules: ModuleRef) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest & ActedRequest>();
    const pages = isForPrograms(request.url) ? null : this.pages();
    if (pages) return pages.show(thrown, host);
    const problem = asProblem(thrown);
    if (problem !== thrown) this.tell(thrown, problem);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const retryAfter = problem.spec.extra?.retryAfterSeconds;
    if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
    else if (problem.status === 503) void reply.header('retry-after', '5');
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    const locale = request.actor?.locale ?? localeFrom(request.headers['accept-language']);
    const document = problemDocument(problem, locale, request.id);
    // Serialized here: a route's response schema must not cut a problem short.
    void reply.status(problem.status).header('content-language', locale).header('cache-control', 'no-store').type('application/problem+json').send(JSON.stringify(document));
  }

  // What a client did wrong is no line of its own; what reached the database before it was refused is, since a check is missing.
  private tell(thrown: unknown, problem: Problem): void {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (problem.status >= 500) this.logger.error(error, problem.code);
    else if ('driverError' in error) this.logger.warn(error, problem.code);
  }

  private pages(): ProblemPages | null {
    try {
      return this.modules.get(ProblemPages, { strict: false });
    } catch {
      return null;
    }
  }
}

function isForPrograms(url: string): boolean {
  return /^\/(api|health|metrics)(\/|\?|$)/.test(url);
}

// Only for requests that failed before a guard could name their actor.
function localeFrom(acceptLanguage: string | undefined): Locale {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'id';
}
