// The measure: hand-written SQL on our own schema behind plain Fastify, without rules, limits, logs or languages. Loopback only.
// node bench/raw-server.mjs <database url> <port>
import { createHash, randomBytes } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';
import { typeidUnboxed } from 'typeid-js';

const [url, port] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 20, application_name: 'bench-raw' });

// Named: prepared once a connection.
const SQL = {
  cheapest: `SELECT shown, price, product_id AS id, (
      SELECT coalesce(sum(l.on_hand - l.reserved), 0) FROM shop.variant v JOIN shop.stock_level l ON l.variant_id = v.id WHERE v.product_id = page.product_id) AS free
    FROM (SELECT shown, price, product_id FROM shop.card WHERE category_root = $1 ORDER BY price, product_id LIMIT 25) page ORDER BY price, product_id`,
  search: `SELECT shown, product_id AS id, (
      SELECT coalesce(sum(l.on_hand - l.reserved), 0) FROM shop.variant v JOIN shop.stock_level l ON l.variant_id = v.id WHERE v.product_id = page.product_id) AS free
    FROM (SELECT shown, product_id, ts_rank(search, shop.asked($1)) AS score FROM shop.card WHERE search @@ (shop.asked($1) && $2::tsquery) ORDER BY score DESC, product_id LIMIT 25) page
    ORDER BY score DESC, product_id`,
  product: `SELECT p.id, p.slug, p.name, p.description, p.category, p.attributes, p.made_to_order, c.price, c.shown -> 'village' AS village, c.shown -> 'shop' AS shop,
      (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'options', v.options, 'price', v.price, 'unit', v.unit_code, 'available',
         (SELECT coalesce(sum(l.on_hand - l.reserved), 0) FROM shop.stock_level l WHERE l.variant_id = v.id)) ORDER BY v.position)
       FROM shop.variant v WHERE v.product_id = p.id AND v.state = 'active') AS variants,
      (SELECT json_agg(json_build_object('id', f.id, 'width', f.width, 'height', f.height, 'alt', f.alt) ORDER BY f.position) FROM shop.photo f WHERE f.product_id = p.id) AS photos
    FROM shop.product p JOIN shop.card c ON c.product_id = p.id WHERE p.slug = $1`,
  basket: 'INSERT INTO orders.basket (id, token_hash, created_at, touched_at) VALUES ($1, $2, now(), now())',
  item: `INSERT INTO orders.basket_item (basket_id, variant_id, quantity) SELECT b.id, v.id, $3 FROM orders.basket b, shop.variant v
    WHERE b.id = $1 AND b.state = 'open' AND b.token_hash = $4 AND v.id = $2
    ON CONFLICT (basket_id, variant_id) DO UPDATE SET quantity = basket_item.quantity + excluded.quantity`,
  lines: `SELECT i.variant_id, i.quantity, v.price, v.price * i.quantity AS total, p.name FROM orders.basket_item i JOIN shop.variant v ON v.id = i.variant_id
    JOIN shop.product p ON p.id = v.product_id WHERE i.basket_id = $1 ORDER BY i.position`,
};
const ask = async (name, values) => (await pool.query({ name, text: SQL[name], values })).rows;
const hash = (token) => createHash('sha256').update(token).digest();

const server = fastify();
server.get('/products', async ({ query }) => ({ items: query.q ? await ask('search', [query.q, `'@c:${query.category}'`]) : await ask('cheapest', [query.category]) }));
server.get('/products/:slug', async ({ params }) => (await ask('product', [params.slug]))[0]);
server.post('/baskets', async () => {
  const id = typeidUnboxed('bkt');
  const token = randomBytes(24).toString('base64url');
  await ask('basket', [id, hash(token)]);
  return { id, token };
});
server.post('/baskets/:id/items', async ({ params, body, headers }) => {
  await ask('item', [params.id, body.variantId, body.quantity, hash(headers['x-basket-token'])]);
  const items = await ask('lines', [params.id]);
  return { id: params.id, items, subtotal: items.reduce((sum, item) => sum + Number(item.total), 0) };
});
process.once('SIGTERM', () => process.exit(0));
await server.listen({ port: Number(port), host: '127.0.0.1' });
