import { Connection, json } from './load.mjs';
import { programCheckout, rawCheckout } from './whole-checkout.mjs';

const WORDS = ['tas', 'kain endek', 'keripik', 'purun', 'batik', 'ukiran', 'teratai', 'gajah', 'balado'];
const ROOTS = ['craft', 'textile', 'food', 'aroma'];
const PASSWORD = 'kriyadesa-demo';
const SELLER = 'toko-00003@volume.kriyadesa.test';
export const pick = (list, turn) => list[turn % list.length];

/** What there is to ask for: categories with products, words with hits, slugs, variants in stock of different shops, and a seller signed in. */
export async function lookAround(port) {
  const connection = new Connection(port);
  const get = async (path, headers) => json(await connection.send('GET', `/api/v1/${path}`, { headers }));
  const cards = [];
  for (const root of ROOTS) for (const sort of ['newest', 'price', '-price']) cards.push(...(await get(`products?limit=100&category=${root}&sort=${sort}`)).items);
  const slugs = [...new Set(cards.map((card) => card.slug))];
  const variants = [];
  for (const slug of slugs.filter((_, place) => place % 3 === 0)) {
    const product = await get(`products/${slug}`);
    const variant = product.madeToOrder ? null : product.variants.find((each) => each.available > 1_000);
    if (variant) variants.push({ id: variant.id, shopId: product.shop.id });
  }
  const asked = [];
  for (const words of WORDS) {
    const { facets } = await get(`products?q=${encodeURIComponent(words)}&facets=true`);
    for (const { value } of facets.category.slice(0, 2)) asked.push({ words, category: value });
  }
  const signedIn = await connection.send('POST', '/api/auth/sign-in/email', { headers: { origin: `http://localhost:${port}` }, body: { email: SELLER, password: PASSWORD } });
  const token = /^set-auth-token: *(\S+)/im.exec(signedIn.headers)[1];
  const { items } = await get('seller/shops', { authorization: `Bearer ${token}` });
  connection.close();
  return { asked, slugs, variants, seller: { token, shopId: items[0].id } };
}

/** Each shape for the program and for the raw server: paths of one request, or an action of several. */
export function shapesOf({ asked, slugs, variants, seller }) {
  const authorization = { authorization: `Bearer ${seller.token}` };
  // The session's key without the signature that the API checks in memory.
  const bare = { authorization: `Bearer ${decodeURIComponent(seller.token).split('.')[0]}` };
  const question = ({ words, category }) => `q=${encodeURIComponent(words)}&category=${encodeURIComponent(category)}`;
  return {
    'list by price': { program: { paths: ROOTS.map((root) => `/api/v1/products?category=${root}&sort=price&limit=24`) }, raw: { paths: ROOTS.map((root) => `/products?category=${root}`) } },
    search: { program: { paths: asked.map((each) => `/api/v1/products?${question(each)}&limit=24`) }, raw: { paths: asked.map((each) => `/products?${question(each)}`) } },
    product: { program: { paths: slugs.map((slug) => `/api/v1/products/${slug}`) }, raw: { paths: slugs.map((slug) => `/products/${slug}`) } },
    'add to basket': { program: { action: adding('/api/v1/baskets', variants) }, raw: { action: adding('/baskets', variants) } },
    'whole checkout': { program: { action: programCheckout(variants) }, raw: { action: rawCheckout(variants) } },
    "seller's orders": {
      program: { paths: [`/api/v1/seller/shops/${seller.shopId}/orders`], headers: authorization },
      raw: { paths: [`/shops/${seller.shopId}/orders`], headers: bare },
    },
  };
}

/** A new basket, then a line in it. */
function adding(address, variants) {
  return async (connection, turn) => {
    const { id, token } = json(await connection.send('POST', address));
    return json(await connection.send('POST', `${address}/${id}/items`, { headers: { 'x-basket-token': token }, body: { variantId: pick(variants, turn).id, quantity: 1 } }));
  };
}
