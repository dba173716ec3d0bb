import { createHash } from 'node:crypto';
import { Injectable, Logger, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import type { Actor } from '../actor.js';
import { Database } from '../database/database.js';
import type { ActedRequest } from '../http/access.js';
import { IdempotencyKeyMissing, IdempotencyKeyRunning } from './idempotency.errors.js';
import { Idempotency, type KeyedRequest } from './idempotency.js';

type Request = FastifyRequest & ActedRequest;
type Handler = () => Promise<unknown>;

export interface IdempotentRoute {
  callsOutside: boolean;
  optional: boolean;
}

export const IDEMPOTENT = Symbol('idempotent');

// Nest runs interceptors after the guards (so the actor is known) and before the pipes (so before the body is validated).
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(
    private readonly idempotency: Idempotency,
    private readonly db: Database,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { callsOutside, optional } = this.reflector.get<IdempotentRoute>(IDEMPOTENT, context.getHandler());
    if (optional && request.headers['idempotency-key'] === undefined) return next.handle();
    const keyed = keyedRequest(request);
    const attempt = await this.idempotency.begin(keyed);
    if ('answer' in attempt) {
      void reply.status(attempt.answer.status).header('idempotency-replayed', 'true');
      return of(attempt.answer.body);
    }
    const handler = () => lastValueFrom<unknown, unknown>(next.handle(), { defaultValue: undefined });
    try {
      return of(await (callsOutside ? this.thenKeep(keyed, attempt.claim, reply, handler) : this.andKeep(keyed, attempt.claim, reply, handler)));
    } catch (refusal) {
      await this.quietly(this.idempotency.free(keyed, attempt.claim));
      throw refusal;
    }
  }

  /** The handler's effects and its kept answer commit together. */
  private andKeep(keyed: KeyedRequest, claim: string, reply: FastifyReply, handler: Handler): Promise<unknown> {
    return this.db.transaction(async () => {
      const body = await handler();
      // Whoever took the key over after the lease does the work; what was done here must not count beside it.
      if (!(await this.settle(keyed, claim, reply, body))) throw new IdempotencyKeyRunning(1);
      return body;
    });
  }

  private async thenKeep(keyed: KeyedRequest, claim: string, reply: FastifyReply, handler: Handler): Promise<unknown> {
    const body = await handler();
    await this.quietly(this.settle(keyed, claim, reply, body));
    return body;
  }

  private async settle(keyed: KeyedRequest, claim: string, { statusCode: status }: FastifyReply, body: unknown): Promise<boolean> {
    if (status >= 200 && status < 300) return this.idempotency.complete(keyed, claim, { status, body });
    await this.idempotency.free(keyed, claim);
    return true;
  }

  // The handler has committed (or refused); its answer counts even if the key cannot be written: the lease then ends by itself.
  private async quietly(bookkeeping: Promise<unknown>): Promise<void> {
    try {
      await bookkeeping;
    } catch (error) {
      this.logger.error(error, 'could not settle an idempotency key');
    }
  }
}

function keyedRequest(request: Request): KeyedRequest {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) throw new IdempotencyKeyMissing();
  if (!request.actor) throw new Error('no guard has named the actor');
  const [path, query = ''] = request.url.split('?', 2);
  return { scope: scopeOf(request.actor), route: `${request.method} ${path}`, key, body: query ? [request.body ?? null, query] : (request.body ?? null) };
}

/** A person, else whoever holds these tokens of basket and checkout; with neither there is nothing to protect but the address' own retries. */
function scopeOf(actor: Actor): string {
  if (actor.userId) return actor.userId;
  const tokens = [actor.tokens.basket ?? '', actor.tokens.checkout ?? ''].join('\n').trim();
  const kind = tokens ? 'token' : 'address';
  return `${kind}:${createHash('sha256').update(tokens || (actor.ip ?? '')).digest('base64url')}`;
}
