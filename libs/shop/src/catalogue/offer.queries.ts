import { businessDay } from '#libs/platform';
import type { Database } from '#libs/platform';
import type { Offer } from './offer.js';
import type { Audience } from './tier.js';

/** One statement whatever the number of variants; unknown ids are missing from the answer. */
export async function offersOf(db: Database, variantIds: readonly string[], audience: Audience, now: Date): Promise<Offer[]> {
  if (variantIds.length === 0) return [];
  return db.query<Offer>(
    `SELECT variant.id AS "variantId", product.id AS "productId", product.slug AS "productSlug", product.name AS "productName",
            label.words AS "variantLabel", variant.sku, shop.id AS "shopId", shop.slug AS "shopSlug", shop.name AS "shopName",
            shop.village_code AS "shopVillageCode", member.sentra_id AS "sentraId", product.category AS "categoryPath",
            variant.price AS "priceAmount", coalesce(tier.list, '[]') AS tiers,
            jsonb_build_object('code', variant.unit_code, 'step', variant.unit_step) AS unit, variant.weight_grams AS "weightGrams",
            jsonb_build_object('length', variant.length_mm, 'width', variant.width_mm, 'height', variant.height_mm) AS "packedMm",
            variant.nestable, product.made_to_order AS "madeToOrder", product.lead_days AS "leadDays", photo.id AS "photoId",
            coalesce(on_shelf.available, 0)::int AS available,
            (product.state = 'active' AND variant.state = 'active' AND shop.state = 'active'
             AND NOT coalesce($3::date BETWEEN shop.holiday_from AND shop.holiday_until, false)) AS sellable
     FROM shop.variant
     JOIN shop.product ON product.id = variant.product_id
     JOIN shop.shop ON shop.id = product.shop_id
     LEFT JOIN shop.sentra_member member ON member.shop_id = shop.id
     LEFT JOIN LATERAL (
       SELECT jsonb_build_object(
                'id', string_agg(option -> 'value' ->> 'id', ' / ' ORDER BY place),
                'en', string_agg(coalesce(nullif(option -> 'value' ->> 'en', ''), option -> 'value' ->> 'id'), ' / ' ORDER BY place)) AS words
       FROM jsonb_array_elements(variant.options) WITH ORDINALITY AS given(option, place) HAVING count(*) > 0) label ON true
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('minQuantity', min_quantity, 'unitAmount', unit_price) ORDER BY min_quantity) AS list
       FROM shop.price_tier WHERE variant_id = variant.id AND audience = $2) tier ON true
     LEFT JOIN LATERAL (
       SELECT sum(free) AS available FROM shop.shelf WHERE shelf.variant_id = variant.id AND $3::date < shelf.sold_before) on_shelf ON true
     LEFT JOIN LATERAL (SELECT id FROM shop.photo WHERE product_id = product.id ORDER BY position, id LIMIT 1) photo ON true
     WHERE variant.id = ANY($1::text[])`,
    [variantIds, audience, businessDay(now)],
  );
}
