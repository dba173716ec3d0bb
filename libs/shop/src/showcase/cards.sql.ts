/** $1 products or null, $2 shop or null. Nobody changes the shops' state until the cards that follow from it are written. */
export const LOCK_SHOPS = `
SELECT shop.id FROM shop.shop
WHERE shop.id IN (SELECT product.shop_id FROM shop.product WHERE product.id = ANY ($1::text[])) OR shop.id = $2
ORDER BY shop.id FOR SHARE`;

/** $1 products or null, $2 shop or null. The listed ones among them. */
export const LISTED_PRODUCTS = `
SELECT product.id, product.slug, product.name, product.description, product.category, product.attributes, product.made_to_order AS "madeToOrder",
       product.lead_days AS "leadDays", coalesce(product.published_at, product.updated_at) AS "publishedAt", cheapest.price AS "priceAmount",
       shop.id AS "shopId", shop.slug AS "shopSlug", shop.name AS "shopName", shop.village_code AS "villageCode", sentra.name AS "sentraName", photo.view AS photo
FROM shop.product
JOIN shop.shop ON shop.id = product.shop_id AND shop.state = 'active'
JOIN LATERAL (SELECT min(variant.price) AS price FROM shop.variant WHERE variant.product_id = product.id AND variant.state = 'active') cheapest ON cheapest.price IS NOT NULL
LEFT JOIN shop.sentra_member member ON member.shop_id = shop.id
LEFT JOIN shop.sentra ON sentra.id = member.sentra_id
LEFT JOIN LATERAL (
  SELECT jsonb_build_object('id', photo.id, 'width', photo.width, 'height', photo.height, 'alt', photo.alt) AS view
  FROM shop.photo WHERE photo.product_id = product.id ORDER BY photo.position LIMIT 1) photo ON true
WHERE (product.id = ANY ($1::text[]) OR product.shop_id = $2) AND product.state = 'active'
ORDER BY product.id`;

/** $1 products or null, $2 shop or null, $3 the cards that shall stand, as JSON. Words go in sorted, so that two writers never wait for each other. */
export const WRITE_CARDS = `
WITH given AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($3::jsonb) AS card(
    product_id text, shown jsonb, price bigint, category_root text, category text, shop_id text, shop_slug text, village_code text, regency_code text, regency_name text,
    made_to_order boolean, published_at timestamptz, names text, facts text, places text, story text, tags text[])),
gone AS (
  DELETE FROM shop.card WHERE (product_id IN (SELECT unnest($1::text[])) OR shop_id = $2) AND product_id NOT IN (SELECT product_id FROM given)),
spelt AS (
  INSERT INTO shop.search_word (word)
  SELECT DISTINCT lexeme FROM given, unnest(to_tsvector('simple', concat_ws(' ', names, facts, places, story))) AS spelt(lexeme, positions, weights)
  WHERE length(lexeme) BETWEEN 3 AND 40 AND lexeme ~ '^[[:alpha:]]+$' ORDER BY lexeme
  ON CONFLICT DO NOTHING)
INSERT INTO shop.card (product_id, shown, price, category_root, category, shop_id, shop_slug, village_code, regency_code, regency_name, made_to_order, published_at, search)
SELECT product_id, shown, price, category_root, category, shop_id, shop_slug, village_code, regency_code, regency_name, made_to_order, published_at,
       array_to_tsvector(tags) || shop.words_vector(names, 'A') || shop.words_vector(facts, 'B') || shop.words_vector(places, 'C') || shop.words_vector(story, 'D')
FROM given ORDER BY product_id
ON CONFLICT (product_id) DO UPDATE SET
  shown = excluded.shown, price = excluded.price, category_root = excluded.category_root, category = excluded.category, shop_id = excluded.shop_id, shop_slug = excluded.shop_slug,
  village_code = excluded.village_code, regency_code = excluded.regency_code, regency_name = excluded.regency_name, made_to_order = excluded.made_to_order,
  published_at = excluded.published_at, search = excluded.search`;
