import { Injectable } from '@nestjs/common';
import { later } from '../clock.js';
import { Database } from '../database/database.js';

export interface LateDelivery {
  invariant: 'I7';
  subject: string;
  detail: string;
}

/** I7: no delivery waits longer than five minutes without being dead. That each effect happens once is kept by the consuming transaction itself. */
@Injectable()
export class DeliveryInvariants {
  constructor(private readonly db: Database) {}

  async findings(now: Date): Promise<LateDelivery[]> {
    return this.db.query<LateDelivery>(
      `SELECT 'I7' AS invariant, 'delivery ' || d.id AS subject,
              e.name || ' waits for ' || d.subscriber || ' since ' || to_char(d.queued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"') AS detail
       FROM platform.delivery d JOIN platform.event e ON e.id = d.event_id
       WHERE d.state = 'queued' AND d.queued_at < $1 ORDER BY d.id LIMIT 1000`,
      [later(now, { minutes: -5 })],
    );
  }
}
