import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Payments } from '#libs/payment';
import { findBroken } from '../../apps/market/src/commands/reconcile.js';
import { openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { stripeStandIn, type StripeStandIn } from '../support/gateway/stripe/stand-in.js';
import { ownerOf } from '../support/seller.js';
import { ADDRESS, checkoutBody, fillBasket, findReady, type Placed } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';

let stripe: StripeStandIn;
let site: Site;
let browser: Browser;
let closeBrowser: () => Promise<void>;
let buyer: Page;
let orders: { id: string; shopId: string; total: number }[];

beforeAll(async () => {
  stripe = await stripeStandIn();
  site = await startSite({ env: stripe.env });
  await stripe.admin('webhook', { url: `${site.url}/api/v1/webhooks/stripe` });
  ({ browser, close: closeBrowser } = await openBrowser());
}, 120_000);
afterAll(async () => {
  await closeBrowser();
  await site.close();
  await stripe.stop();
});

const text = (page: Page) => page.locator('main').innerText();

async function until(page: Page, words: string): Promise<void> {
  await eventually(() => page.reload().then(() => text(page)), (shown) => shown.includes(words), 20_000);
}

/** In our books: id, shop and total of the orders of the only checkout. */
const placedOrders = () =>
  site.db.query<{ id: string; shopId: string; total: number }>(`SELECT o.id, o.shop_id AS "shopId", s.amount AS total FROM orders.orders o JOIN payment.payable_share s ON s.order_id = o.id ORDER BY o.id`);

test('a visitor from abroad buys from two villages in English and is led to the card page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB', baseURL: site.url });
  context.setDefaultTimeout(15_000);
  buyer = await context.newPage();
  for (const shop of ['al-firdaus-purun', 'keripik-tempe-uni-rina']) {
    await buyer.goto(`/en/toko/${shop}`);
    await buyer.locator('main a[href^="/en/produk/"]').first().click();
    await buyer.locator('form[action*="keranjang"] button[type=submit]').first().click();
  }
  await buyer.goto('/en/pesan');
  await buyer.locator('input[name=name]').fill('Ann Weaver');
  await buyer.locator('input[name=email]').fill('ann@example.com');
  await buyer.locator('input[name=phone]').fill(ADDRESS.phone);
  await buyer.locator('input[name=line1]').fill(ADDRESS.line1);
  await buyer.locator('input[name=village]').fill('Getasan');
  await buyer.locator('button[name=step][value=find]').click();
  await buyer.locator('input[name=villageCode]').first().check();
  await buyer.locator('button[name=step][value=price]').first().click();
  for (const options of await buyer.locator('fieldset:has(input[name^="delivery."])').all()) await options.locator('label', { hasText: 'REG' }).first().click();
  await buyer.locator('input[name=method][value=stripe]').check();
  expect(await text(buyer)).toContain('Credit or debit card');
  await buyer.locator('button[name=step][value=price]').last().click();
  await buyer.locator('button[name=step][value=place]').click();
  // The browser followed the redirect of a form post to another origin: form-action names it.
  expect(buyer.url()).toMatch(new RegExp(`^${stripe.url}/c/pay/cs_test_`));
  orders = await placedOrders();
  expect(orders).toHaveLength(2);
});

test('pays there, after one card was declined, and comes back to a paid order', async () => {
  const { sessions } = await stripe.books();
  expect(sessions).toMatchObject([{ locale: 'en', customer_email: 'ann@example.com', amount_total: orders.reduce((sum, { total }) => sum + total, 0) * 100 }]);
  const payPage = buyer.url();
  await buyer.locator('button[value=declined]').click();
  await buyer.goto(payPage);
  await buyer.locator('button[value=paid]').click();
  expect(new URL(buyer.url()).pathname).toMatch(/^(\/en)?\/pesanan\/cko_/);
  await eventually(() => site.db.query<{ status: string }>('SELECT DISTINCT status FROM orders.orders'), (seen) => seen.length === 1 && seen[0]!.status === 'paid');
  await until(buyer, 'Paid');
});

