import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { JobQueue } from './backend.js';
import { Bell } from './bell.js';
import { MAX_ATTEMPTS } from './deliveries.js';
import { Schedules } from './schedules.js';

export interface DeliveryJob {
  deliveryId: number;
}

const BATCH = 200;
const POLL_MS = 1_000;
// A delivery still unconsumed after this is offered to the queue again. That costs nothing while its job is alive (the id is
// taken) and brings it back when the queue was wiped.
const STALE_SECONDS = 15;

/** Moves queued deliveries into BullMQ, one job each. Several relays at once share the work. */
@Injectable()
export class Relay {
  private readonly logger = new Logger('Relay');
  private readonly bell = new Bell();
  private running: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly db: Database,
    private readonly schedules: Schedules,
    @InjectQueue('deliveries') private readonly queue: JobQueue,
  ) {}

  start(): void {
    this.running = this.loop();
  }

  wake(): void {
    this.bell.ring();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.bell.ring();
    await this.running;
  }

  /** Claims a batch and adds its jobs; answers how many. */
  async move(): Promise<number> {
    const claimed = await this.db.query<{ id: number; subscriber: string }>(
      `UPDATE platform.delivery SET claimed_at = now() WHERE id IN (
         SELECT id FROM platform.delivery
         WHERE state = 'queued' AND (claimed_at IS NULL OR claimed_at < now() - make_interval(secs => $2))
         ORDER BY claimed_at NULLS FIRST, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, subscriber`,
      [BATCH, STALE_SECONDS],
    );
    if (claimed.length === 0) return 0;
    const jobs = claimed.sort((a, b) => a.id - b.id).map(({ id, subscriber }) => ({ name: subscriber, data: { deliveryId: id } satisfies DeliveryJob, opts: jobOptions(id) }));
    try {
      await this.queue.addBulk(jobs);
    } catch (error) {
      await this.db.query(`UPDATE platform.delivery SET claimed_at = NULL WHERE id = ANY($1::bigint[]) AND state = 'queued'`, [claimed.map((d) => d.id)]);
      throw error;
    }
    return claimed.length;
  }

  private async loop(): Promise<void> {
    while (!this.isStopping) {
      try {
        if ((await this.move()) === BATCH) continue;
        await this.schedules.mend();
      } catch (error) {
        this.logger.warn(`deliveries wait: ${error instanceof Error ? error.message : String(error)}`);
      }
      await this.bell.wait(POLL_MS);
    }
  }
}

function jobOptions(deliveryId: number) {
  return {
    jobId: `delivery-${deliveryId}`,
    attempts: MAX_ATTEMPTS,
    // 1, 2, 4 … 64 s.
    backoff: { type: 'exponential', delay: 1_000 },
    // Gone at the end, so that the same delivery can be added again.
    removeOnComplete: true,
    removeOnFail: true,
  };
}
