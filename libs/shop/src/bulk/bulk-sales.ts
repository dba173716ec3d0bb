import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { PAST_SALES, SOME_VARIANTS } from './bulk-sales.sql.js';

/** What left the shelves for one order long ago, or was held for it in vain. */
export interface PastHold {
  holder: string;
  variantId: string;
  quantity: number;
  heldAt: Date;
  settledAt: Date;
  end: 'fulfilled' | 'released';
}

/** Past trade of the shelves, for load. */
@Injectable()
export class BulkSales {
  constructor(private readonly db: Database) {}

  /** Variants on sale of every active shop, at most so many of each shop, shop by shop. */
  async variants(perShop: number): Promise<string[]> {
    return (await this.db.query<{ id: string }>(SOME_VARIANTS, [perShop])).map((row) => row.id);
  }

  /**
   * In the caller's transaction, one statement: reservations that have ended, a movement for each sale, and before them a delivery from the workshop of as
   * many pieces, so that the shelves hold what they held. Variants without a shelf are left out.
   */
  async record(holds: readonly PastHold[], receivedAt: Date): Promise<void> {
    await this.db.query(PAST_SALES, [
      holds.map((hold) => hold.holder), holds.map((hold) => hold.variantId), holds.map((hold) => hold.quantity),
      holds.map((hold) => hold.heldAt), holds.map((hold) => hold.settledAt), holds.map((hold) => hold.end), receivedAt,
    ]);
  }
}
