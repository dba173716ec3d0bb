import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

/** One thing that must never be, found in the rows. */
export interface StockFinding {
  invariant: 'I5' | 'I6';
  /** The level (`variant location lot`) or the holder. */
  subject: string;
  detail: string;
}

const LEVELS_OFF = `
SELECT level.variant_id || ' ' || level.location_id || ' ' || level.lot_id AS subject,
       level.on_hand AS "onHand", coalesce(moved.quantity, 0)::int AS moved, level.reserved, coalesce(live.quantity, 0)::int AS live,
       level.sold_before::text AS "soldBefore", life.sold_before::text AS due
FROM shop.stock_level level
LEFT JOIN (SELECT variant_id, location_id, lot_id, sum(quantity) AS quantity FROM shop.stock_movement GROUP BY variant_id, location_id, lot_id) moved
  USING (variant_id, location_id, lot_id)
LEFT JOIN (SELECT variant_id, location_id, lot_id, sum(quantity) AS quantity FROM shop.reservation WHERE state IN ('held', 'claimed')
           GROUP BY variant_id, location_id, lot_id) live
  USING (variant_id, location_id, lot_id)
JOIN shop.shelf_life life USING (variant_id, location_id, lot_id)
WHERE level.on_hand <> coalesce(moved.quantity, 0) OR level.reserved <> coalesce(live.quantity, 0)
   OR level.reserved < 0 OR level.on_hand < level.reserved OR level.sold_before <> life.sold_before
ORDER BY subject LIMIT 1000`;

const HOLDS_LAPSED = `
SELECT holder AS subject, min(expires_at) AS "expiredAt" FROM shop.reservation WHERE state = 'held' AND expires_at < $1
GROUP BY holder ORDER BY holder LIMIT 1000`;

/** What `market reconcile` asks of the stock: I5 and I6 of the invariants. */
@Injectable()
export class StockInvariants {
  constructor(private readonly db: Database) {}

  /** `lapsedBefore`: now less one sweep; a hold that expired before it should be gone. */
  async findings(lapsedBefore: Date): Promise<StockFinding[]> {
    const levels = await this.db.query<{ subject: string; onHand: number; moved: number; reserved: number; live: number; soldBefore: string; due: string }>(LEVELS_OFF);
    const holds = await this.db.query<{ subject: string; expiredAt: Date }>(HOLDS_LAPSED, [lapsedBefore]);
    return [
      ...levels.map(({ subject, onHand, moved, reserved, live, soldBefore, due }) => ({
        invariant: 'I5' as const,
        subject,
        detail: `on hand ${onHand}, sum of movements ${moved}; reserved ${reserved}, live reservations ${live}; sold before ${soldBefore}, should be ${due}`,
      })),
      ...holds.map(({ subject, expiredAt }) => ({ invariant: 'I6' as const, subject, detail: `still held, expired at ${expiredAt.toISOString()}` })),
    ];
  }
}
