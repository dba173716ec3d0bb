/**
 * The lists by any filters together (those by one are in lists.sql.ts); planned for each call, since those asked for decide the index.
 * Parameters of every one: $1 category root, $2 category, $3 village, $4 regency, $5 shop id, $6 shop slug, $7 least price, $8 highest price,
 * $9 made to order (each null when not asked for), $10 business day, $11 limit; then the cursor. Availability is read for the rows of the page only.
 */
export const NEWEST = `
SELECT page.shown, to_char(page.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, page.product_id AS id, stock.free
FROM (
  SELECT card.shown, card.published_at, card.product_id FROM shop.listed($1, $2, $3, $4, $5, $6, $7, $8, $9) card
  WHERE $12::timestamptz IS NULL OR (card.published_at, card.product_id) < ($12::timestamptz, $13::text)
  ORDER BY card.published_at DESC, card.product_id DESC LIMIT $11) page
CROSS JOIN LATERAL shop.product_free(page.product_id, $10) stock
ORDER BY page.published_at DESC, page.product_id DESC`;

export const CHEAPEST = `
SELECT page.shown, page.price AS key, page.product_id AS id, stock.free
FROM (
  SELECT card.shown, card.price, card.product_id FROM shop.listed($1, $2, $3, $4, $5, $6, $7, $8, $9) card
  WHERE $12::bigint IS NULL OR (card.price, card.product_id) > ($12::bigint, $13::text)
  ORDER BY card.price, card.product_id LIMIT $11) page
CROSS JOIN LATERAL shop.product_free(page.product_id, $10) stock
ORDER BY page.price, page.product_id`;

export const DEAREST = `
SELECT page.shown, page.price AS key, page.product_id AS id, stock.free
FROM (
  SELECT card.shown, card.price, card.product_id FROM shop.listed($1, $2, $3, $4, $5, $6, $7, $8, $9) card
  WHERE $12::bigint IS NULL OR (card.price, card.product_id) < ($12::bigint, $13::text)
  ORDER BY card.price DESC, card.product_id DESC LIMIT $11) page
CROSS JOIN LATERAL shop.product_free(page.product_id, $10) stock
ORDER BY page.price DESC, page.product_id DESC`;

/**
 * $1 words, $2 tags, $3 least price, $4 highest price, $5 made to order, $6 sort, $7 business day, $8 limit, $9 and $10 cursor. Relevance ranks
 * at most 1,000 candidates. When nothing is found, each word gives way to the nearest that stands on any card (by
 * trigrams, else by at most two letters, as long as it was typed if it can be), unknown words to none.
 * \`key\` ascends in every sort. What is asked is read once: within the ranking it would be read again for every candidate.
 */
export const SEARCH = `
WITH asked AS MATERIALIZED (SELECT shop.asked($1) AS words, shop.asked($1) && $2::tsquery AS query),
hit AS MATERIALIZED (
  SELECT card.product_id, card.price, card.published_at, (ts_rank(card.search, asked.words) * 1000000)::int AS score, NULL::text AS instead
  FROM asked JOIN shop.card ON card.search @@ asked.query
  WHERE card.price BETWEEN coalesce($3::bigint, 0) AND coalesce($4::bigint, 9223372036854775807) AND card.made_to_order = coalesce($5::boolean, card.made_to_order)
  LIMIT CASE WHEN $6 = 'relevance' THEN 1000 END),
spelt AS MATERIALIZED (
  SELECT string_agg(coalesce(
           (SELECT word FROM shop.search_word WHERE word = given.token),
           (SELECT word FROM shop.search_word WHERE word % given.token ORDER BY similarity(word, given.token) DESC, word LIMIT 1),
           (SELECT word FROM shop.search_word
            WHERE length(given.token) BETWEEN 5 AND 40 AND length(word) BETWEEN length(given.token) - 2 AND length(given.token) + 2
              AND levenshtein_less_equal(word, given.token, 2) <= 2
            ORDER BY levenshtein(word, given.token), abs(length(word) - length(given.token)), word LIMIT 1)), ' ' ORDER BY given.place) AS words
  FROM regexp_split_to_table(lower($1), '[^[:alnum:]]+') WITH ORDINALITY AS given(token, place)
  WHERE NOT EXISTS (SELECT FROM hit)),
near AS MATERIALIZED (
  SELECT card.product_id, card.price, card.published_at,
         (ts_rank(card.search, plainto_tsquery('simple', spelt.words)) * 1000000)::int AS score, spelt.words AS instead
  FROM spelt JOIN shop.card ON card.search @@ (plainto_tsquery('simple', spelt.words) && $2::tsquery)
  WHERE card.price BETWEEN coalesce($3::bigint, 0) AND coalesce($4::bigint, 9223372036854775807) AND card.made_to_order = coalesce($5::boolean, card.made_to_order)
  LIMIT CASE WHEN $6 = 'relevance' THEN 1000 END),
found AS (
  SELECT product_id, instead,
         CASE $6 WHEN 'price' THEN price WHEN '-price' THEN -price WHEN 'newest' THEN -(extract(epoch FROM published_at) * 1000000)::bigint ELSE -score END AS key
  FROM (SELECT * FROM hit UNION ALL SELECT * FROM near) either)
SELECT card.shown, page.key, page.product_id AS id, page.instead, stock.free
FROM (
  SELECT * FROM found WHERE (key, product_id) > (coalesce($9::bigint, -9223372036854775807), coalesce($10::text, '')) ORDER BY key, product_id LIMIT $8) page
JOIN shop.card USING (product_id)
CROSS JOIN LATERAL shop.product_free(page.product_id, $7) stock
ORDER BY page.key, page.product_id`;

/** $1 village, $2 shop id, $3 shop slug, $4 least price, $5 highest price, $6 made to order. */
export const FACETS = `
SELECT category, regency_code AS "regencyCode", min(regency_name) AS "regencyName", count(*)::int AS count
FROM shop.listed(NULL, NULL, $1, NULL, $2, $3, $4, $5, $6) GROUP BY category, regency_code`;

/** $1 words as they were found, $2 tags, $3 least price, $4 highest price, $5 made to order. */
export const SEARCH_FACETS = `
SELECT category, regency_code AS "regencyCode", min(regency_name) AS "regencyName", count(*)::int AS count
FROM (SELECT shop.asked($1) && $2::tsquery AS query OFFSET 0) asked JOIN shop.card ON card.search @@ asked.query
WHERE card.price BETWEEN coalesce($3::bigint, 0) AND coalesce($4::bigint, 9223372036854775807) AND card.made_to_order = coalesce($5::boolean, card.made_to_order)
GROUP BY category, regency_code`;
