import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sandboxCredentials } from '#libs/payment';
import { Clock, newId } from '#libs/platform';
import { another, place } from '../support/crowd.js';
import { signedEvent } from '../support/gateway/signed-event.js';
import { leave, levelOf, ownerOf } from '../support/seller.js';
import { ADDRESS, checkoutBody, fillBasket, findReady, type Filled, type Placed, type Product } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';
import { expectRefused, leavingAllAsItWas } from '../support/untouched.js';
import type { Answer, Client } from '../support/client.js';

let site: Site;
let bag: { product: Product; variantId: string };
let owner: Client;
let filled: Filled;

// No worker, whose schedules would touch rows while they are being compared.
beforeAll(async () => {
  site = await startSite({ roles: ['api', 'web'] });
  bag = await findReady(site.client, 'village=63.72.03.1001');
  owner = await ownerOf(site, bag.product.shop.id);
  filled = await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 1 }]);
});

afterAll(() => site.close());

type Wanted = [status: number, code: string, pointer?: string];

/** Refused by name, and not a row was touched. */
const refused = (call: () => Promise<Answer<unknown>>, wanted: Wanted) => leavingAllAsItWas(site, () => refuses(call(), wanted));

async function refuses(answer: Promise<Answer<unknown>>, [status, code, pointer]: Wanted): Promise<void> {
  expectRefused(await answer, { status, code, ...(pointer === undefined ? {} : { pointer }) });
}

const items = () => `/api/v1/baskets/${filled.basketId}/items`;
const wrong = (pointer: string): Wanted => [400, 'invalid_input', pointer];

describe('adding to a basket', () => {
  test.each([
    ...[-1, 0, 1.5, 10_000, 1e21, '2', null, true, [1], {}].map((quantity) => [{ quantity }, wrong('/quantity')] as [object, Wanted]),
    [{ quantity: 9_999 }, [422, 'quantity_too_large', '/quantity']],
    ...['x', 7, null, 'prd_01kaj3cvrzfgm8d7a1b2c3d4e5', 'VAR_01KAJ3CVRZFGM8D7A1B2C3D4E5'].map((variantId) => [{ variantId }, wrong('/variantId')] as [object, Wanted]),
    [{ variantId: 'var_01kaj3cvrzfgm8d7a1b2c3d4e5' }, [422, 'not_sellable', '/variantId']],
    [{ price: 1 }, wrong('/price')],
    [{ unitPrice: { amount: 1, currency: 'IDR' }, shopId: 'shp_x' }, wrong('/unitPrice')],
  ] as [object, Wanted][])('%j is refused by name', async (change, wanted) => {
    await refused(() => filled.guest.post(items(), { variantId: bag.variantId, quantity: 1, ...change }), wanted);
  });

  test('a body that is no object, no JSON or too large is refused before anybody looks at it', async () => {
    for (const body of ['[]', '"x"', '1', 'null']) await refused(() => filled.guest.post(items(), body), [400, 'invalid_input']);
    for (const body of ['{"variantId":', '{"variantId":"x",}', '\0', '']) await refused(() => filled.guest.post(items(), body), [400, 'bad_request']);
    await refused(() => filled.guest.post(items(), '{"__proto__":{"isAdmin":true}}'), [400, 'bad_request']);
    await refused(() => filled.guest.post(items(), JSON.stringify({ variantId: 'x'.repeat(1_100_000), quantity: 1 })), [413, 'too_large']);
    await refused(() => filled.guest.post(items(), '<item/>', { headers: { 'content-type': 'application/xml' } }), [415, 'unsupported_media_type']);
    await refused(() => filled.guest.post(items(), 'variantId=x', { headers: { 'content-type': 'text/plain' } }), [400, 'invalid_input']);
  });

  test('a paused product is not for sale, neither to add nor, once added, to order', async () => {
    const product = `/api/v1/seller/shops/${bag.product.shop.id}/products/${bag.product.id}`;
    expect((await owner.post(`${product}/pause`)).status).toBe(200);
    await refused(() => filled.guest.post(items(), { variantId: bag.variantId, quantity: 1 }), [422, 'not_sellable', '/variantId']);
    await refused(() => place(filled), [409, 'not_sellable']);
    expect((await owner.post(`${product}/resumption`)).status).toBe(200);
  });
});

