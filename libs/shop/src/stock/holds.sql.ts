/**
 * Each verb is one statement that locks before it computes. Under READ COMMITTED a waiting FOR UPDATE re-reads the locked row only, and a window
 * function cannot stand beside it, so rows are locked in a CTE of their own and everything else is derived from what that CTE answered.
 * Lock order, everywhere: reservations by id, then levels by (variant, location, lot). Two buyers of the same two jars never wait for each other.
 * Levels are written from the locked values, both columns, never from their own: an UPDATE first builds its row from the statement's snapshot and
 * checks it before it notices the newer version, so a relative change could fail a CHECK that the newer version passes.
 */

/** $1 holders, $2 variants, $3 quantities, $4 expires at, $5 business day, $6 now. Answers the shortages; when there is one, nothing was done. */
export const RESERVE = `
WITH line AS (
  SELECT holder, variant_id, quantity, sum(quantity) OVER (PARTITION BY variant_id ORDER BY at) AS upto
  FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS given(holder, variant_id, quantity, at)),
locked AS MATERIALIZED (
  SELECT level.variant_id, level.location_id, level.lot_id, level.on_hand, level.reserved, lot.expires_on
  FROM shop.stock_level level
  JOIN shop.lot ON lot.id = level.lot_id
  WHERE level.variant_id = ANY ($2::text[]) AND level.on_hand > level.reserved AND $5::date < level.sold_before
  ORDER BY level.variant_id, level.location_id, level.lot_id
  FOR NO KEY UPDATE OF level),
shelf AS (
  SELECT variant_id, location_id, lot_id, on_hand - reserved AS free,
         sum(on_hand - reserved) OVER (PARTITION BY variant_id ORDER BY expires_on NULLS LAST, lot_id, location_id) AS upto
  FROM locked),
short AS MATERIALIZED (
  SELECT line.variant_id, max(line.upto) AS wanted, coalesce((SELECT max(shelf.upto) FROM shelf WHERE shelf.variant_id = line.variant_id), 0) AS available
  FROM line GROUP BY line.variant_id
  HAVING max(line.upto) > coalesce((SELECT max(shelf.upto) FROM shelf WHERE shelf.variant_id = line.variant_id), 0)),
taken AS MATERIALIZED (
  SELECT line.holder, shelf.variant_id, shelf.location_id, shelf.lot_id,
         (least(line.upto, shelf.upto) - greatest(line.upto - line.quantity, shelf.upto - shelf.free))::int AS quantity
  FROM line JOIN shelf USING (variant_id)
  WHERE line.upto - line.quantity < shelf.upto AND shelf.upto - shelf.free < line.upto AND NOT EXISTS (SELECT FROM short)),
raised AS (
  UPDATE shop.stock_level level SET on_hand = locked.on_hand, reserved = locked.reserved + each.quantity
  FROM (SELECT variant_id, location_id, lot_id, sum(quantity)::int AS quantity FROM taken GROUP BY variant_id, location_id, lot_id) each
  JOIN locked USING (variant_id, location_id, lot_id)
  WHERE level.variant_id = each.variant_id AND level.location_id = each.location_id AND level.lot_id = each.lot_id),
held AS (
  INSERT INTO shop.reservation (holder, variant_id, location_id, lot_id, quantity, state, expires_at, created_at)
  SELECT holder, variant_id, location_id, lot_id, quantity, 'held', $4, $6 FROM taken)
SELECT variant_id AS "variantId", wanted::int AS wanted, available::int AS available FROM short ORDER BY variant_id`;

/** $1 holders. Answers the holders that have nothing live left: their holds had lapsed and were released. */
export const CLAIM = `
WITH theirs AS MATERIALIZED (
  SELECT id, holder, state FROM shop.reservation WHERE holder = ANY ($1::text[]) ORDER BY id FOR UPDATE),
claimed AS (
  UPDATE shop.reservation SET state = 'claimed', expires_at = NULL FROM theirs WHERE reservation.id = theirs.id AND theirs.state = 'held')
SELECT holder FROM theirs GROUP BY holder HAVING bool_and(state = 'released')`;

/** $1 holders, $2 until. Only what is held still, and never to an earlier time. */
export const PROLONG = `
WITH theirs AS MATERIALIZED (
  SELECT id FROM shop.reservation WHERE holder = ANY ($1::text[]) AND state = 'held' AND expires_at < $2 ORDER BY id FOR UPDATE)
UPDATE shop.reservation SET expires_at = $2 FROM theirs WHERE reservation.id = theirs.id`;

