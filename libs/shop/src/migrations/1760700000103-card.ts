import { ForwardOnly } from '#libs/platform';
import type { QueryRunner } from 'typeorm';

/**
 * One row per listed product, kept by Cards: `shown` is what lists print, the other columns are what they filter and sort by. The tags (`@c:craft`,
 * `@r:51.03`, `@s:shp_…`) stand in `search`, so that words and facets are one index scan. No foreign keys: their checks would wait for product rows
 * that a verb of another shop member has locked.
 */
export class Card1760700000103 extends ForwardOnly {
  readonly name = 'Card1760700000103';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

      CREATE TABLE shop.card (
        product_id    text COLLATE "C" PRIMARY KEY,
        shown         jsonb NOT NULL,
        price         bigint NOT NULL CHECK (price > 0),
        currency      char(3) NOT NULL DEFAULT 'IDR' CHECK (currency = 'IDR'),
        category_root text COLLATE "C" NOT NULL,
        category      text COLLATE "C" NOT NULL,
        shop_id       text COLLATE "C" NOT NULL,
        shop_slug     text COLLATE "C" NOT NULL,
        village_code  text COLLATE "C" NOT NULL,
        regency_code  text COLLATE "C" NOT NULL,
        regency_name  text NOT NULL,
        made_to_order boolean NOT NULL,
        published_at  timestamptz NOT NULL,
        search        tsvector NOT NULL
      );
      CREATE INDEX card_newest ON shop.card (published_at DESC, product_id DESC);
      CREATE INDEX card_price ON shop.card (price, product_id);
      CREATE INDEX card_root_newest ON shop.card (category_root, published_at DESC, product_id DESC);
      CREATE INDEX card_root_price ON shop.card (category_root, price, product_id);
      CREATE INDEX card_category_newest ON shop.card (category, published_at DESC, product_id DESC);
      CREATE INDEX card_category_price ON shop.card (category, price, product_id);
      CREATE INDEX card_shop ON shop.card (shop_id, published_at DESC, product_id DESC);
      CREATE INDEX card_shop_slug ON shop.card (shop_slug, published_at DESC, product_id DESC);
      CREATE INDEX card_village ON shop.card (village_code, published_at DESC, product_id DESC);
      CREATE INDEX card_regency ON shop.card (regency_code, published_at DESC, product_id DESC);
      -- Without a list of pending entries: cards are written seldom, and every search would read that list.
      CREATE INDEX card_search ON shop.card USING gin (search) WITH (fastupdate = off);

      -- Every word that stands on a card: what a misspelt word is compared with.
      CREATE TABLE shop.search_word (word text PRIMARY KEY);
      CREATE INDEX search_word_trigrams ON shop.search_word USING gin (word gin_trgm_ops) WITH (fastupdate = off);

      -- All words under each configuration, so that a question under any one of them can be answered whole.
      CREATE FUNCTION shop.words_vector(words text, weight "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN setweight(to_tsvector('simple', words), weight) || setweight(to_tsvector('indonesian', words), weight) || setweight(to_tsvector('english', words), weight);
      CREATE FUNCTION shop.asked(question text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN websearch_to_tsquery('simple', question) || websearch_to_tsquery('indonesian', question) || websearch_to_tsquery('english', question);

      -- The filters of every list, once; inlined by the planner, so that absent filters cost nothing.
      CREATE FUNCTION shop.listed(of_root text, of_category text, of_village text, of_regency text, of_shop text, of_shop_slug text, min_price bigint, max_price bigint, to_order boolean)
        RETURNS SETOF shop.card LANGUAGE sql STABLE AS $$
        SELECT card.* FROM shop.card
        WHERE ($1 IS NULL OR card.category_root = $1) AND ($2 IS NULL OR card.category = $2)
          AND ($3 IS NULL OR card.village_code = $3) AND ($4 IS NULL OR card.regency_code = $4) AND ($5 IS NULL OR card.shop_id = $5)
          AND ($6 IS NULL OR card.shop_slug = $6) AND ($7 IS NULL OR card.price >= $7) AND ($8 IS NULL OR card.price <= $8) AND ($9 IS NULL OR card.made_to_order = $9)
      $$;

      -- What of a product may be sold today, over all its variants.
      CREATE FUNCTION shop.product_free(of_product text, today date) RETURNS TABLE (free bigint) LANGUAGE sql STABLE AS $$
        SELECT coalesce(sum(shelf.free), 0)::bigint FROM shop.variant JOIN shop.shelf ON shelf.variant_id = variant.id
        WHERE variant.product_id = $1 AND variant.state = 'active' AND $2 < shelf.sold_before
      $$;
    `);
  }
}