describe('placing a checkout', () => {
  const changed = (change: object) => filled.guest.post('/api/v1/checkouts', { ...checkoutBody(filled), ...change });
  const contact = (change: object) => ({ contact: { ...checkoutBody(filled).contact, ...change } });
  const address = (change: object) => ({ address: { ...ADDRESS, ...change } });

  test.each([
    [() => ({ total: 1 }), wrong('/total')],
    [() => ({ userId: 'usr_01kaj3cvrzfgm8d7a1b2c3d4e5' }), wrong('/userId')],
    [() => ({ status: 'paid' }), wrong('/status')],
    [() => ({ basketId: [filled.basketId] }), wrong('/basketId')],
    [() => ({ contact: 'Dewi' }), wrong('/contact')],
    [() => contact({ email: 'dewi' }), wrong('/contact/email')],
    [() => contact({ name: 'De\0wi' }), wrong('/contact/name')],
    [() => contact({ phone: '0812' }), wrong('/contact/phone')],
    [() => contact({ isAdmin: true }), wrong('/contact/isAdmin')],
    [() => address({ villageCode: '51.03.04.20O5' }), wrong('/address/villageCode')],
    [() => address({ villageCode: '99.99.99.9999' }), [422, 'unknown_village', '/address/villageCode']],
    [() => address({ line1: 'x'.repeat(201) }), wrong('/address/line1')],
    [() => address({ line1: null }), wrong('/address/line1')],
    [() => address({ id: 'adr_1' }), wrong('/address/id')],
    [() => ({ delivery: {} }), [422, 'delivery_missing']],
    [() => ({ delivery: [] }), wrong('/delivery')],
    [() => ({ delivery: { [bag.product.shop.id]: 7 } }), wrong('/delivery')],
    [() => ({ delivery: { [bag.product.shop.id]: 'qot_\0' } }), wrong('/delivery')],
    [() => ({ delivery: { [bag.product.shop.id]: newId('qot') } }), [422, 'quote_unknown']],
    [() => ({ payment: { method: 'free' } }), [422, 'payment_method_unavailable']],
    [() => ({ payment: { method: 'sandbox', status: 'captured' } }), wrong('/payment/status')],
    [() => ({ expectedTotal: filled.total - 1 }), [409, 'total_changed']],
    ...[-1, 1.5, '1', null, 1e300, { amount: 1, currency: 'USD' }].map((expectedTotal) => [() => ({ expectedTotal }), wrong('/expectedTotal')] as [() => object, Wanted]),
  ] as [() => object, Wanted][])('%#: a wrong field is refused by name, and nothing is half done', async (change, wanted) => {
    await refused(() => changed(change()), wanted);
  });

  test('the key comes first: none, a strange one, or one used for something else', async () => {
    await refused(() => filled.guest.post('/api/v1/checkouts', {}, { key: null }), [400, 'idempotency_key_missing']);
    await refused(() => filled.guest.post('/api/v1/checkouts', {}, { key: 'two words' }), [400, 'idempotency_key_missing']);
    const other = await another(site.client, [{ variantId: bag.variantId, quantity: 1 }], filled);
    expect((await place(other, 'used')).status).toBe(201);
    await refused(() => other.guest.post('/api/v1/checkouts', { ...checkoutBody(other), expectedTotal: 1 }, { key: 'used' }), [422, 'idempotency_key_reused']);
  });

  test('an empty basket can neither be priced nor ordered', async () => {
    const empty = await another(site.client, [], filled);
    await refused(() => empty.guest.post(`/api/v1/baskets/${empty.basketId}/delivery-options`, { address: ADDRESS }), [422, 'basket_empty']);
    await refused(() => place(empty), [422, 'basket_empty']);
  });

  test('a delivery price that has expired, or was given for other contents or another village, no longer stands', async () => {
    const other = await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 1 }]);
    await site.db.query(`UPDATE shipping.quote SET expires_at = now() - interval '1 second' WHERE id = ANY ($1)`, [Object.values(other.delivery)]);
    await refused(() => place(other), [409, 'quote_expired']);
    await refused(() => changed(address({ villageCode: '51.03.04.2005' })), [409, 'quote_expired']);
    const grown = await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 1 }]);
    expect((await grown.guest.patch(`/api/v1/baskets/${grown.basketId}/items/${bag.variantId}`, { quantity: 3 })).status).toBe(200);
    await refused(() => place(grown), [409, 'quote_expired']);
    const priced = await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 1 }]);
    expect((await place({ ...grown, delivery: priced.delivery })).status).toBe(409);
  });

  test('a price that went up since is told with the new total, and placing that one goes through', async () => {
    const before = await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 1 }]);
    const product = `/api/v1/seller/shops/${bag.product.shop.id}/products/${bag.product.id}`;
    const price = bag.product.variants.find(({ id }) => id === bag.variantId)!.price.amount;
    const setPrice = async (amount: number) => expect((await owner.patch(`${product}/variants/${bag.variantId}`, { price: { amount, currency: 'IDR' } })).status).toBe(200);
    await setPrice(price + 500);
    await refused(() => place(before), [409, 'total_changed']);
    const told = await filled.guest.post<{ total: { amount: number } }>('/api/v1/checkouts', checkoutBody(filled));
    expect(told.body.total).toEqual({ amount: filled.total + 500, currency: 'IDR' });
    expect((await place({ ...before, total: before.total + 500 })).status).toBe(201);
    await setPrice(price);
  });
});

