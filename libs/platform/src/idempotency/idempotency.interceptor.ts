import { createHash } from 'node:crypto';
import { Injectable, Logger, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of, type Observable } from 'rxjs';
import type { Actor } from '../actor.js';
import type { ActedRequest } from '../http/access.js';
import { IdempotencyKeyMissing } from './idempotency.errors.js';
import { Idempotency, type KeyedRequest } from './idempotency.js';

type Request = FastifyRequest & ActedRequest;

// Nest runs interceptors after the guards (so the actor is known) and before the pipes (so before the body is validated).
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(private readonly idempotency: Idempotency) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const keyed = keyedRequest(request);
    const attempt = await this.idempotency.begin(keyed);
    if ('answer' in attempt) {
      void reply.status(attempt.answer.status).header('idempotency-replayed', 'true');
      return of(attempt.answer.body);
    }
    let body: unknown;
    try {
      body = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (refusal) {
      await this.quietly(this.idempotency.free(keyed, attempt.claim));
      throw refusal;
    }
    const isKept = reply.statusCode >= 200 && reply.statusCode < 300;
    await this.quietly(isKept ? this.idempotency.complete(keyed, attempt.claim, { status: reply.statusCode, body }) : this.idempotency.free(keyed, attempt.claim));
    return of(body);
  }

  // The handler has committed (or refused); its answer counts even if the key cannot be written: the lease then ends by itself.
  private async quietly(bookkeeping: Promise<void>): Promise<void> {
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
