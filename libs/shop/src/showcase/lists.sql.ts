import type { Sort } from './showcase.types.js';

/** What one thing a list is narrowed down to; each is a column of a card. */
export type Shelf = 'all' | 'root' | 'category' | 'village' | 'regency' | 'shop' | 'shopSlug';

/**
 * The lists that people ask for most: everything or one thing, in one order. Each walks one index from the cursor on and is planned once, whatever the
 * parameters; whoever asks for more than one thing at a time gets the statements of showcase.sql.ts. Whole texts, so that they can be read and searched for.
 * $1 business day, $2 limit, $3 and $4 cursor or null, $5 the thing. Availability is read for the rows of the page only.
 */
const NEWEST: Partial<Record<Shelf, string>> = {
  all: `
    SELECT card.shown, to_char(card.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE (card.published_at, card.product_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::text, ''))
    ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`,
  root: `
    SELECT card.shown, to_char(card.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.category_root = $5 AND (card.published_at, card.product_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::text, ''))
    ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`,
  category: `
    SELECT card.shown, to_char(card.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.category = $5 AND (card.published_at, card.product_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::text, ''))
    ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`,
  village: `
    SELECT card.shown, to_char(card.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.village_code = $5 AND (card.published_at, card.product_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::text, ''))
    ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`,
  regency: `
    SELECT card.shown, to_char(card.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.regency_code = $5 AND (card.published_at, card.product_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::text, ''))
    ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`,
  shop: `
    SELECT card.shown, to_char(card.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.shop_id = $5 AND (card.published_at, card.product_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::text, ''))
    ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`,
  shopSlug: `
    SELECT card.shown, to_char(card.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.shop_slug = $5 AND (card.published_at, card.product_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::text, ''))
    ORDER BY card.published_at DESC, card.product_id DESC LIMIT $2`,
};

const CHEAPEST: Partial<Record<Shelf, string>> = {
  all: `
    SELECT card.shown, card.price AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE (card.price, card.product_id) > (coalesce($3::bigint, 0), coalesce($4::text, ''))
    ORDER BY card.price, card.product_id LIMIT $2`,
  root: `
    SELECT card.shown, card.price AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.category_root = $5 AND (card.price, card.product_id) > (coalesce($3::bigint, 0), coalesce($4::text, ''))
    ORDER BY card.price, card.product_id LIMIT $2`,
  category: `
    SELECT card.shown, card.price AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.category = $5 AND (card.price, card.product_id) > (coalesce($3::bigint, 0), coalesce($4::text, ''))
    ORDER BY card.price, card.product_id LIMIT $2`,
};

const DEAREST: Partial<Record<Shelf, string>> = {
  all: `
    SELECT card.shown, card.price AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE (card.price, card.product_id) < (coalesce($3::bigint, 9223372036854775807), coalesce($4::text, ''))
    ORDER BY card.price DESC, card.product_id DESC LIMIT $2`,
  root: `
    SELECT card.shown, card.price AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.category_root = $5 AND (card.price, card.product_id) < (coalesce($3::bigint, 9223372036854775807), coalesce($4::text, ''))
    ORDER BY card.price DESC, card.product_id DESC LIMIT $2`,
  category: `
    SELECT card.shown, card.price AS key, card.product_id AS id, stock.free
    FROM shop.card CROSS JOIN LATERAL shop.product_free(card.product_id, $1) stock
    WHERE card.category = $5 AND (card.price, card.product_id) < (coalesce($3::bigint, 9223372036854775807), coalesce($4::text, ''))
    ORDER BY card.price DESC, card.product_id DESC LIMIT $2`,
};

/** The statement for that list; undefined where no index has that order. */
export function listOf(shelf: Shelf, sort: Exclude<Sort, 'relevance'>): string | undefined {
  return { newest: NEWEST, price: CHEAPEST, '-price': DEAREST }[sort][shelf];
}