describe('what is another’s', () => {
  test('a basket, an order and a shop of others are not found, just like what does not exist', async () => {
    const stranger = await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 1 }]);
    const { body: placed } = await place(await another(site.client, [{ variantId: bag.variantId, quantity: 1 }], filled));
    const buyer = await site.client.signIn('buyer@kriyadesa.test', 'kriyadesa-demo');
    const shop = `/api/v1/seller/shops/${bag.product.shop.id}`;
    const order = `/api/v1/orders/${placed.orders[0]!.id}`;
    await leavingAllAsItWas(site, async () => {
      for (const client of [stranger.guest, site.client, buyer]) {
        for (const id of [filled.basketId, newId('bkt'), 'x', '%00', "'; DROP TABLE orders.basket; --"]) await findsNoBasket(client, `/api/v1/baskets/${encodeURIComponent(id)}`);
        for (const path of [order, `/api/v1/orders/${newId('ord')}`, '/api/v1/orders/x']) await findsNoOrder(client, path);
        await refuses(client.post('/api/v1/checkouts', checkoutBody(filled)), NOT_FOUND);
        await refuses(client.post(`/api/v1/checkouts/${placed.id}/payments`, { method: 'sandbox' }), NOT_FOUND);
      }
      for (const path of [shop, `${shop}/orders`, `${shop}/stock`, `${shop}/balance`]) await refuses(buyer.get(path), NOT_FOUND);
      await refuses(buyer.put(`${shop}/stock/${bag.variantId}`, { onHand: 0, reason: 'x' }), NOT_FOUND);
      for (const path of ['/api/v1/baskets/%00', '/api/v1/products/%00', '/api/v1/orders/%00']) await refuses(stranger.guest.get(path), [400, 'bad_request']);
    });
  });

  const NOT_FOUND: Wanted = [404, 'not_found'];

  async function findsNoBasket(client: Client, path: string): Promise<void> {
    await refuses(client.get(path), NOT_FOUND);
    await refuses(client.post(`${path}/items`, { variantId: bag.variantId, quantity: 1 }), NOT_FOUND);
    await refuses(client.post(`${path}/delivery-options`, { address: ADDRESS }), NOT_FOUND);
  }

  async function findsNoOrder(client: Client, path: string): Promise<void> {
    await refuses(client.get(path), NOT_FOUND);
    await refuses(client.post(`${path}/cancellation`, { reason: 'bukan milik saya' }), NOT_FOUND);
    await refuses(client.post(`${path}/receipt`), NOT_FOUND);
  }
});

