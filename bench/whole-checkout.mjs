import { randomUUID } from 'node:crypto';
import { json } from './load.mjs';

const ADDRESS = { recipientName: 'Dewi Lestari', phone: '+6281200000001', villageCode: '32.76.07.1001', postalCode: '16437' };
const PATIENCE_MS = 20_000;
const FIRST_LOOK_MS = 20;
const LAST_LOOK_MS = 100;

/** Basket, two items of two shops, delivery options, checkout, paid at the sandbox bank's page, then looking until it is settled: after 20, 40, 80 and then every 100 ms. */
export function programCheckout(variants) {
  return (connection, turn) => wholeCheckout(connection, turn, variants, '/api/v1', payAtTheBank);
}

/** The same requests; the webhook's work is one request, and settled when that is answered. */
export function rawCheckout(variants) {
  return (connection, turn) => wholeCheckout(connection, turn, variants, '', async (placed, { connection: on, headers }) => {
    json(await on.send('POST', `/payments/${placed.chargeId}`, { body: { outcome: 'paid' } }));
    const { state } = json(await on.send('GET', `/checkouts/${placed.id}`, { headers }));
    if (state !== 'paid') throw new Error(`raw says ${state}`);
  });
}

async function wholeCheckout(connection, turn, variants, base, pay) {
  const first = variants[(turn * 7) % variants.length];
  const others = variants.filter((each) => each.shopId !== first.shopId);
  const basket = json(await connection.send('POST', `${base}/baskets`));
  const headers = { 'x-basket-token': basket.token };
  const add = async (variant) => json(await connection.send('POST', `${base}/baskets/${basket.id}/items`, { headers, body: { variantId: variant.id, quantity: 1 } }));
  await add(first);
  const { subtotal } = await add(others[(turn * 11) % others.length]);
  const address = { ...ADDRESS, line1: `Jl. Kemang Raya ${turn % 5_000}` };
  const { shops } = json(await connection.send('POST', `${base}/baskets/${basket.id}/delivery-options`, { headers, body: { address } }));
  const chosen = shops.map(({ shopId, options }) => ({ shopId, option: options.find(({ price }) => price.amount > 0) }));
  const body = {
    basketId: basket.id,
    contact: { name: 'Dewi Lestari', email: `dewi${turn % 5_000}@example.com`, phone: `+62812${String(10_000_000 + turn)}` },
    address,
    delivery: Object.fromEntries(chosen.map(({ shopId, option }) => [shopId, option.id])),
    payment: { method: 'sandbox' },
    expectedTotal: (subtotal.amount ?? subtotal) + chosen.reduce((sum, { option }) => sum + option.price.amount, 0),
  };
  const placed = json(await connection.send('POST', `${base}/checkouts`, { headers: { ...headers, 'idempotency-key': randomUUID() }, body }));
  await pay(placed, { connection, headers: { 'x-checkout-token': placed.token } });
}

async function payAtTheBank({ id, payment }, { connection, headers }) {
  const look = async () => json(await connection.send('GET', `/api/v1/checkouts/${id}`, { headers }));
  const until = Date.now() + PATIENCE_MS;
  let { action } = payment;
  while (!action && Date.now() < until) ({ payment: { action } } = await look());
  const { status } = await connection.send('POST', new URL(action.url).pathname, { body: new URLSearchParams({ outcome: 'paid' }) });
  if (status >= 400) throw new Error(`the pay page answered ${status}`);
  for (let pause = FIRST_LOOK_MS; (await look()).status !== 'paid'; pause = Math.min(LAST_LOOK_MS, pause * 2)) {
    if (Date.now() > until) throw new Error('never settled');
    await new Promise((wait) => setTimeout(wait, pause));
  }
}