/** $1 holders, $2 now. */
export const RELEASE = `
WITH theirs AS MATERIALIZED (
  SELECT id, variant_id, location_id, lot_id, quantity FROM shop.reservation
  WHERE holder = ANY ($1::text[]) AND state IN ('held', 'claimed') ORDER BY id FOR UPDATE),
locked AS MATERIALIZED (
  SELECT variant_id, location_id, lot_id, on_hand, reserved FROM shop.stock_level
  WHERE (variant_id, location_id, lot_id) IN (SELECT variant_id, location_id, lot_id FROM theirs)
  ORDER BY variant_id, location_id, lot_id FOR NO KEY UPDATE),
freed AS (
  UPDATE shop.reservation SET state = 'released', settled_at = $2 FROM theirs WHERE reservation.id = theirs.id)
UPDATE shop.stock_level level SET on_hand = locked.on_hand, reserved = locked.reserved - each.quantity
FROM (SELECT variant_id, location_id, lot_id, sum(quantity)::int AS quantity FROM theirs GROUP BY variant_id, location_id, lot_id) each
JOIN locked USING (variant_id, location_id, lot_id)
WHERE level.variant_id = each.variant_id AND level.location_id = each.location_id AND level.lot_id = each.lot_id`;

/** $1 holder, $2 variants, $3 quantities, $4 cause or null, $5 now. The longest-lived lot is let go first. */
export const RELEASE_LINES = `
WITH line AS (
  SELECT variant_id, sum(quantity) AS quantity FROM unnest($2::text[], $3::int[]) AS given(variant_id, quantity) GROUP BY variant_id),
noted AS (
  INSERT INTO shop.stock_cause (holder, variant_id, cause) SELECT $1, variant_id, $4 FROM line WHERE $4::text IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING variant_id),
due AS (SELECT variant_id, quantity FROM line WHERE $4::text IS NULL OR variant_id IN (SELECT variant_id FROM noted)),
theirs AS MATERIALIZED (
  SELECT id, variant_id, location_id, lot_id, quantity FROM shop.reservation
  WHERE holder = $1 AND variant_id IN (SELECT variant_id FROM due) AND state IN ('held', 'claimed') ORDER BY id FOR UPDATE),
locked AS MATERIALIZED (
  SELECT variant_id, location_id, lot_id, on_hand, reserved FROM shop.stock_level
  WHERE (variant_id, location_id, lot_id) IN (SELECT variant_id, location_id, lot_id FROM theirs)
  ORDER BY variant_id, location_id, lot_id FOR NO KEY UPDATE),
running AS (
  SELECT theirs.*, sum(theirs.quantity) OVER (PARTITION BY theirs.variant_id ORDER BY theirs.id DESC) - theirs.quantity AS before FROM theirs),
cut AS MATERIALIZED (
  SELECT running.id, running.variant_id, running.location_id, running.lot_id, running.quantity,
         least(running.quantity, due.quantity - running.before)::int AS released
  FROM running JOIN due USING (variant_id) WHERE running.before < due.quantity),
freed AS (
  UPDATE shop.reservation SET
    quantity = CASE WHEN cut.released = cut.quantity THEN cut.quantity ELSE cut.quantity - cut.released END,
    state = CASE WHEN cut.released = cut.quantity THEN 'released' ELSE reservation.state END,
    expires_at = reservation.expires_at,
    settled_at = CASE WHEN cut.released = cut.quantity THEN $5::timestamptz END
  FROM cut WHERE reservation.id = cut.id)
UPDATE shop.stock_level level SET on_hand = locked.on_hand, reserved = locked.reserved - each.quantity
FROM (SELECT variant_id, location_id, lot_id, sum(released)::int AS quantity FROM cut GROUP BY variant_id, location_id, lot_id) each
JOIN locked USING (variant_id, location_id, lot_id)
WHERE level.variant_id = each.variant_id AND level.location_id = each.location_id AND level.lot_id = each.lot_id`;

