import { Injectable } from '@nestjs/common';
import { Clock, later } from '../clock.js';
import { Database } from '../database/database.js';
import type { Happened } from '../outbox/event.js';
import { Every } from '../outbox/reaction.js';
import { Subscribers, type Subscriber } from '../outbox/subscribers.js';
import { withRequestId } from '../request-context.js';

/** Tries before a delivery is dead; with the queue's doubling pauses they span about two minutes. */
export const MAX_ATTEMPTS = 8;

export interface Failure {
  state: 'queued' | 'dead';
  attempts: number;
  subscriber: string;
  requestId: string | null;
}

/** Carries out deliveries: one subscriber's handling of one event. */
@Injectable()
export class Deliveries {
  /** So long may a handler take; a transaction in which nothing happens is cut by PostgreSQL after 30 s. */
  static patienceMs = 25_000;

  constructor(
    private readonly db: Database,
    private readonly subscribers: Subscribers,
    private readonly clock: Clock,
  ) {}

  /** Runs the subscriber unless the delivery is done already; throws the subscriber's error, having changed nothing. */
  async handle(deliveryId: number, subscriberName: string): Promise<void> {
    const subscriber = this.subscribers.get(subscriberName);
    if (!subscriber) throw new Error(`nobody is called ${subscriberName} here`);
    if (subscriber.outside) await this.send(deliveryId, subscriber);
    else await this.react(deliveryId, subscriber);
  }

  // The mark and the effects commit together: a second run waits for the row and then finds it consumed.
  private async react(deliveryId: number, subscriber: Subscriber): Promise<void> {
    await this.db.transaction(async () => {
      const happened = await this.db.one<Happened<object>>(
        `UPDATE platform.delivery d SET state = 'consumed', consumed_at = $2, attempts = d.attempts + 1
         FROM platform.event e WHERE d.id = $1 AND d.state = 'queued' AND e.id = d.event_id
         RETURNING e.id, e.name, e.payload, e.occurred_at AS "occurredAt", e.request_id AS "requestId"`,
        [deliveryId, this.clock.now()],
      );
      if (happened) await run(subscriber, happened);
    });
  }

  // Marked only afterwards, because an outside call cannot be rolled back: better told twice than never.
  private async send(deliveryId: number, subscriber: Subscriber): Promise<void> {
    const happened = await this.db.one<Happened<object>>(
      `SELECT e.id, e.name, e.payload, e.occurred_at AS "occurredAt", e.request_id AS "requestId"
       FROM platform.delivery d JOIN platform.event e ON e.id = d.event_id WHERE d.id = $1 AND d.state = 'queued'`,
      [deliveryId],
    );
    if (!happened) return;
    await run(subscriber, happened);
    await this.db.query(
      `UPDATE platform.delivery SET state = 'consumed', consumed_at = $2, attempts = attempts + 1 WHERE id = $1 AND state = 'queued'`,
      [deliveryId, this.clock.now()],
    );
  }

  /** Counts a failed try; the last one makes the delivery dead. Null when it was consumed meanwhile. */
  async failed(deliveryId: number, error: unknown): Promise<Failure | null> {
    const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return this.db.one<Failure>(
      `UPDATE platform.delivery d
       SET attempts = d.attempts + 1, last_error = $2, state = CASE WHEN d.attempts + 1 >= $3 THEN 'dead' ELSE d.state END
       FROM platform.event e WHERE d.id = $1 AND d.state = 'queued' AND e.id = d.event_id
       RETURNING d.state, d.attempts, d.subscriber, e.request_id AS "requestId"`,
      // Postgres text cannot hold NUL.
      [deliveryId, words.replaceAll('\0', '').slice(0, 2000), MAX_ATTEMPTS],
    );
  }

  /** Forgets events of more than thirty days whose deliveries are all consumed; what is queued or dead stays, with its event. */
  @Every('platform.forget-deliveries', { hours: 6 })
  async forgetOld(): Promise<void> {
    await this.db.query(
      `WITH old AS (
         SELECT id FROM platform.event e
         WHERE occurred_at < $1 AND NOT EXISTS (SELECT 1 FROM platform.delivery d WHERE d.event_id = e.id AND d.state <> 'consumed')
         ORDER BY occurred_at LIMIT 50000),
       gone AS (DELETE FROM platform.delivery WHERE event_id IN (SELECT id FROM old))
       DELETE FROM platform.event WHERE id IN (SELECT id FROM old)`,
      [later(this.clock.now(), { days: -30 })],
    );
  }

  /** For tests and commands: handles every queued delivery, oldest first, until none is left; throws the handler's error. Answers how many were handled. */
  async drain(): Promise<number> {
    let handled = 0;
    for (;;) {
      const waiting = await this.db.query<{ id: number; subscriber: string }>(`SELECT id, subscriber FROM platform.delivery WHERE state = 'queued' ORDER BY id LIMIT 100`);
      if (waiting.length === 0) return handled;
      for (const { id, subscriber } of waiting) await this.handle(id, subscriber);
      handled += waiting.length;
    }
  }
}

function run(subscriber: Subscriber, happened: Happened<object>): Promise<void> {
  return inTime(withRequestId(happened.requestId ?? `event-${happened.id}`, () => subscriber.handle(happened)));
}

/** One that never ends would keep its place among those that a worker carries out at once, and its connection, for ever. */
async function inTime(handling: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${Deliveries.patienceMs} ms`)), Deliveries.patienceMs);
  });
  // What it still comes to after its time concerns nobody: its transaction is rolled back.
  handling.catch(() => undefined);
  await Promise.race([handling, late]).finally(() => clearTimeout(timer));
}
