import { randomUUID } from 'node:crypto';
import { Connection, json } from './load.mjs';

const ADDRESS = { recipientName: 'Dewi Lestari', phone: '+6281200000001', line1: 'Jl. Kemang Raya 10', villageCode: '32.76.07.1001', postalCode: '16437' };
const WORDS = ['tas', 'kain endek', 'keripik', 'purun', 'batik', 'ukiran'];
const pick = (list, turn) => list[turn % list.length];

/** What there is to ask for: categories with products, words with hits, slugs, and variants in stock of different shops. */
export async function lookAround(port) {
  const connection = new Connection(port);
  const get = async (path) => json(await connection.send('GET', `/api/v1/${path}`));
  const slugs = [];
  const variants = [];
  for (let cursor = null, page = 0; page < 5 && (page === 0 || cursor); page++) {
    const answer = await get(`products?limit=100&sort=price${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    cursor = answer.nextCursor;
    slugs.push(...answer.items.map((item) => item.slug));
  }
  for (const slug of slugs) {
    const product = await get(`products/${slug}`);
    const variant = product.madeToOrder ? null : product.variants.find((each) => each.available > 0);
    if (variant) variants.push({ id: variant.id, shopId: product.shop.id });
  }
  const asked = [];
  const tree = new Set((await get('products?facets=true')).facets.category.map(({ value }) => value));
  for (const word of WORDS) {
    const { items, facets } = await get(`products?q=${encodeURIComponent(word)}&facets=true`);
    if (items.length > 0) asked.push({ words: word, category: facets.category[0].value });
  }
  connection.close();
  return { roots: [...new Set([...tree].map((path) => path.split('/')[0]))], asked, slugs, variants };
}

/** One user action each, against the program's API. */
export function programShapes({ roots, asked, slugs, variants }) {
  const api = (path) => `/api/v1/${path}`;
  const newBasket = async (connection) => json(await connection.send('POST', api('baskets')));
  const add = async (connection, { id, token }, variant, quantity) =>
    json(await connection.send('POST', api(`baskets/${id}/items`), { headers: { 'x-basket-token': token }, body: { variantId: variant.id, quantity } }));
  return {
    'list by price': async (connection, turn) => json(await connection.send('GET', api(`products?category=${pick(roots, turn)}&sort=price&limit=24`))),
    search: async (connection, turn) => {
      const { words, category } = pick(asked, turn);
      return json(await connection.send('GET', api(`products?q=${encodeURIComponent(words)}&category=${encodeURIComponent(category)}&limit=24`)));
    },
    product: async (connection, turn) => json(await connection.send('GET', api(`products/${pick(slugs, turn)}`))),
    'basket and item': async (connection, turn) => add(connection, await newBasket(connection), pick(variants, turn), 1),
    'whole checkout': async (connection, turn) => {
      const first = pick(variants, turn * 7);
      const others = variants.filter((each) => each.shopId !== first.shopId);
      await checkout(connection, api, { newBasket, add }, [first, pick(others, turn * 11)], turn);
    },
  };
}

async function checkout(connection, api, { newBasket, add }, [first, second], turn) {
  const basket = await newBasket(connection);
  const headers = { 'x-basket-token': basket.token };
  await add(connection, basket, first, 1);
  const { subtotal } = await add(connection, basket, second, 1);
  const { shops } = json(await connection.send('POST', api(`baskets/${basket.id}/delivery-options`), { headers, body: { address: ADDRESS } }));
  const chosen = shops.map(({ shopId, options }) => ({ shopId, option: options.find(({ price }) => price.amount > 0) }));
  const body = {
    basketId: basket.id,
    contact: { name: 'Dewi Lestari', email: `dewi${turn % 1000}@example.com`, phone: `+62812${String(10_000_000 + turn)}` },
    address: ADDRESS,
    delivery: Object.fromEntries(chosen.map(({ shopId, option }) => [shopId, option.id])),
    payment: { method: 'sandbox' },
    expectedTotal: subtotal.amount + chosen.reduce((sum, { option }) => sum + option.price.amount, 0),
  };
  const placed = json(await connection.send('POST', api('checkouts'), { headers: { ...headers, 'idempotency-key': randomUUID() }, body }));
  await settle(connection, api, placed);
}

const PATIENCE_MS = 20_000;

/** Pays at the sandbox bank's page under the program's own address, then looks until the checkout says that it is paid. */
async function settle(connection, api, { id, token, payment }) {
  const headers = { 'x-checkout-token': token };
  const look = async () => json(await connection.send('GET', api(`checkouts/${id}`), { headers }));
  const until = Date.now() + PATIENCE_MS;
  let action = payment.action;
  while (!action && Date.now() < until) ({ payment: { action } } = await look());
  const { status } = await connection.send('POST', new URL(action.url).pathname, { body: new URLSearchParams({ outcome: 'paid' }) });
  if (status >= 400) throw new Error(`the pay page answered ${status}`);
  while ((await look()).status !== 'paid') {
    if (Date.now() > until) throw new Error('never settled');
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

/** The same against the raw server, as far as it goes. */
export function rawShapes({ roots, asked, slugs, variants }) {
  return {
    'list by price': async (connection, turn) => json(await connection.send('GET', `/products?category=${pick(roots, turn)}`)),
    search: async (connection, turn) => {
      const { words, category } = pick(asked, turn);
      return json(await connection.send('GET', `/products?q=${encodeURIComponent(words)}&category=${encodeURIComponent(category)}`));
    },
    product: async (connection, turn) => json(await connection.send('GET', `/products/${pick(slugs, turn)}`)),
    'basket and item': async (connection, turn) => {
      const { id, token } = json(await connection.send('POST', '/baskets'));
      return json(await connection.send('POST', `/baskets/${id}/items`, { headers: { 'x-basket-token': token }, body: { variantId: pick(variants, turn).id, quantity: 1 } }));
    },
  };
}
