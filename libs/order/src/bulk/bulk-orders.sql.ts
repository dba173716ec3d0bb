export const PAST_COUNT = `SELECT count(DISTINCT checkout_id)::int AS sales, count(*)::int AS orders FROM orders.orders WHERE quote_id IS NULL`;

/** $1 numbers. */
export const TAKEN_NUMBERS = `
SELECT number FROM orders.orders WHERE number = ANY ($1::text[]) UNION SELECT number FROM orders.checkout WHERE number = ANY ($1::text[])`;

/**
 * $1 the offers that were bought, as JSON; of the checkouts $2 ids, $3 numbers, $4 baskets, $5 people or null, $6 names, $7 e-mail addresses, $8 telephones,
 * $9 streets, $10 villages, $11 items, $12 delivery, $13 placed at, $14 how they ended; of the orders $15 ids, $16 numbers, $17 checkouts, $18 any variant,
 * $19 items, $20 delivery; of the lines $21 ids, $22 orders, $23 positions, $24 variants, $25 quantities, $26 unit prices, $27 totals, $28 basis points,
 * $29 commission. The steps follow the times of past-times.ts.
 */
export const PAST_ORDERS = `
WITH offer AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS offer(
    "variantId" text, "productId" text, "productSlug" text, "productName" jsonb, "variantLabel" jsonb, sku text, "shopId" text, "shopSlug" text, "shopName" text,
    "sentraId" text, "categoryPath" text, unit jsonb, "weightGrams" int, "madeToOrder" boolean, "leadDays" int, "photoId" text)),
sale AS MATERIALIZED (
  SELECT given.*, jsonb_build_object('recipientName', name, 'phone', phone, 'line1', street, 'villageCode', village) AS address
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::timestamptz[], $14::text[])
    AS given(id, number, basket_id, user_id, name, email, phone, street, village, items, delivery, placed_at, outcome)),
part AS MATERIALIZED (
  SELECT given.id, given.number, given.checkout_id, given.items, given.delivery, offer."shopId", offer."shopSlug", offer."shopName"
  FROM unnest($15::text[], $16::text[], $17::text[], $18::text[], $19::bigint[], $20::bigint[]) AS given(id, number, checkout_id, variant_id, items, delivery)
  JOIN offer ON offer."variantId" = given.variant_id),
basket AS (
  INSERT INTO orders.basket (id, user_id, token_hash, state, created_at, touched_at)
  SELECT basket_id, user_id, CASE WHEN user_id IS NULL THEN sha256(convert_to(basket_id, 'UTF8')) END, 'checked_out', placed_at - interval '10 minutes', placed_at FROM sale),
checkout AS (
  INSERT INTO orders.checkout (id, number, basket_id, user_id, token_hash, contact_name, contact_email, contact_phone, locale, address, village_code,
                               items_amount, delivery_amount, total_amount, state, person_key, address_key, placed_at, expires_at)
  SELECT id, number, basket_id, user_id, CASE WHEN user_id IS NULL THEN sha256(convert_to(id, 'UTF8')) END, name, email, phone, 'id', address, village,
         items, delivery, items + delivery, CASE outcome WHEN 'expired' THEN 'expired' ELSE 'paid' END,
         sha256(convert_to(email, 'UTF8')), sha256(convert_to(street, 'UTF8')), placed_at, placed_at + interval '60 minutes' FROM sale),
placed AS (
  INSERT INTO orders.orders (id, number, checkout_id, shop_id, shop_slug, shop_name, buyer_user_id, buyer_name, buyer_email, buyer_phone, buyer_locale, address, village_code,
                             fulfilment, payment, items_amount, delivery_amount, total_amount, captured_amount, courier, courier_name, service, service_name, days_min, days_max,
                             placed_at, paid_at, accepted_at, packed_at, shipped_at, delivered_at, completes_at, closed_at, closed_reason)
  SELECT part.id, part.number, sale.id, part."shopId", part."shopSlug", part."shopName", sale.user_id, sale.name, sale.email, sale.phone, 'id', sale.address, sale.village,
         sale.outcome, CASE WHEN step.paid THEN 'paid' ELSE 'awaiting' END, part.items, part.delivery, part.items + part.delivery,
         CASE WHEN step.paid THEN part.items + part.delivery ELSE 0 END, 'jne', 'JNE', 'REG', 'Reguler', 2, 4,
         sale.placed_at, CASE WHEN step.paid THEN sale.placed_at + interval '20 minutes' END, CASE WHEN step.paid THEN sale.placed_at + interval '1 hour' END,
         CASE WHEN step.paid THEN sale.placed_at + interval '90 minutes' END, CASE WHEN step.paid THEN sale.placed_at + interval '2 hours' END,
         CASE WHEN sale.outcome IN ('delivered', 'completed') THEN sale.placed_at + interval '4 days' END,
         CASE WHEN sale.outcome = 'delivered' THEN sale.placed_at + interval '11 days' END,
         CASE sale.outcome WHEN 'completed' THEN sale.placed_at + interval '11 days' WHEN 'expired' THEN sale.placed_at + interval '60 minutes' END,
         CASE sale.outcome WHEN 'expired' THEN 'unpaid' END
  FROM part JOIN sale ON sale.id = part.checkout_id CROSS JOIN LATERAL (SELECT sale.outcome <> 'expired' AS paid) step),
line AS (
  INSERT INTO orders.order_line (id, order_id, position, variant_id, product_id, product_slug, product_name, variant_label, sku, photo_id, category_path, sentra_id, unit,
                                 weight_grams, made_to_order, lead_days, quantity, unit_amount, total_amount, commission_basis_points, commission_amount)
  SELECT given.id, given.order_id, given.position, offer."variantId", offer."productId", offer."productSlug", offer."productName", offer."variantLabel", offer.sku, offer."photoId",
         offer."categoryPath", offer."sentraId", offer.unit, offer."weightGrams", offer."madeToOrder", offer."leadDays", given.quantity, given.unit_amount, given.total, given.points, given.commission
  FROM unnest($21::text[], $22::text[], $23::int[], $24::text[], $25::int[], $26::bigint[], $27::bigint[], $28::int[], $29::bigint[])
    AS given(id, order_id, position, variant_id, quantity, unit_amount, total, points, commission)
  JOIN offer ON offer."variantId" = given.variant_id)
INSERT INTO orders.order_event (order_id, kind, by, happened_at)
SELECT part.id, step.kind, step.by, sale.placed_at + step.after
FROM part JOIN sale ON sale.id = part.checkout_id
JOIN (VALUES
  ('expired', 'placed', 'buyer', interval '0'), ('expired', 'expired', 'system', interval '60 minutes'),
  ('shipped', 'placed', 'buyer', interval '0'), ('shipped', 'paid', 'system', interval '20 minutes'), ('shipped', 'accepted', 'seller', interval '1 hour'),
  ('shipped', 'shipped', 'seller', interval '2 hours'),
  ('delivered', 'placed', 'buyer', interval '0'), ('delivered', 'paid', 'system', interval '20 minutes'), ('delivered', 'accepted', 'seller', interval '1 hour'),
  ('delivered', 'shipped', 'seller', interval '2 hours'), ('delivered', 'delivered', 'seller', interval '4 days'),
  ('completed', 'placed', 'buyer', interval '0'), ('completed', 'paid', 'system', interval '20 minutes'), ('completed', 'accepted', 'seller', interval '1 hour'),
  ('completed', 'shipped', 'seller', interval '2 hours'), ('completed', 'completed', 'system', interval '11 days')) AS step(outcome, kind, by, after) ON step.outcome = sale.outcome
ORDER BY sale.placed_at, part.id, step.after`;

export const ANALYSE_ORDERS = `ANALYZE`;
