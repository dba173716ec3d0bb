/** $1 variants, $2 audiences, $3 smallest quantities, $4 rupiah each. */
export const INSERT_TIERS = `
INSERT INTO shop.price_tier (variant_id, audience, min_quantity, unit_price)
SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[])`;

/** $1 variants, $2 their shops, $3 on hand, $4 lots that expire or null, $5 the day they do or null, $6 now. One default location a shop, one level a variant. */
export const STOCK_UP = `
WITH given AS (
  SELECT variant_id, shop_id, on_hand, lot_id AS own_lot, expires_on, coalesce(lot_id, shop.default_lot(variant_id)) AS lot_id
  FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::date[]) AS given(variant_id, shop_id, on_hand, lot_id, expires_on)),
place AS (
  INSERT INTO shop.stock_location (id, shop_id, name, created_at)
  SELECT DISTINCT shop.default_location(shop_id), shop_id, 'Utama', $6::timestamptz FROM given ON CONFLICT DO NOTHING),
batch AS (
  INSERT INTO shop.lot (id, variant_id, expires_on, created_at)
  SELECT shop.default_lot(variant_id), variant_id, NULL, $6::timestamptz FROM given
  UNION ALL SELECT own_lot, variant_id, expires_on, $6::timestamptz FROM given WHERE own_lot IS NOT NULL),
level AS (
  INSERT INTO shop.stock_level (variant_id, location_id, lot_id, on_hand)
  SELECT variant_id, shop.default_location(shop_id), lot_id, on_hand FROM given)
INSERT INTO shop.stock_movement (variant_id, location_id, lot_id, kind, quantity, reason, moved_at)
SELECT variant_id, shop.default_location(shop_id), lot_id, 'received', on_hand, NULL, $6::timestamptz FROM given WHERE on_hand > 0`;

/** $1 ids, $2 products, $3 shops, $4 storage keys, $5 bytes, $6 words for those who cannot see it, $7 pixels each side, $8 now. */
export const INSERT_DRAWINGS = `
INSERT INTO shop.photo (id, product_id, shop_id, position, storage_key, content_type, width, height, byte_size, alt, created_at)
SELECT id, product_id, shop_id, 0, key, 'image/svg+xml', $7, $7, bytes, alt, $8
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::jsonb[]) AS given(id, product_id, shop_id, key, bytes, alt)`;

/** Entries wait in a list and go into the index many at once: six times as fast as one card after another, and searches meanwhile read that list. */
export const EXPECT_MANY_CARDS = `ALTER INDEX shop.card_search SET (fastupdate = on, gin_pending_list_limit = 262144)`;

/** Back to what the migration says. */
export const EXPECT_FEW_CARDS = `ALTER INDEX shop.card_search SET (fastupdate = off); ALTER INDEX shop.card_search RESET (gin_pending_list_limit)`;
export const INDEX_CARDS = `SELECT gin_clean_pending_list('shop.card_search')`;

/** Right after a load the planner knows nothing of it, and the next hours' plans would be of empty tables. */
export const ANALYSE = `
ANALYZE shop.shop, shop.product, shop.variant, shop.price_tier, shop.photo, shop.lot, shop.stock_location, shop.stock_level, shop.stock_movement, shop.reservation, shop.card, shop.search_word`;
