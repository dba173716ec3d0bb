/** $1 id, $2 product, $3 shop, $4 key, $5 content type, $6 width, $7 height, $8 bytes, $9 alt, $10 now. */
export const ADD_PHOTO = `
INSERT INTO shop.photo (id, product_id, shop_id, position, storage_key, content_type, width, height, byte_size, alt, created_at)
SELECT $1, $2, $3, coalesce(max(position) + 1, 0), $4, $5, $6::int, $7::int, $8::int, $9::jsonb, $10::timestamptz FROM shop.photo WHERE product_id = $2`;

/** $1 products. */
export const PHOTOS_OF_PRODUCTS = `
SELECT product_id AS "productId", jsonb_agg(jsonb_build_object('id', id, 'width', width, 'height', height, 'alt', alt) ORDER BY position) AS photos
FROM shop.photo WHERE product_id = ANY ($1::text[]) GROUP BY product_id`;

/** $1 product, $2 photos in their new order. `complete` is false, and nothing is changed, unless they are exactly the product's. */
export const ARRANGE_PHOTOS = `
WITH wanted AS (SELECT id, (place - 1)::int AS position FROM unnest($2::text[]) WITH ORDINALITY AS given(id, place)),
whole AS (
  SELECT (SELECT count(*) FROM wanted) = (SELECT count(*) FROM shop.photo WHERE product_id = $1)
     AND (SELECT count(*) FROM shop.photo WHERE product_id = $1 AND id IN (SELECT id FROM wanted)) = (SELECT count(*) FROM wanted) AS complete),
placed AS (
  UPDATE shop.photo SET position = wanted.position FROM wanted, whole WHERE whole.complete AND photo.product_id = $1 AND photo.id = wanted.id)
SELECT complete FROM whole`;

/** $1 shop, $2 product, $3 photo. */
export const REMOVE_PHOTO = `
DELETE FROM shop.photo WHERE id = $3 AND product_id = $2 AND shop_id = $1 RETURNING storage_key AS key`;

/** $1 shop, $2 product. Nothing when the product is not the shop's. */
export const ROOM_FOR_PHOTO = `
SELECT (SELECT count(*)::int FROM shop.photo WHERE product_id = product.id) AS "ofProduct", shop.count AS "ofShop", shop.bytes
FROM shop.product, LATERAL (SELECT count(*)::int AS count, coalesce(sum(byte_size), 0)::bigint AS bytes FROM shop.photo WHERE shop_id = $1) shop
WHERE product.id = $2 AND product.shop_id = $1 AND product.state <> 'archived'`;
