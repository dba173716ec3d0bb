import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, later } from '../clock.js';
import { Config } from '../config.js';
import { Database } from '../database/database.js';
import { Every } from '../outbox/reaction.js';
import { IdempotencyKeyReused, IdempotencyKeyRunning } from './idempotency.errors.js';
import { sealText, unsealText } from './sealed-text.js';

/** What makes two requests the same: who asks (`scope`), for what (`route`: method and path with ids), under which key. */
export interface KeyedRequest {
  scope: string;
  route: string;
  key: string;
  body: unknown;
}

export interface KeptAnswer {
  status: number;
  /** The JSON value that was answered; undefined for an empty answer. */
  body: unknown;
}

/** The right to run the handler until the lease ends, or the answer that was given already. */
export type Attempt = { claim: string } | { answer: KeptAnswer };

interface Row {
  state: 'running' | 'done';
  bodyHash: string;
  claim: string;
  leaseUntil: Date;
  status: number | null;
  body: string | null;
}

// Longer than any request may take (statements end after 15 s), short enough for a client that retries after a crash.
const LEASE_SECONDS = 30;

/**
 * Keeps the first 2xx answer to each Idempotency-Key, sealed: answers hold addresses and the token of a guest's checkout.
 * One statement to claim, one to complete or to free.
 */
@Injectable()
export class Idempotency {
  private readonly sealing: Buffer;

  constructor(
    config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {
    this.sealing = config.keyFor('idempotency');
  }

  /** Commits at once, so call it outside any transaction. Throws IdempotencyKeyReused or IdempotencyKeyRunning. */
  async begin(request: KeyedRequest): Promise<Attempt> {
    const now = this.clock.now();
    const claim = randomUUID();
    const bodyHash = hashOf(request.body);
    // The row lock of ON CONFLICT lets rivals in one by one, so exactly one of them sees its own claim.
    const row = await this.db.one<Row>(
      `INSERT INTO platform.idempotency AS kept (scope, route, key, body_hash, claim, lease_until, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (scope, route, key) DO UPDATE SET
         claim = CASE WHEN kept.state = 'running' AND kept.lease_until <= $7 AND kept.body_hash = $4 THEN excluded.claim ELSE kept.claim END,
         lease_until = CASE WHEN kept.state = 'running' AND kept.lease_until <= $7 AND kept.body_hash = $4 THEN excluded.lease_until ELSE kept.lease_until END
       RETURNING state, body_hash AS "bodyHash", claim, lease_until AS "leaseUntil", status, body`,
      [request.scope, request.route, request.key, bodyHash, claim, later(now, { seconds: LEASE_SECONDS }), now],
    );
    if (!row) throw new Error('an upsert answers one row');
    if (row.claim === claim) return { claim };
    if (row.bodyHash !== bodyHash) throw new IdempotencyKeyReused();
    if (row.state === 'done') return { answer: { status: row.status!, body: row.body === null ? undefined : this.opened(request, row.body) } };
    throw new IdempotencyKeyRunning(Math.max(1, Math.ceil((row.leaseUntil.getTime() - now.getTime()) / 1000)));
  }

  /** Keeps the answer, in the caller's transaction when there is one; false, having done nothing, when the lease was lost to a retry meanwhile. */
  async complete(request: KeyedRequest, claim: string, answer: KeptAnswer): Promise<boolean> {
    const kept = await this.db.query(
      `UPDATE platform.idempotency SET state = 'done', status = $5, body = $6 WHERE scope = $1 AND route = $2 AND key = $3 AND claim = $4 RETURNING key`,
      [request.scope, request.route, request.key, claim, answer.status, answer.body === undefined ? null : sealText(this.sealing, JSON.stringify(answer.body), nameOf(request))],
    );
    return kept.length === 1;
  }

  /** The handler refused or failed: the key may be used again. */
  async free(request: KeyedRequest, claim: string): Promise<void> {
    await this.db.query(
      `DELETE FROM platform.idempotency WHERE scope = $1 AND route = $2 AND key = $3 AND claim = $4 AND state = 'running'`,
      [request.scope, request.route, request.key, claim],
    );
  }

  /** SECRET was changed since: the work is done, its answer is lost, and the client must ask for the thing itself. */
  private opened(request: KeyedRequest, kept: string): unknown {
    const text = unsealText(this.sealing, kept, nameOf(request));
    if (text === null) throw new IdempotencyKeyReused();
    return JSON.parse(text) as unknown;
  }

  @Every('platform.forget-idempotency-keys', { hours: 24 })
  async forgetOld(): Promise<void> {
    await this.db.query('DELETE FROM platform.idempotency WHERE created_at < $1', [later(this.clock.now(), { hours: -48 })]);
  }
}

function nameOf({ scope, route, key }: KeyedRequest): string {
  return JSON.stringify([scope, route, key]);
}

function hashOf(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('base64url');
}

/** JSON with sorted members, so that the order in which a client writes them does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
