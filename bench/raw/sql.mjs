// The reads: hand-written for the same tables. The program's own statements do more (holiday, sellable places, days of expiry, spelling, cursors).
const FREE = `(SELECT coalesce(sum(l.on_hand - l.reserved), 0) FROM shop.variant v JOIN shop.stock_level l ON l.variant_id = v.id WHERE v.product_id = page.product_id) AS free`;

export const READS = {
  cheapest: `SELECT shown, price, product_id AS id, ${FREE}
    FROM (SELECT shown, price, product_id FROM shop.card WHERE category_root = $1 ORDER BY price, product_id LIMIT 25) page ORDER BY price, product_id`,
  // As the program does: at most a thousand candidates are ranked.
  search: `SELECT card.shown, page.product_id AS id, ${FREE}
    FROM (SELECT product_id, score FROM (SELECT product_id, ts_rank(search, shop.asked($1)) AS score FROM shop.card WHERE search @@ (shop.asked($1) && $2::tsquery) LIMIT 1000) hit
          ORDER BY score DESC, product_id LIMIT 25) page JOIN shop.card USING (product_id)
    ORDER BY score DESC, product_id`,
  product: `SELECT p.id, p.slug, p.name, p.description, p.category, p.attributes, p.made_to_order, c.price, c.shown -> 'village' AS village, c.shown -> 'shop' AS shop,
      (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'options', v.options, 'price', v.price, 'unit', v.unit_code, 'available',
         (SELECT coalesce(sum(l.on_hand - l.reserved), 0) FROM shop.stock_level l WHERE l.variant_id = v.id)) ORDER BY v.position)
       FROM shop.variant v WHERE v.product_id = p.id AND v.state = 'active') AS variants,
      (SELECT json_agg(json_build_object('id', f.id, 'width', f.width, 'height', f.height, 'alt', f.alt) ORDER BY f.position) FROM shop.photo f WHERE f.product_id = p.id) AS photos
    FROM shop.product p JOIN shop.card c ON c.product_id = p.id WHERE p.slug = $1`,
  session: `SELECT person.id, (SELECT coalesce(json_agg(id), '[]') FROM identity.membership WHERE user_id = person.id AND kind = 'shop') AS shops
    FROM identity.session JOIN identity.person ON person.id = session.user_id WHERE session.token = $1 AND session.expires_at > now()`,
  orders: `SELECT o.id, o.number, o.checkout_id, o.shop_id, o.shop_name, o.buyer_name, o.status, o.total_amount, lines.pieces, first.product_name, lines.count, first.photo_id, o.placed_at, o.accept_by
    FROM orders.orders o
    CROSS JOIN LATERAL (SELECT sum(l.quantity - l.rejected_quantity)::int AS pieces, count(*)::int AS count FROM orders.order_line l WHERE l.order_id = o.id) lines
    JOIN orders.order_line first ON first.order_id = o.id AND first.position = 1
    WHERE o.shop_id = $1 ORDER BY o.id DESC LIMIT 21`,
};

/** The basket and its delivery: one statement each, but for the tariffs and the kept quotes, which are two. */
export const BASKET = {
  basket: 'INSERT INTO orders.basket (id, token_hash, created_at, touched_at) VALUES ($1, $2, now(), now())',
  item: `INSERT INTO orders.basket_item (basket_id, variant_id, quantity) SELECT b.id, v.id, $3 FROM orders.basket b, shop.variant v
    WHERE b.id = $1 AND b.state = 'open' AND b.token_hash = $4 AND v.id = $2
    ON CONFLICT (basket_id, variant_id) DO UPDATE SET quantity = basket_item.quantity + excluded.quantity`,
  lines: `SELECT i.variant_id, i.quantity, v.price, v.price * i.quantity AS total, p.name FROM orders.basket_item i JOIN shop.variant v ON v.id = i.variant_id
    JOIN shop.product p ON p.id = v.product_id WHERE i.basket_id = $1 ORDER BY i.position`,
  packed: `SELECT i.quantity, v.id, v.shop_id AS "shopId", v.weight_grams AS "weightGrams", json_build_object('length', v.length_mm, 'width', v.width_mm, 'height', v.height_mm) AS "packedMm",
      v.nestable, s.village_code AS "villageCode"
    FROM orders.basket b JOIN orders.basket_item i ON i.basket_id = b.id JOIN shop.variant v ON v.id = i.variant_id JOIN shop.shop s ON s.id = v.shop_id
    WHERE b.id = $1 AND b.token_hash = $2 ORDER BY i.position`,
};