/** $1 holders, $2 now. What is held leaves the shop. */
export const FULFIL = `
WITH theirs AS MATERIALIZED (
  SELECT id, holder, variant_id, location_id, lot_id, quantity FROM shop.reservation
  WHERE holder = ANY ($1::text[]) AND state IN ('held', 'claimed') ORDER BY id FOR UPDATE),
locked AS MATERIALIZED (
  SELECT variant_id, location_id, lot_id, on_hand, reserved FROM shop.stock_level
  WHERE (variant_id, location_id, lot_id) IN (SELECT variant_id, location_id, lot_id FROM theirs)
  ORDER BY variant_id, location_id, lot_id FOR NO KEY UPDATE),
settled AS (
  UPDATE shop.reservation SET state = 'fulfilled', expires_at = NULL, settled_at = $2 FROM theirs WHERE reservation.id = theirs.id),
sold AS (
  INSERT INTO shop.stock_movement (variant_id, location_id, lot_id, kind, quantity, holder, moved_at)
  SELECT variant_id, location_id, lot_id, 'sold', -sum(quantity), holder, $2 FROM theirs GROUP BY holder, variant_id, location_id, lot_id)
UPDATE shop.stock_level level SET on_hand = locked.on_hand - each.quantity, reserved = locked.reserved - each.quantity
FROM (SELECT variant_id, location_id, lot_id, sum(quantity)::int AS quantity FROM theirs GROUP BY variant_id, location_id, lot_id) each
JOIN locked USING (variant_id, location_id, lot_id)
WHERE level.variant_id = each.variant_id AND level.location_id = each.location_id AND level.lot_id = each.lot_id`;

/** $1 holder, $2 variants, $3 quantities, $4 cause or null, $5 now. Never more than was sold and is not back yet. */
export const PUT_BACK = `
WITH line AS (
  SELECT variant_id, sum(quantity) AS quantity FROM unnest($2::text[], $3::int[]) AS given(variant_id, quantity) GROUP BY variant_id),
noted AS (
  INSERT INTO shop.stock_cause (holder, variant_id, cause) SELECT $1, variant_id, $4 FROM line WHERE $4::text IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING variant_id),
due AS (SELECT variant_id, quantity FROM line WHERE $4::text IS NULL OR variant_id IN (SELECT variant_id FROM noted)),
theirs AS MATERIALIZED (
  SELECT id, variant_id, location_id, lot_id, quantity - put_back AS out FROM shop.reservation
  WHERE holder = $1 AND variant_id IN (SELECT variant_id FROM due) AND state = 'fulfilled' AND put_back < quantity ORDER BY id FOR UPDATE),
locked AS MATERIALIZED (
  SELECT variant_id, location_id, lot_id, on_hand, reserved FROM shop.stock_level
  WHERE (variant_id, location_id, lot_id) IN (SELECT variant_id, location_id, lot_id FROM theirs)
  ORDER BY variant_id, location_id, lot_id FOR NO KEY UPDATE),
running AS (
  SELECT theirs.*, sum(theirs.out) OVER (PARTITION BY theirs.variant_id ORDER BY theirs.id DESC) - theirs.out AS before FROM theirs),
back AS MATERIALIZED (
  SELECT running.id, running.variant_id, running.location_id, running.lot_id, least(running.out, due.quantity - running.before)::int AS quantity
  FROM running JOIN due USING (variant_id) WHERE running.before < due.quantity),
marked AS (
  UPDATE shop.reservation SET put_back = reservation.put_back + back.quantity FROM back WHERE reservation.id = back.id),
returned AS (
  INSERT INTO shop.stock_movement (variant_id, location_id, lot_id, kind, quantity, reason, holder, moved_at)
  SELECT variant_id, location_id, lot_id, 'returned', sum(quantity), $4, $1, $5 FROM back GROUP BY variant_id, location_id, lot_id)
UPDATE shop.stock_level level SET on_hand = locked.on_hand + each.quantity, reserved = locked.reserved
FROM (SELECT variant_id, location_id, lot_id, sum(quantity)::int AS quantity FROM back GROUP BY variant_id, location_id, lot_id) each
JOIN locked USING (variant_id, location_id, lot_id)
WHERE level.variant_id = each.variant_id AND level.location_id = each.location_id AND level.lot_id = each.lot_id`;

/** $1 holders. What they hold for good, by variant. */
export const CLAIMED = `
SELECT holder, variant_id AS "variantId", sum(quantity)::int AS quantity
FROM shop.reservation WHERE holder = ANY ($1::text[]) AND state = 'claimed' GROUP BY holder, variant_id`;
