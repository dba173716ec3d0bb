// Placing and settling in the fewest statements that I know of: one to read and lock, one to write everything, one to hold the stock; one to settle.
export const CHECKOUT = {
  toPlace: `SELECT i.quantity, v.id AS "variantId", v.price AS unit, v.price * i.quantity AS total, v.sku, v.unit_code AS "unitCode", v.weight_grams AS grams, v.options,
      p.id AS "productId", p.slug AS "productSlug", p.name AS "productName", p.category, p.made_to_order AS "madeToOrder", p.lead_days AS "leadDays",
      s.id AS "shopId", s.slug AS "shopSlug", s.name AS "shopName", q.id AS "quoteId", q.courier, q.courier_name AS "courierName", q.service, q.service_name AS "serviceName",
      q.price_amount AS delivery, q.min_days AS "minDays", q.max_days AS "maxDays",
      (SELECT f.id FROM shop.photo f WHERE f.product_id = p.id ORDER BY f.position LIMIT 1) AS "photoId",
      (SELECT r.basis_points FROM payment.commission_rule r WHERE (r.shop_id = s.id OR r.shop_id IS NULL) AND r.starts_at <= now() ORDER BY r.shop_id IS NULL, r.starts_at DESC LIMIT 1) AS points
    FROM orders.basket b JOIN orders.basket_item i ON i.basket_id = b.id JOIN shop.variant v ON v.id = i.variant_id JOIN shop.product p ON p.id = v.product_id
    JOIN shop.shop s ON s.id = v.shop_id JOIN shipping.quote q ON q.id = ANY ($3::text[]) AND q.shop_id = s.id AND q.expires_at > now()
    WHERE b.id = $1 AND b.token_hash = $2 AND b.state = 'open' AND p.state = 'active' AND v.state = 'active' AND s.state = 'active'
    ORDER BY v.id FOR UPDATE OF b`,
  place: `WITH given AS (SELECT $1::jsonb AS c),
    basket AS (UPDATE orders.basket SET state = 'checked_out', touched_at = now() FROM given WHERE id = c ->> 'basketId'),
    ord AS MATERIALIZED (SELECT * FROM given, jsonb_to_recordset(c -> 'orders') AS o(id text, number text, "shopId" text, "shopSlug" text, "shopName" text, items bigint, delivery bigint,
      commission bigint, "quoteId" text, courier text, "courierName" text, service text, "serviceName" text, "minDays" int, "maxDays" int)),
    line AS MATERIALIZED (SELECT * FROM given, jsonb_to_recordset(c -> 'lines') AS l(id text, "orderId" text, position int, "variantId" text, "productId" text, "productSlug" text,
      "productName" jsonb, sku text, "photoId" text, category text, "unitCode" text, grams int, "madeToOrder" boolean, "leadDays" int, quantity int, unit bigint, total bigint, points int, commission bigint)),
    checkout AS (
      INSERT INTO orders.checkout (id, number, basket_id, token_hash, contact_name, contact_email, contact_phone, locale, address, village_code, items_amount, delivery_amount, total_amount,
        person_key, address_key, placed_at, expires_at)
      SELECT c ->> 'id', c ->> 'number', c ->> 'basketId', sha256(convert_to(c ->> 'token', 'UTF8')), c ->> 'name', c ->> 'email', c ->> 'phone', 'id', c -> 'address', c #>> '{address,villageCode}',
        (c ->> 'items')::bigint, (c ->> 'delivery')::bigint, (c ->> 'total')::bigint, sha256(convert_to(c ->> 'email', 'UTF8')), sha256(convert_to(c #>> '{address,line1}', 'UTF8')), now(), now() + interval '1 hour' FROM given),
    placed AS (
      INSERT INTO orders.orders (id, number, checkout_id, shop_id, shop_slug, shop_name, buyer_name, buyer_email, buyer_phone, buyer_locale, address, village_code, items_amount, delivery_amount,
        total_amount, quote_id, courier, courier_name, service, service_name, days_min, days_max, placed_at)
      SELECT ord.id, number, c ->> 'id', "shopId", "shopSlug", "shopName", c ->> 'name', c ->> 'email', c ->> 'phone', 'id', c -> 'address', c #>> '{address,villageCode}', items, delivery,
        items + delivery, "quoteId", courier, "courierName", service, "serviceName", "minDays", "maxDays", now() FROM ord),
    lines AS (
      INSERT INTO orders.order_line (id, order_id, position, variant_id, product_id, product_slug, product_name, sku, photo_id, category_path, unit, weight_grams, made_to_order, lead_days, quantity,
        unit_amount, total_amount, commission_basis_points, commission_amount)
      SELECT id, "orderId", position, "variantId", "productId", "productSlug", "productName", sku, "photoId", category, jsonb_build_object('code', "unitCode", 'step', 1), grams, "madeToOrder", "leadDays",
        quantity, unit, total, points, commission FROM line),
    told AS (INSERT INTO orders.order_event (order_id, kind, by, happened_at) SELECT id, 'placed', 'buyer', now() FROM ord),
    payable AS (
      INSERT INTO payment.payable (id, subject_id, reference, amount, buyer, return_path, due_at, created_at)
      SELECT c ->> 'payableId', c ->> 'id', c ->> 'number', (c ->> 'total')::bigint, jsonb_build_object('name', c ->> 'name', 'email', c ->> 'email'), '/', now() + interval '1 hour', now() FROM given),
    charge AS (
      INSERT INTO payment.charge (id, payable_id, gateway, method, idempotency_key, gateway_ref, action_url, state, amount, created_at)
      SELECT c ->> 'chargeId', c ->> 'payableId', 'raw', 'raw', c ->> 'chargeId', c ->> 'chargeId', '/pay', 'pending', (c ->> 'total')::bigint, now() FROM given),
    share AS (
      INSERT INTO payment.payable_share (order_id, payable_id, payee_id, amount, shipping_amount, commission_amount) SELECT id, c ->> 'payableId', "shopId", items + delivery, delivery, commission FROM ord),
    charge_share AS (INSERT INTO payment.charge_share (charge_id, order_id, authorised_amount) SELECT c ->> 'chargeId', id, items + delivery FROM ord),
    payable_line AS (INSERT INTO payment.payable_line (line_id, order_id, amount, commission_amount) SELECT id, "orderId", total, commission FROM line),
    kept AS (
      INSERT INTO platform.idempotency (scope, route, key, body_hash, state, claim, lease_until, status, body, created_at)
      SELECT 'raw', 'raw', c ->> 'key', '', 'done', gen_random_uuid(), now(), 201, c ->> 'id', now() FROM given),
    event AS (INSERT INTO platform.event (name, payload, occurred_at) SELECT 'raw.order.placed', jsonb_build_object('orderId', id, 'number', number, 'buyer', c ->> 'email'), now() FROM ord RETURNING id)
    INSERT INTO platform.delivery (event_id, subscriber, state, queued_at, consumed_at) SELECT id, 'raw', 'consumed', now(), now() FROM event`,
  settle: `WITH event AS (
      INSERT INTO payment.gateway_event (gateway, event_key, payload, news, state, received_at, processed_at) VALUES ('raw', $1, $2, '{}', 'processed', now(), now())
      ON CONFLICT DO NOTHING RETURNING id),
    charge AS (UPDATE payment.charge SET state = 'captured', captured_amount = amount, settled_at = now() FROM event WHERE charge.id = $3 AND state = 'pending' RETURNING charge.id, payable_id, amount),
    payable AS (UPDATE payment.payable SET state = 'paid', paid_at = now(), buyer = NULL FROM charge WHERE payable.id = charge.payable_id RETURNING subject_id),
    share AS (UPDATE payment.charge_share s SET captured_amount = s.authorised_amount FROM charge WHERE s.charge_id = charge.id RETURNING s.order_id),
    owed AS MATERIALIZED (SELECT p.* FROM payment.payable_share p JOIN share USING (order_id)),
    account AS (INSERT INTO payment.account (code, kind, owner) SELECT kind || ':' || owner, kind, owner FROM (SELECT 'seller_pending' AS kind, payee_id AS owner FROM owed
      UNION VALUES ('gateway_clearing', 'raw'), ('commission', 'platform')) wanted ORDER BY 1 ON CONFLICT DO NOTHING),
    posted AS (INSERT INTO payment.ledger_transaction (cause, kind, posted_at) SELECT 'capture:' || id, 'capture', now() FROM charge RETURNING id),
    entry AS (INSERT INTO payment.ledger_entry (transaction_id, account, part, order_id, amount)
      SELECT posted.id, e.account, e.part, owed.order_id, e.amount FROM posted, owed, LATERAL (VALUES ('gateway_clearing:raw', 'transfer', owed.amount), ('seller_pending:' || owed.payee_id, 'goods', owed.shipping_amount - owed.amount),
        ('seller_pending:' || owed.payee_id, 'commission', owed.commission_amount), ('commission:platform', 'commission', -owed.commission_amount), ('seller_pending:' || owed.payee_id, 'shipping', -owed.shipping_amount)) e(account, part, amount)
      WHERE e.amount <> 0),
    paid AS (UPDATE orders.orders o SET payment = 'paid', captured_amount = total_amount, paid_at = now(), accept_by = now() + interval '3 days' FROM share WHERE o.id = share.order_id),
    checkout AS (UPDATE orders.checkout SET state = 'paid' FROM payable WHERE checkout.id = payable.subject_id),
    told AS (INSERT INTO orders.order_event (order_id, kind, by, happened_at) SELECT order_id, 'paid', 'system', now() FROM share),
    claimed AS (UPDATE shop.reservation r SET state = 'claimed', expires_at = NULL FROM share WHERE r.holder = share.order_id AND r.state = 'held'),
    happened AS (INSERT INTO platform.event (name, payload, occurred_at) SELECT 'raw.paid', jsonb_build_object('orderId', order_id), now() FROM share RETURNING id)
    INSERT INTO platform.delivery (event_id, subscriber, state, queued_at, consumed_at) SELECT id, 'raw', 'consumed', now(), now() FROM happened`,
  look: `SELECT c.id, c.state, c.total_amount AS total, (SELECT json_agg(json_build_object('id', o.id, 'status', o.status, 'total', o.total_amount)) FROM orders.orders o WHERE o.checkout_id = c.id) AS orders
    FROM orders.checkout c WHERE c.id = $1 AND c.token_hash = $2`,
};
