// The measure: hand-written, prepared SQL on our own schema behind plain Fastify, without rules, limits, sessions' guards, logs or languages. Loopback only.
// node bench/raw/server.mjs <database url> <port>
import { createHash, randomBytes } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';
import { typeidUnboxed } from 'typeid-js';
import { RESERVE } from '../../dist/libs/shop/src/stock/holds.sql.js';
import { chargeableGrams } from '../../dist/libs/shipping/src/chargeable-weight.js';
import { daysOf, priceOf } from '../../dist/libs/shipping/src/price.js';
import { INSERT_QUOTES } from '../../dist/libs/shipping/src/quote.queries.js';
import { TARIFFS } from '../../dist/libs/shipping/src/tariff.queries.js';
import { zoneBetween } from '../../dist/libs/shipping/src/zone.js';
import { planned } from './plan.mjs';
import { CHECKOUT } from './checkout-sql.mjs';
import { BASKET, READS } from './sql.mjs';

const [url, port] = process.argv.slice(2);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: url, max: 20, application_name: 'bench-raw' });

// Named: prepared once a connection.
const SQL = { ...READS, ...BASKET, ...CHECKOUT, reserve: RESERVE, tariffs: TARIFFS, quotes: INSERT_QUOTES };
const ask = async (name, values, on = pool) => (await on.query({ name, text: SQL[name], values })).rows;
const hash = (token) => createHash('sha256').update(token).digest();
const basketToken = (headers) => hash(headers['x-basket-token']);

const server = fastify();
server.get('/products', async ({ query }) => ({ items: query.q ? await ask('search', [query.q, `'@c:${query.category}'`]) : await ask('cheapest', [query.category]) }));
server.get('/products/:slug', async ({ params }) => (await ask('product', [params.slug]))[0]);
server.get('/shops/:id/orders', async ({ params, headers }) => {
  const [person] = await ask('session', [headers.authorization.slice(7)]);
  if (!person?.shops.includes(params.id)) throw new Error('not a member');
  return { items: await ask('orders', [params.id]) };
});
server.post('/baskets', async () => {
  const id = typeidUnboxed('bkt');
  const token = randomBytes(24).toString('base64url');
  await ask('basket', [id, hash(token)]);
  return { id, token };
});
server.post('/baskets/:id/items', async ({ params, body, headers }) => {
  await ask('item', [params.id, body.variantId, body.quantity, basketToken(headers)]);
  const items = await ask('lines', [params.id]);
  return { id: params.id, items, subtotal: items.reduce((sum, item) => sum + item.total, 0) };
});
server.post('/baskets/:id/delivery-options', async ({ params, body: { address }, headers }) => {
  const items = await ask('packed', [params.id, basketToken(headers)]);
  const shops = [...grouped(items)];
  const legs = shops.map(([{ villageCode }]) => villageCode);
  const tariffs = await ask('tariffs', [legs, legs.map((origin) => zoneBetween(origin, address.villageCode)), address.villageCode]);
  const options = tariffs.map((tariff) => {
    const shop = shops[tariff.leg - 1];
    const grams = chargeableGrams(tariff, shop);
    const contents = hash(shop.map((item) => `${item.id}:${item.quantity}`).join()).toString('hex');
    return { ...tariff, id: typeidUnboxed('qot'), shopId: shop[0].shopId, contents, grams, price: priceOf(grams, tariff, tariff).amount, days: daysOf(tariff, tariff) };
  });
  const column = (key) => options.map((option) => option[key]);
  await ask('quotes', [
    column('id'), column('shopId'), column('contents'), options.map((option) => legs[option.leg - 1]), column('courier'), column('courierName'), column('service'), column('serviceName'),
    column('grams'), column('price'), options.map((option) => option.days.min), options.map((option) => option.days.max), address.villageCode, new Date(Date.now() + 3_600_000),
  ]);
  options.sort((a, b) => a.price - b.price);
  return { shops: shops.map(([{ shopId }]) => ({ shopId, options: options.filter((option) => option.shopId === shopId).map(({ id, price }) => ({ id, price: { amount: price } })) })) };
});
server.post('/checkouts', async ({ body, headers }) =>
  inTransaction(async (on) => {
    const lines = await ask('toPlace', [body.basketId, basketToken(headers), Object.values(body.delivery)], on);
    const checkout = planned(lines, body, headers['idempotency-key']);
    if (lines.length === 0 || checkout.total !== body.expectedTotal) throw new Error(`placed for ${checkout.total} instead of ${body.expectedTotal}`);
    await ask('place', [JSON.stringify(checkout)], on);
    const held = checkout.lines.filter((line) => !line.madeToOrder);
    const now = new Date();
    const short = await ask('reserve', [held.map((l) => l.orderId), held.map((l) => l.variantId), held.map((l) => l.quantity), new Date(now.getTime() + 4_200_000), now.toISOString().slice(0, 10), now], on);
    if (short.length > 0) throw new Error('out of stock');
    return { id: checkout.id, token: checkout.token, number: checkout.number, total: checkout.total, chargeId: checkout.chargeId };
  }),
);
// What the gateway's webhook sets off, all at once.
server.post('/payments/:chargeId', async ({ params, body }) => {
  await ask('settle', [params.chargeId, JSON.stringify(body), params.chargeId]);
  return {};
});
server.get('/checkouts/:id', async ({ params, headers }) => (await ask('look', [params.id, hash(headers['x-checkout-token'])]))[0]);
process.once('SIGTERM', () => process.exit(0));
await server.listen({ port: Number(port), host: '127.0.0.1' });

async function inTransaction(work) {
  const on = await pool.connect();
  try {
    await on.query('BEGIN');
    const answer = await work(on);
    await on.query('COMMIT');
    return answer;
  } catch (error) {
    await on.query('ROLLBACK');
    throw error;
  } finally {
    on.release();
  }
}

function grouped(items) {
  const shops = new Map();
  for (const item of items) shops.set(item.shopId, [...(shops.get(item.shopId) ?? []), item]);
  return shops.values();
}
