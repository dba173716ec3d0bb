/** $1 at most so many of a shop. */
export const SOME_VARIANTS = `
SELECT picked.id FROM shop.shop CROSS JOIN LATERAL (
  SELECT variant.id FROM shop.variant JOIN shop.product ON product.id = variant.product_id
  WHERE variant.shop_id = shop.id AND variant.state = 'active' AND product.state = 'active' ORDER BY variant.sku LIMIT $1) picked
WHERE shop.state = 'active' ORDER BY shop.id, picked.id`;

/** $1 holders, $2 variants, $3 quantities, $4 held at, $5 settled at, $6 fulfilled or released, $7 when the goods had come in. */
export const PAST_SALES = `
WITH level AS MATERIALIZED (
  SELECT DISTINCT ON (variant_id) variant_id, location_id, lot_id FROM shop.stock_level
  WHERE variant_id = ANY ($2::text[]) ORDER BY variant_id, location_id, lot_id),
hold AS MATERIALIZED (
  SELECT given.*, level.location_id, level.lot_id
  FROM unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::text[]) AS given(holder, variant_id, quantity, held_at, settled_at, state)
  JOIN level USING (variant_id)),
held AS (
  INSERT INTO shop.reservation (holder, variant_id, location_id, lot_id, quantity, state, created_at, settled_at)
  SELECT holder, variant_id, location_id, lot_id, quantity, state, held_at, settled_at FROM hold)
INSERT INTO shop.stock_movement (variant_id, location_id, lot_id, kind, quantity, holder, moved_at)
SELECT variant_id, location_id, lot_id, 'received', sum(quantity), NULL, $7::timestamptz FROM hold WHERE state = 'fulfilled' GROUP BY variant_id, location_id, lot_id
UNION ALL
SELECT variant_id, location_id, lot_id, 'sold', -quantity, holder, settled_at FROM hold WHERE state = 'fulfilled'`;