test('one shop gives its order back, and the money reaches the card', async () => {
  const [order] = orders;
  const owner = await ownerOf(site, order!.shopId);
  const answer = await owner.post<{ id: string; status: string }>(`/api/v1/orders/${order!.id}/refunds`, { reason: 'the loom broke' });
  expect(answer).toMatchObject({ status: 201, body: { status: 'pending' } });
  await eventually(() => stripe.books(), ({ refunds }) => refunds.length === 1);
  const { refunds, charges } = await stripe.books();
  expect(refunds).toMatchObject([{ amount: order!.total * 100, status: 'succeeded', metadata: { kriyadesa_refund: answer.body.id, reason: 'the loom broke' } }]);
  expect(charges.find(({ status }) => status === 'succeeded')).toMatchObject({ amount_refunded: order!.total * 100 });
  await eventually(() => site.db.query<{ state: string }>('SELECT state FROM orders.order_refund'), (seen) => seen[0]?.state === 'succeeded');
});

test('days later the buyer’s bank sends it back: the order and the seller’s money say so', async () => {
  const { refunds } = await stripe.books();
  await stripe.admin(`refund/${refunds[0]!.id}/failed`);
  await eventually(() => site.db.query<{ state: string }>('SELECT state FROM orders.order_refund'), (seen) => seen[0]?.state === 'failed');
  const [row] = await site.db.query<{ payment: string; refunded: number }>('SELECT payment, refunded_amount AS refunded FROM orders.orders WHERE id = $1', [orders[0]!.id]);
  expect(row).toEqual({ payment: 'paid', refunded: 0 });
});

test('with Stripe silent the order is placed, the buyer answered within ten seconds, and pays once it speaks again', async () => {
  const { variantId } = await findReady(site.client, 'village=63.72.03.1001');
  const filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
  await stripe.misbehave({ blackhole: -1 });
  const began = Date.now();
  const { status, body: placed } = await filled.guest.post<Placed>('/api/v1/checkouts', { ...checkoutBody(filled), payment: { method: 'stripe' } });
  expect(Date.now() - began).toBeLessThan(10_000);
  expect([status, placed.status, placed.payment.action]).toEqual([201, 'awaiting_payment', null]);
  await stripe.harmless();
  await site.app.get(Payments).pollUnanswered({ all: true });
  const guest = site.client.with({ 'x-checkout-token': placed.token });
  const { body } = await guest.get<Placed>(`/api/v1/checkouts/${placed.id}`);
  expect(await stripe.pay(body.payment.action!.url)).toBe(303);
  await eventually(() => guest.get<Placed>(`/api/v1/checkouts/${placed.id}`), (seen) => seen.body.status === 'paid');
  expect((await stripe.books()).sessions.filter(({ client_reference_id: key }) => key === placed.payment.id)).toHaveLength(1);
});

test('everything agrees with the account’s own books', async () => {
  await eventually(() => stripe.books(), ({ untold }) => untold === 0);
  const { charges, refunds } = await stripe.books();
  // What is younger than two minutes is left out of I4, so it is held against the account here.
  const captured = await site.db.query(`SELECT id AS key, captured_amount * 100 AS amount FROM payment.charge WHERE state = 'captured' ORDER BY created_at DESC`);
  expect(captured).toHaveLength(2);
  expect(captured).toEqual(charges.filter(({ status }) => status === 'succeeded').map(({ metadata, amount_captured }) => ({ key: metadata['kriyadesa_charge'], amount: amount_captured })));
  expect(await site.db.query('SELECT id AS key, state FROM payment.refund')).toEqual(refunds.map(({ metadata, status }) => ({ key: metadata['kriyadesa_refund'], state: status })));
  expect(await findBroken(site.app)).toEqual([]);
});
