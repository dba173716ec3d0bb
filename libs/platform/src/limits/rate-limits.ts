import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Config } from '../config.js';
import { Every } from '../outbox/reaction.js';
import { TooManyRequests } from '../problem.js';

/** So many times in so many seconds, before `RATE_LIMIT_FACTOR`. `shared` counts over all processes, otherwise each counts in its memory. */
export interface Limit {
  name: string;
  times: number;
  seconds: number;
  shared?: boolean;
}

/**
 * Counts what people may not do too often. Catalogue reads count in memory; signing in and one-time codes are `shared`:
 * one statement each, in the database also where Redis runs, because a wiped Redis must not hand out new guesses.
 */
@Injectable()
export class RateLimits {
  private readonly counters = new Map<string, RateLimiterAbstract>();

  constructor(
    private readonly config: Config,
    @InjectDataSource() private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Counts one more under that key (an address, an account); throws TooManyRequests past the limit. Not undone by a rolled back transaction. */
  async take(limit: Limit, key: string): Promise<void> {
    try {
      await this.counter(limit).consume(hashed(key));
    } catch (answer) {
      if (!(answer instanceof RateLimiterRes)) throw answer;
      throw new TooManyRequests(Math.max(1, Math.ceil(answer.msBeforeNext / 1000)));
    }
  }

  /** Forgets what was counted, for example after a right password. */
  async forget(limit: Limit, key: string): Promise<void> {
    await this.counter(limit).delete(hashed(key));
  }

  @Every('platform.forget-rate-limits', { hours: 1 })
  async forgetOld(): Promise<void> {
    await this.source.query('DELETE FROM platform.rate_limit WHERE expire < $1', [this.clock.now().getTime()]);
  }

  private counter(limit: Limit): RateLimiterAbstract {
    const known = this.counters.get(limit.name);
    if (known) return known;
    const options = { keyPrefix: limit.name, points: Math.ceil(limit.times * this.config.rateLimitFactor), duration: limit.seconds };
    const memory = new RateLimiterMemory(options);
    const made = limit.shared
      ? new RateLimiterPostgres({ ...options, storeClient: this.source, storeType: 'typeorm', schemaName: 'platform', tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: false, insuranceLimiter: memory })
      : memory;
    this.counters.set(limit.name, made);
    return made;
  }
}

/** Keys are often addresses and accounts, which have no business in a table. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
