import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sandboxCredentials } from '#libs/payment';
import { Clock, Deliveries } from '#libs/platform';
import { place } from '../support/crowd.js';
import { eventually } from '../support/eventually.js';
import { signedEvent } from '../support/gateway/signed-event.js';
import { ownerOf } from '../support/seller.js';
import { fillBasket, findReady, pay, type Card, type Filled, type Placed, type Product } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';
import { statementsOf } from '../support/statements.js';
import type { Client } from '../support/client.js';

const PURUN = 'village=63.72.03.1001';

let site: Site;
let bag: { product: Product; variantId: string };

// No worker: what happens in the background is nobody's request.
beforeAll(async () => {
  site = await startSite({ roles: ['api', 'web'] });
  bag = await findReady(site.client, PURUN);
});

afterAll(() => site.close());

/** The statements of one request that is answered as it should be, sorted, since some go out side by side. */
async function sent(path: string, client: Client = site.client): Promise<string[]> {
  const { answer, statements } = await statementsOf(() => client.get(path));
  expect([path, answer.status]).toEqual([path, 200]);
  return statements.toSorted();
}

function within(most: number, statements: string[]): void {
  expect(statements.length > most ? statements : []).toEqual([]);
}

/** A signed-in browser: the session cookie on the pages. */
async function inBrowser(email: string): Promise<Client> {
  const answer = await fetch(`${site.url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: 'kriyadesa-demo' }) });
  return site.client.with({ cookie: answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ') });
}

/** One variant in stock from each of so many shops. */
async function fromShops(count: number): Promise<{ variantId: string; quantity: number }[]> {
  const { body } = await site.client.get<{ items: Card[] }>('/api/v1/products?limit=100&madeToOrder=false');
  const shops = new Map(body.items.filter((card) => card.availability === 'in_stock').map((card) => [card.shop.id, card.slug]));
  const products = await Promise.all([...shops.values()].slice(0, count).map((slug) => site.client.get<Product>(`/api/v1/products/${slug}`)));
  expect(products).toHaveLength(count);
  return products.map(({ body: product }) => ({ variantId: product.variants.find(({ available }) => available > 0)!.id, quantity: 1 }));
}

async function placed(filled: Filled): Promise<{ body: Placed; statements: string[] }> {
  const { answer, statements } = await statementsOf(() => place(filled));
  expect(answer.status).toBe(201);
  return { body: answer.body, statements };
}

test.each([
  ['', 2],
  ['?limit=100&facets=true', 2],
  ['?q=tas', 2],
  ['?q=tsa%20purn&facets=true', 2],
  ['?q=purun&facets=true&regency=63.72&minPrice=1000&maxPrice=900000&sort=price', 2],
])('a list of products costs at most two statements: %s', async (query, most) => {
  within(most, await sent(`/api/v1/products${query}`));
});

test('a product costs one statement, by id and by name, on the page too', async () => {
  for (const path of [`/api/v1/products/${bag.product.slug}`, `/api/v1/products/${bag.product.id}`, `/produk/${bag.product.slug}`, `/en/produk/${bag.product.slug}`]) within(1, await sent(path));
});

test('what else a visitor looks at stays small', async () => {
  within(4, await sent('/'));
  within(2, await sent('/cari?q=tas'));
  within(2, await sent('/kategori/food'));
  for (const path of [`/api/v1/shops/${bag.product.shop.slug}`, `/toko/${bag.product.shop.slug}`, '/desa/63.72.03.1001']) within(3, await sent(path));
});

test('adding to a basket costs at most four statements, whatever is in it', async () => {
  const lines = await fromShops(6);
  const filled = await fillBasket(site.client, lines);
  const { answer, statements } = await statementsOf(() => filled.guest.post(`/api/v1/baskets/${filled.basketId}/items`, lines[0]));
  expect(answer.status).toBe(201);
  within(4, statements);
  within(2, (await statementsOf(() => filled.guest.get(`/api/v1/baskets/${filled.basketId}`))).statements);
});

test('placing a checkout costs the same for two shops and for eight: at most twelve, the key, the gateway and waking the workers included', async () => {
  const two = await placed(await fillBasket(site.client, await fromShops(2)));
  const eight = await placed(await fillBasket(site.client, await fromShops(8)));
  expect(eight.body.orders).toHaveLength(8);
  within(12, two.statements);
  expect(eight.statements.toSorted()).toEqual(two.statements.toSorted());
  const token = { 'x-checkout-token': eight.body.token };
  within(3, await sent(`/api/v1/checkouts/${eight.body.id}`, site.client.with(token)));
  within(3, await sent(`/pesanan/${eight.body.id}`, site.client.with({ cookie: `orders=${eight.body.id}.${eight.body.token}` })));
});

test('recording what the gateway says costs at most four statements, a repetition too', async () => {
  const { body } = await placed(await fillBasket(site.client, await fromShops(8)));
  const payment = { id: new URL(body.payment.action!.url).pathname.split('/').at(-1)!, key: body.payment.id, amount: body.total.amount, currency: 'IDR' };
  const event = signedEvent({ credentials: sandboxCredentials(site.config), clock: new Clock() }, { payment });
  for (let time = 1; time <= 2; time++) {
    const { answer, statements } = await statementsOf(() => site.client.post('/api/v1/webhooks/sandbox', event.body.toString(), { headers: event.headers }));
    expect(answer.status).toBe(200);
    within(4, statements);
  }
});

test('the seller’s orders and desk cost the same with one order and with a dozen', async () => {
  const shopId = bag.product.shop.id;
  const owner = await ownerOf(site, shopId);
  const { email } = (await site.db.one<{ email: string }>(`SELECT person.email FROM identity.membership m JOIN identity.person ON person.id = m.user_id WHERE m.id = $1 AND m.role = 'owner'`, [shopId]))!;
  const browser = await inBrowser(email);
  const look = async () => ({
    list: await sent(`/api/v1/seller/shops/${shopId}/orders`, owner),
    stock: await sent(`/api/v1/seller/shops/${shopId}/stock`, owner),
    today: await sent(`/desk/${shopId}`, browser),
    orders: await sent(`/desk/${shopId}/pesanan`, browser),
  });

  await sell(1);
  const few = await look();
  await sell(11);
  const many = await look();
  expect(many).toEqual(few);
  within(1, many.list);
  within(2, many.stock);
  within(7, many.today);
  within(4, many.orders);
});

/** So many bags more are bought and paid; the worker's part is done here. */
async function sell(count: number): Promise<void> {
  const paidOrders = async () => {
    await site.app.get(Deliveries).drain();
    return (await site.db.one<{ count: number }>(`SELECT count(*)::int AS count FROM orders.orders WHERE shop_id = $1 AND status = 'paid'`, [bag.product.shop.id]))!.count;
  };
  const before = await paidOrders();
  for (let each = 0; each < count; each++) {
    const { body } = await place(await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 1 }]));
    await pay(body.payment.action!.url);
  }
  await eventually(paidOrders, (paid) => paid === before + count);
}
