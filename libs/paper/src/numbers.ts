import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

/** Counters without gaps. */
@Injectable()
export class Numbers {
  constructor(private readonly db: Database) {}

  /**
   * The next number of the series in that year, from 1. The counter's row stays locked until the caller's transaction ends,
   * so a roll-back gives the number to the next one; call it late in the transaction.
   */
  async next(series: string, year: number): Promise<number> {
    const row = await this.db.one<{ last: number }>(
      `INSERT INTO paper.counter AS c (series, year, last) VALUES ($1, $2, 1)
       ON CONFLICT (series, year) DO UPDATE SET last = c.last + 1 RETURNING last`,
      [series, year],
    );
    return row!.last;
  }
}
