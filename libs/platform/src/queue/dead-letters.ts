import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { Outbox } from '../outbox/outbox.js';

export interface DeadLetter {
  id: number;
  event: string;
  subscriber: string;
  occurredAt: Date;
  attempts: number;
  lastError: string | null;
}

/** Deliveries that failed on their last try: kept until somebody replays them. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Oldest first. */
  async list(limit = 100): Promise<DeadLetter[]> {
    return this.db.query<DeadLetter>(
      `SELECT d.id, e.name AS event, d.subscriber, e.occurred_at AS "occurredAt", d.attempts, d.last_error AS "lastError"
       FROM platform.delivery d JOIN platform.event e ON e.id = d.event_id WHERE d.state = 'dead' ORDER BY d.id LIMIT $1`,
      [limit],
    );
  }

  async count(): Promise<number> {
    return (await this.db.one<{ dead: number }>(`SELECT count(*) AS dead FROM platform.delivery WHERE state = 'dead'`))?.dead ?? 0;
  }

  /** Queues one, or all, again with all their tries; answers how many. */
  async replay(which: number | 'all'): Promise<number> {
    const replayed = await this.db.query(
      `UPDATE platform.delivery SET state = 'queued', attempts = 0, claimed_at = NULL, queued_at = $2
       WHERE state = 'dead' AND ($1::bigint IS NULL OR id = $1) RETURNING id`,
      [which === 'all' ? null : which, this.clock.now()],
    );
    this.db.afterCommit(() => this.outbox.wake());
    return replayed.length;
  }
}
