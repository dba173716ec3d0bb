/** $1 variant, $2 shop, $3 now. Makes the default location, lot and level where they are missing; answers nothing when the variant is not the shop's. */
export const OPEN_SHELF = `
WITH mine AS (SELECT id, shop_id FROM shop.variant WHERE id = $1 AND shop_id = $2),
place AS (
  INSERT INTO shop.stock_location (id, shop_id, name, created_at)
  SELECT shop.default_location(shop_id), shop_id, 'Utama', $3 FROM mine ON CONFLICT DO NOTHING),
batch AS (
  INSERT INTO shop.lot (id, variant_id, created_at) SELECT shop.default_lot(id), id, $3 FROM mine ON CONFLICT DO NOTHING),
level AS (
  INSERT INTO shop.stock_level (variant_id, location_id, lot_id)
  SELECT id, shop.default_location(shop_id), shop.default_lot(id) FROM mine ON CONFLICT DO NOTHING)
SELECT id FROM mine`;

/**
 * $1 variant, $2 shop, $3 counted, $4 reason, $5 actor, $6 now. Surplus goes to the default lot; what is missing is taken from the lots that
 * expire first, never from what buyers hold. Written from the locked values (see holds.sql.ts). Answers what was reserved; above the count means that nothing was done.
 */
export const COUNT = `
WITH locked AS MATERIALIZED (
  SELECT level.lot_id, level.on_hand, level.reserved, lot.expires_on
  FROM shop.stock_level level JOIN shop.lot ON lot.id = level.lot_id
  WHERE level.variant_id = $1 AND level.location_id = shop.default_location($2)
  ORDER BY level.lot_id FOR NO KEY UPDATE OF level),
total AS (SELECT sum(on_hand)::int AS on_hand, sum(reserved)::int AS reserved FROM locked),
running AS (
  SELECT lot_id, on_hand - reserved AS free, sum(on_hand - reserved) OVER (ORDER BY expires_on NULLS LAST, lot_id) - (on_hand - reserved) AS before
  FROM locked),
change AS MATERIALIZED (
  SELECT shop.default_lot($1) AS lot_id, $3::int - total.on_hand AS quantity FROM total WHERE $3::int > total.on_hand
  UNION ALL
  SELECT running.lot_id, -least(running.free, total.on_hand - $3::int - running.before)::int FROM running, total
  WHERE $3::int >= total.reserved AND running.before < total.on_hand - $3::int AND running.free > 0),
moved AS (
  INSERT INTO shop.stock_movement (variant_id, location_id, lot_id, kind, quantity, reason, actor_id, moved_at)
  SELECT $1, shop.default_location($2), lot_id, 'counted', quantity, $4, $5, $6 FROM change),
counted AS (
  UPDATE shop.stock_level level SET on_hand = locked.on_hand + change.quantity, reserved = locked.reserved FROM change JOIN locked USING (lot_id)
  WHERE level.variant_id = $1 AND level.location_id = shop.default_location($2) AND level.lot_id = change.lot_id)
SELECT reserved FROM total`;

/** $1 variant, $2 shop, $3 new lot or null for the default one, $4 expires on, $5 note, $6 quantity, $7 actor, $8 now. */
export const RECEIVE = `
WITH batch AS (
  INSERT INTO shop.lot (id, variant_id, expires_on, note, created_at) SELECT $3, $1, $4::date, $5, $8 WHERE $3::text IS NOT NULL),
level AS (
  INSERT INTO shop.stock_level (variant_id, location_id, lot_id, on_hand)
  VALUES ($1, shop.default_location($2), coalesce($3, shop.default_lot($1)), $6::int)
  ON CONFLICT (variant_id, location_id, lot_id) DO UPDATE SET on_hand = stock_level.on_hand + excluded.on_hand
  RETURNING variant_id, location_id, lot_id),
moved AS (
  INSERT INTO shop.stock_movement (variant_id, location_id, lot_id, kind, quantity, reason, actor_id, moved_at)
  SELECT variant_id, location_id, lot_id, 'received', $6::int, $5, $7, $8 FROM level)
SELECT lot_id AS "lotId" FROM level`;

/** $1 shop, $2 one variant or null, $3 business day, $4 after, $5 limit. */
export const LEVELS = `
SELECT variant.id AS "variantId", product.id AS "productId", product.name AS "productName", variant.options, variant.sku,
       coalesce(stock.on_hand, 0)::int AS "onHand", coalesce(stock.reserved, 0)::int AS reserved, coalesce(shelf.free, 0)::int AS available,
       product.made_to_order AS "madeToOrder"
FROM shop.variant JOIN shop.product ON product.id = variant.product_id
LEFT JOIN LATERAL (
  SELECT sum(level.on_hand) AS on_hand, sum(level.reserved) AS reserved FROM shop.stock_level level
  JOIN shop.stock_location place ON place.id = level.location_id AND place.sellable WHERE level.variant_id = variant.id) stock ON true
LEFT JOIN LATERAL (
  SELECT sum(shelf.free) AS free FROM shop.shelf WHERE shelf.variant_id = variant.id AND $3::date < shelf.sold_before) shelf ON true
WHERE variant.shop_id = $1 AND ($2::text IS NULL OR variant.id = $2) AND variant.state = 'active' AND product.state <> 'archived'
  AND ($4::text IS NULL OR variant.id > $4)
ORDER BY variant.id LIMIT $5`;

/** $1 shop, $2 variant, $3 before, $4 limit. The variant's row comes even without a movement, so that nothing and not yours differ. */
export const MOVEMENTS = `
SELECT movement.* FROM shop.variant LEFT JOIN LATERAL (
  SELECT movement.id, movement.lot_id AS "lotId", lot.expires_on AS "expiresOn", movement.kind, movement.quantity, movement.reason, movement.holder,
         movement.actor_id AS "actorId", movement.moved_at AS "movedAt"
  FROM shop.stock_movement movement JOIN shop.lot ON lot.id = movement.lot_id
  WHERE movement.variant_id = variant.id AND ($3::bigint IS NULL OR movement.id < $3)
  ORDER BY movement.id DESC LIMIT $4) movement ON true
WHERE variant.id = $2 AND variant.shop_id = $1 ORDER BY movement.id DESC`;

/** $1 shop, $2 variant, $3 business day. */
export const LOTS = `
SELECT lot.id AS "lotId", lot.expires_on AS "expiresOn", lot.note, sum(level.on_hand)::int AS "onHand", sum(level.reserved)::int AS reserved,
       lot.expires_on IS NULL OR lot.expires_on - product.stop_selling_days > $3::date AS sellable
FROM shop.variant
JOIN shop.product ON product.id = variant.product_id
JOIN shop.lot ON lot.variant_id = variant.id
JOIN shop.stock_level level ON level.variant_id = lot.variant_id AND level.lot_id = lot.id
WHERE variant.id = $2 AND variant.shop_id = $1
GROUP BY lot.id, product.stop_selling_days
HAVING sum(level.on_hand) > 0 OR lot.id = shop.default_lot($2)
ORDER BY lot.expires_on NULLS LAST, lot.id LIMIT 200`;
