import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

/** One thing that must never be, found in the rows. */
export interface StockFinding {
  invariant: 'I5' | 'I6';
  /** The level (`variant location lot`) or the holder. */
  subject: string;
  detail: string;
}

// One pass over each table and one grouping: joins on three columns are taken for one row each, and then run as loops over everything.
const LEVELS_OFF = `
SELECT variant_id || ' ' || location_id || ' ' || lot_id AS subject, sum(on_hand)::int AS "onHand", sum(moved)::int AS moved, sum(reserved)::int AS reserved, sum(live)::int AS live
FROM (
  SELECT variant_id, location_id, lot_id, on_hand, reserved, 0 AS moved, 0 AS live FROM shop.stock_level
  UNION ALL SELECT variant_id, location_id, lot_id, 0, 0, quantity, 0 FROM shop.stock_movement
  UNION ALL SELECT variant_id, location_id, lot_id, 0, 0, 0, quantity FROM shop.reservation WHERE state IN ('held', 'claimed')) entry
GROUP BY variant_id, location_id, lot_id
HAVING sum(on_hand) <> sum(moved) OR sum(reserved) <> sum(live) OR sum(reserved) < 0 OR sum(on_hand) < sum(reserved)
ORDER BY subject LIMIT 1000`;

const LIVES_OFF = `
WITH off AS MATERIALIZED (
  SELECT variant_id, location_id, lot_id, sold_before FROM shop.stock_level EXCEPT SELECT variant_id, location_id, lot_id, sold_before FROM shop.shelf_life)
SELECT off.variant_id || ' ' || off.location_id || ' ' || off.lot_id AS subject, off.sold_before::text AS "soldBefore",
       (SELECT life.sold_before::text FROM shop.shelf_life life WHERE life.variant_id = off.variant_id AND life.location_id = off.location_id AND life.lot_id = off.lot_id) AS due
FROM off ORDER BY subject LIMIT 1000`;

const HOLDS_LAPSED = `
SELECT holder AS subject, min(expires_at) AS "expiredAt" FROM shop.reservation WHERE state = 'held' AND expires_at < $1
GROUP BY holder ORDER BY holder LIMIT 1000`;

/** What `market reconcile` asks of the stock: I5 and I6 of the invariants. */
@Injectable()
export class StockInvariants {
  constructor(private readonly db: Database) {}

  /** `lapsedBefore`: now less one sweep; a hold that expired before it should be gone. */
  async findings(lapsedBefore: Date): Promise<StockFinding[]> {
    const levels = await this.db.query<{ subject: string; onHand: number; moved: number; reserved: number; live: number }>(LEVELS_OFF);
    const lives = await this.db.query<{ subject: string; soldBefore: string; due: string }>(LIVES_OFF);
    const holds = await this.db.query<{ subject: string; expiredAt: Date }>(HOLDS_LAPSED, [lapsedBefore]);
    const i5 = (subject: string, detail: string): StockFinding => ({ invariant: 'I5', subject, detail });
    return [
      ...levels.map(({ subject, onHand, moved, reserved, live }) => i5(subject, `on hand ${onHand}, sum of movements ${moved}; reserved ${reserved}, live reservations ${live}`)),
      ...lives.map(({ subject, soldBefore, due }) => i5(subject, `sold before ${soldBefore}, should be ${due}`)),
      ...holds.map(({ subject, expiredAt }) => ({ invariant: 'I6' as const, subject, detail: `still held, expired at ${expiredAt.toISOString()}` })),
    ];
  }
}
