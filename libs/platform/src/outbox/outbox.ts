import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../clock.js';
import { Meters } from '../observability/meters.js';
import type { EventKind } from './event.js';
import { Subscribers } from './subscribers.js';
import { currentRequestId } from '../request-context.js';

export interface Publication {
  name: string;
  payload: object;
}

export function publication<P extends object>(event: EventKind<P>, payload: P): Publication {
  return { name: event.name, payload };
}

/** Tells uphill what happened. The event and its deliveries are rows of the caller's transaction. */
@Injectable()
export class Outbox {
  /** Set by the queue module: rings the relay here, or tells the one elsewhere. Without it the relay's poll finds the rows. */
  wake: () => void = () => undefined;

  private readonly published;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    meters: Meters,
  ) {
    this.published = meters.counter('platform_events_total', 'Events that this process committed, by name', ['event']);
  }

  async publish<P extends object>(event: EventKind<P>, payload: P): Promise<void> {
    await this.publishAll([publication(event, payload)]);
  }

  /** Any number of events in one statement. */
  async publishAll(publications: readonly Publication[]): Promise<void> {
    if (publications.length === 0) return;
    const routes = this.subscribers.routesFor(publications.map((p) => p.name));
    await this.db.query(
      `WITH published AS (
         INSERT INTO platform.event (name, payload, request_id, occurred_at)
         SELECT name, payload, $3::text, $4::timestamptz FROM unnest($1::text[], $2::jsonb[]) AS given(name, payload)
         RETURNING id, name)
       INSERT INTO platform.delivery (event_id, subscriber, queued_at)
       SELECT published.id, route.subscriber, $4::timestamptz
       FROM published JOIN unnest($5::text[], $6::text[]) AS route(name, subscriber) USING (name)`,
      [
        publications.map((p) => p.name),
        publications.map((p) => JSON.stringify(p.payload)),
        currentRequestId(),
        this.clock.now(),
        routes.map((r) => r.event),
        routes.map((r) => r.subscriber),
      ],
    );
    this.db.afterCommit(() => {
      for (const { name } of publications) this.published.inc({ event: name });
      this.wake();
    });
  }
}