describe('the seller’s desk', () => {
  const count = (body: object) => owner.put(`/api/v1/seller/shops/${bag.product.shop.id}/stock/${bag.variantId}`, { onHand: 5, reason: 'hitung', ...body });

  test('a count that is no count, or below what buyers hold, changes nothing', async () => {
    for (const onHand of [-1, 1.5, '5', null, 1e12]) await refused(() => count({ onHand }), wrong('/onHand'));
    await refused(() => count({ reserved: 0 }), wrong('/reserved'));
    await leave(site, owner, bag.product.shop.id, bag.variantId, 50);
    expect((await place(await another(site.client, [{ variantId: bag.variantId, quantity: 1 }], filled))).status).toBe(201);
    const { reserved } = await levelOf(site, bag.variantId);
    await refused(() => count({ onHand: reserved - 1 }), [409, 'stock_below_reserved']);
  });
});

const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

test('broken cursors, limits and filters of lists are refused by name', async () => {
  const lists = ['/api/v1/products', '/api/v1/villages', '/api/v1/sentras', `/api/v1/seller/shops/${bag.product.shop.id}/orders`, `/api/v1/seller/shops/${bag.product.shop.id}/stock`];
  const cursors = ['x', '%00', encodeURIComponent('[]'), ...[['a', 'b', 'c', 'd', 'e'], [{}], ['\0'], null].map(cursorOf)];
  // Well formed, though never given: no page, or one from nowhere, but no fault of ours.
  const forged = [[1], ['x'], [null], [1, 'x'], ['x', 1], [1e300, 'x'], [-1, null]].map(cursorOf);
  for (const list of lists) {
    for (const cursor of cursors) await refuses(owner.get(`${list}?cursor=${cursor}`), wrong('/cursor'));
    for (const cursor of forged) expect((await owner.get(`${list}?cursor=${cursor}`)).status).toBeLessThan(500);
    for (const limit of ['0', '101', '-1', '1.5', 'x', '1e1', '1&limit=2']) await refuses(owner.get(`${list}?limit=${limit}`), wrong('/limit'));
    await refuses(owner.get(`${list}?isAdmin=true`), wrong('/isAdmin'));
  }
  for (const filter of ['minPrice=x', 'maxPrice=-1', 'sort=random', 'madeToOrder=maybe', `q=${'x'.repeat(1000)}`, 'q=%00', 'q[]=x', 'village=1'])
    await refuses(site.client.get(`/api/v1/products?${filter}`), wrong(`/${filter.split('=')[0]!}`));
});

describe('a forged webhook', () => {
  test('unsigned, altered, too old, from the future or for another account is refused and not kept', async () => {
    const { body: placed } = await place(await another(site.client, [{ variantId: bag.variantId, quantity: 1 }], filled));
    const payment = { id: paymentIdOf(placed), key: placed.payment.id, amount: placed.total.amount, currency: 'IDR' };
    const bank = { credentials: sandboxCredentials(site.config), clock: new Clock() };
    const good = signedEvent(bank, { payment });
    const forged = [
      { headers: {}, body: good.body },
      { headers: { 'sandbox-signature': 't=1,v1=00' }, body: good.body },
      { headers: good.headers, body: Buffer.from(good.body.toString().replace('paid', 'Paid')) },
      { headers: good.headers, body: Buffer.from('') },
      ...[{ ageSeconds: 302 }, { ageSeconds: -40 }, { secret: 'guessed' }, { account: 'acct_other' }].map((spec) => signedEvent(bank, { payment, ...spec })),
    ];
    await leavingAllAsItWas(site, async () => {
      for (const { headers, body } of forged) {
        await refuses(site.client.post('/api/v1/webhooks/sandbox', body.toString(), { headers }), [400, body.length === 0 ? 'bad_request' : 'webhook_refused']);
      }
    });
    await refused(() => site.client.post('/api/v1/webhooks/nobody', good.body.toString(), { headers: good.headers }), [404, 'not_found']);
  });

  const paymentIdOf = (placed: Placed) => new URL(placed.payment.action!.url).pathname.split('/').at(-1)!;
});
