/** $1 id or slug, $2 business day. The whole page: three statements cost as much again in going to and fro. */
export const PRODUCT = `
SELECT product.id, product.slug, product.name, product.description, product.category, product.attributes, product.non_halal AS "nonHalal",
       product.made_to_order AS "madeToOrder", product.lead_days AS "leadDays", card.price AS "priceAmount", card.published_at AS "publishedAt",
       card.shown -> 'village' AS village,
       json_build_object('id', shop.id, 'slug', shop.slug, 'name', shop.name, 'story', shop.story, 'colour', shop.colour, 'contactPhone', shop.contact_phone,
         'onHoliday', coalesce($2::date BETWEEN shop.holiday_from AND shop.holiday_until, false), 'holidayUntil', shop.holiday_until) AS shop,
       (SELECT json_build_object('slug', sentra.slug, 'name', sentra.name) FROM shop.sentra_member member JOIN shop.sentra ON sentra.id = member.sentra_id
        WHERE member.shop_id = shop.id) AS sentra,
       (SELECT coalesce(json_agg(json_build_object(
                 'id', variant.id, 'sku', variant.sku, 'options', variant.options, 'priceAmount', variant.price,
                 'tiers', (SELECT coalesce(json_agg(json_build_object('minQuantity', min_quantity, 'unitAmount', unit_price) ORDER BY min_quantity), '[]')
                           FROM shop.price_tier WHERE variant_id = variant.id AND audience = 'retail'),
                 'unit', json_build_object('code', variant.unit_code, 'step', variant.unit_step),
                 'available', (SELECT coalesce(sum(free), 0) FROM shop.shelf WHERE shelf.variant_id = variant.id AND $2::date < shelf.sold_before),
                 'weightGrams', variant.weight_grams, 'packedMm', json_build_object('length', variant.length_mm, 'width', variant.width_mm, 'height', variant.height_mm),
                 'packs', variant.packs) ORDER BY variant.position, variant.id), '[]')
        FROM shop.variant WHERE variant.product_id = product.id AND variant.state = 'active') AS variants,
       (SELECT coalesce(json_agg(json_build_object('id', id, 'width', width, 'height', height, 'alt', alt) ORDER BY position), '[]')
        FROM shop.photo WHERE product_id = product.id) AS photos,
       (SELECT coalesce(json_agg(json_build_object('kind', kind, 'number', number, 'holderName', holder_name, 'expiresOn', expires_on) ORDER BY kind, number), '[]')
        FROM shop.certificate
        WHERE shop_id = shop.id AND state = 'verified' AND (expires_on IS NULL OR expires_on >= $2::date)
          AND (scope = 'shop' OR EXISTS (SELECT FROM shop.certificate_product covered WHERE covered.certificate_id = certificate.id AND covered.product_id = product.id))) AS certificates
FROM shop.product JOIN shop.card ON card.product_id = product.id JOIN shop.shop ON shop.id = product.shop_id
WHERE product.id = $1 OR product.slug = $1`;

/** $1 id or slug, $2 business day. */
export const SHOP = `
SELECT shop.id, shop.slug, shop.name, shop.story, shop.colour, shop.contact_phone AS "contactPhone", shop.village_code AS "villageCode",
       coalesce($2::date BETWEEN shop.holiday_from AND shop.holiday_until, false) AS "onHoliday", shop.holiday_until AS "holidayUntil",
       (SELECT jsonb_build_object('slug', sentra.slug, 'name', sentra.name) FROM shop.sentra_member member JOIN shop.sentra ON sentra.id = member.sentra_id
        WHERE member.shop_id = shop.id) AS sentra,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'number', number, 'holderName', holder_name, 'expiresOn', expires_on) ORDER BY kind, number), '[]')
        FROM shop.certificate WHERE shop_id = shop.id AND state = 'verified' AND (expires_on IS NULL OR expires_on >= $2::date)) AS certificates,
       (SELECT count(*)::int FROM shop.card WHERE card.shop_id = shop.id) AS "productCount"
FROM shop.shop WHERE (shop.id = $1 OR shop.slug = $1) AND shop.state = 'active'`;

/** $1 village or null, $2 sentra or null, $3 limit. Those with most products first. */
export const MAKERS = `
SELECT shop.id, shop.slug, shop.name, shop.story, shop.village_code AS "villageCode", shelf.count AS "productCount", newest.photo
FROM shop.shop
CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM shop.card WHERE card.shop_id = shop.id) shelf
LEFT JOIN LATERAL (
  SELECT card.shown -> 'photo' AS photo FROM shop.card WHERE card.shop_id = shop.id ORDER BY card.published_at DESC, card.product_id DESC LIMIT 1) newest ON true
WHERE shop.state = 'active' AND ($1::text IS NULL OR shop.village_code = $1)
  AND ($2::text IS NULL OR shop.id IN (SELECT shop_id FROM shop.sentra_member WHERE sentra_id = $2))
ORDER BY shelf.count DESC, shop.id LIMIT $3`;

/** $1 slug. */
export const SENTRA = `
SELECT id, slug, name, type, commodity, story, inaugurated_on AS "inauguratedOn", cooperative_shop_id AS "cooperativeShopId",
       (SELECT coalesce(jsonb_agg(village_code ORDER BY village_code), '[]') FROM shop.sentra_village WHERE sentra_id = sentra.id) AS "villageCodes"
FROM shop.sentra WHERE slug = $1 OR id = $1`;

/** $1 limit. The villages with most makers, each with its newest picture. */
export const FEATURED_VILLAGES = `
SELECT newest.village, busy.makers AS "makerCount", busy.products AS "productCount", newest.photo
FROM (SELECT village_code, count(DISTINCT shop_id)::int AS makers, count(*)::int AS products FROM shop.card GROUP BY village_code
      ORDER BY makers DESC, products DESC, village_code LIMIT $1) busy
CROSS JOIN LATERAL (
  SELECT shown -> 'village' AS village, shown -> 'photo' AS photo FROM shop.card WHERE card.village_code = busy.village_code
  ORDER BY published_at DESC, product_id DESC LIMIT 1) newest
ORDER BY busy.makers DESC, busy.products DESC, busy.village_code`;

export const FEATURED_CRAFTS = `
SELECT busy.category AS path, busy.products AS "productCount", newest.photo
FROM (SELECT category, count(*)::int AS products FROM shop.card GROUP BY category) busy
CROSS JOIN LATERAL (
  SELECT shown -> 'photo' AS photo FROM shop.card WHERE card.category = busy.category ORDER BY published_at DESC, product_id DESC LIMIT 1) newest
ORDER BY busy.products DESC, busy.category`;

/** $1 business day, $2 limit. On the shelf today, newest first. */
export const READY_TO_SHIP = `
SELECT card.shown, 0 AS key, card.product_id AS id, stock.free
FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
WHERE NOT card.made_to_order AND stock.free > 0
ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`;
