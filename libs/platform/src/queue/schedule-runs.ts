import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { Meters, timed } from '../observability/meters.js';

/** When each schedule last went well and last failed, kept in the database so that every process can tell it. */
@Injectable()
export class ScheduleRuns {
  private readonly durations;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    meters: Meters,
  ) {
    this.durations = meters.histogram('platform_schedule_duration_seconds', 'Runs of schedules in this process, by outcome', ['schedule', 'outcome']);
  }

  /** Runs the schedule and notes how it ended; throws its error. */
  async note(schedule: string, run: () => Promise<void>): Promise<void> {
    try {
      await timed(this.durations, { schedule }, run);
    } catch (error) {
      // The schedule's own error is what one wants to read, also when the database is what failed.
      await this.db
        .query(`INSERT INTO platform.schedule_run (name, failed_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET failed_at = excluded.failed_at`, [schedule, this.clock.now()])
        .catch(() => undefined);
      throw error;
    }
    await this.db.query(`INSERT INTO platform.schedule_run (name, succeeded_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET succeeded_at = excluded.succeeded_at`, [
      schedule,
      this.clock.now(),
    ]);
  }
}
