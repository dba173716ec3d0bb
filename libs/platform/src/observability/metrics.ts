import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { collectDefaultMetrics } from 'prom-client';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Meters } from './meters.js';

interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

interface Waiting {
  queued: number;
  dead: number;
  oldest: Date | null;
}

/** What Prometheus scrapes at /metrics. What it reads from the database is the same whichever process is asked. */
@Injectable()
export class Metrics {
  private readonly requests;
  private readonly deliveries;
  private readonly lag;
  private readonly pool;
  private readonly scheduleRuns;
  private readonly findings;
  private readonly oldestFinding;

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly meters: Meters,
  ) {
    const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    this.requests = meters.histogram('http_request_duration_seconds', 'Answered requests by method, route template and status', ['method', 'route', 'status'], buckets);
    this.deliveries = meters.gauge('platform_deliveries', 'Deliveries not consumed, by state', ['state']);
    this.lag = meters.gauge('platform_delivery_lag_seconds', 'Age of the oldest delivery that is still queued');
    this.pool = meters.gauge('database_pool_connections', 'Connections of the main pool, and requests that wait for one', ['state']);
    this.scheduleRuns = meters.gauge('platform_schedule_timestamp_seconds', 'When each schedule last ended, by outcome', ['schedule', 'outcome']);
    this.findings = meters.gauge('reconcile_findings', 'Open findings of the last reconciliation, by invariant', ['invariant']);
    this.oldestFinding = meters.gauge('reconcile_oldest_finding_seconds', 'Age of the oldest open finding');
    collectDefaultMetrics({ register: meters.registry });
  }

  requestAnswered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  get contentType(): string {
    return this.meters.registry.contentType;
  }

  /** The text exposition. While the database is away its figures keep their last values. */
  async expose(): Promise<string> {
    const { totalCount, idleCount, waitingCount } = (this.source.driver as unknown as { master: Pool }).master;
    this.pool.set({ state: 'idle' }, idleCount);
    this.pool.set({ state: 'busy' }, totalCount - idleCount);
    this.pool.set({ state: 'wanted' }, waitingCount);
    await Promise.all([this.countDeliveries(), this.readScheduleRuns(), this.countFindings()]).catch(() => undefined);
    return this.meters.registry.metrics();
  }

  private async countDeliveries(): Promise<void> {
    const [now] = (await this.source.query(
      `SELECT count(*) FILTER (WHERE state = 'queued') AS queued, count(*) FILTER (WHERE state = 'dead') AS dead,
              min(queued_at) FILTER (WHERE state = 'queued') AS oldest
       FROM platform.delivery WHERE state IN ('queued', 'dead')`,
    )) as [Waiting];
    this.deliveries.set({ state: 'queued' }, now.queued);
    this.deliveries.set({ state: 'dead' }, now.dead);
    this.lag.set(this.age(now.oldest));
  }

  private async readScheduleRuns(): Promise<void> {
    const runs = (await this.source.query('SELECT name, succeeded_at, failed_at FROM platform.schedule_run')) as { name: string; succeeded_at: Date | null; failed_at: Date | null }[];
    for (const { name, succeeded_at: succeededAt, failed_at: failedAt } of runs) {
      if (succeededAt) this.scheduleRuns.set({ schedule: name, outcome: 'done' }, succeededAt.getTime() / 1000);
      if (failedAt) this.scheduleRuns.set({ schedule: name, outcome: 'failed' }, failedAt.getTime() / 1000);
    }
  }

  private async countFindings(): Promise<void> {
    const open = (await this.source.query('SELECT invariant, count(*) AS amount, min(opened_at) AS oldest FROM platform.finding WHERE closed_at IS NULL GROUP BY invariant')) as {
      invariant: string;
      amount: number;
      oldest: Date;
    }[];
    this.findings.reset();
    for (const { invariant, amount } of open) this.findings.set({ invariant }, amount);
    this.oldestFinding.set(Math.max(0, ...open.map(({ oldest }) => this.age(oldest))));
  }

  private age(since: Date | null): number {
    return since ? Math.max(0, (this.clock.now().getTime() - since.getTime()) / 1000) : 0;
  }
}
