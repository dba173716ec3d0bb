import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';

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

/** What Prometheus scrapes at /metrics. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Answered requests by method, route template and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private readonly deliveries = this.gauge('platform_deliveries', 'Deliveries not consumed, by state', ['state']);
  private readonly lag = this.gauge('platform_delivery_lag_seconds', 'Age of the oldest delivery that is still queued');
  private readonly pool = this.gauge('database_pool_connections', 'Connections of the main pool, and requests that wait for one', ['state']);

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly clock: Clock,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  requestAnswered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The text exposition. While the database is away the delivery figures keep their last values. */
  async expose(): Promise<string> {
    const { totalCount, idleCount, waitingCount } = (this.source.driver as unknown as { master: Pool }).master;
    this.pool.set({ state: 'idle' }, idleCount);
    this.pool.set({ state: 'busy' }, totalCount - idleCount);
    this.pool.set({ state: 'wanted' }, waitingCount);
    await this.countDeliveries().catch(() => undefined);
    return this.registry.metrics();
  }

  private async countDeliveries(): Promise<void> {
    const [now] = (await this.source.query(
      `SELECT count(*) FILTER (WHERE state = 'queued') AS queued, count(*) FILTER (WHERE state = 'dead') AS dead,
              min(queued_at) FILTER (WHERE state = 'queued') AS oldest
       FROM platform.delivery WHERE state IN ('queued', 'dead')`,
    )) as [Waiting];
    this.deliveries.set({ state: 'queued' }, now.queued);
    this.deliveries.set({ state: 'dead' }, now.dead);
    this.lag.set(now.oldest ? Math.max(0, (this.clock.now().getTime() - now.oldest.getTime()) / 1000) : 0);
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}
