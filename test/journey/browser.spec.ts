import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { startSite, type Site } from '../support/site.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 360, height: 800 };

let site: Site;
let browser: Browser;
let closeBrowser: () => Promise<void>;

beforeAll(async () => {
  site = await startSite();
  ({ browser, close: closeBrowser } = await openBrowser());
}, 120_000);

afterAll(async () => {
  await closeBrowser();
  await site.close();
});

const text = (page: Page) => page.locator('main').innerText();

async function onPhone(javaScriptEnabled = false): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled, locale: 'id-ID', baseURL: site.url });
  return { context, page: await context.newPage() };
}

/** Reloads until the page says so: what a person does who waits. */
async function until(page: Page, words: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await text(page)).includes(words)) return;
    await page.waitForTimeout(250);
    await page.reload();
  }
  throw new Error(`the page never said "${words}":\n${await text(page)}`);
}

async function buyFirstOf(page: Page, list: string): Promise<string> {
  await page.goto(list);
  await page.locator('main a[href^="/produk/"]').first().click();
  const shop = await page.locator('main a[href^="/toko/"]').first().innerText();
  await page.getByRole('button', { name: /keranjang/i }).click();
  return shop.trim();
}

describe('the README’s journey on a phone without JavaScript', () => {
  let buyer: Page;
  let artisan: Page;
  let orderPage: string;

  test('a guest puts crafts of two shops into one basket', async () => {
    ({ page: buyer } = await onPhone());
    const first = await buyFirstOf(buyer, '/toko/al-firdaus-purun');
    const second = await buyFirstOf(buyer, '/toko/keripik-tempe-uni-rina');
    expect(second).not.toBe(first);
    await buyer.goto('/keranjang');
    expect(await text(buyer)).toContain('Al Firdaus Purun');
    expect(await text(buyer)).toContain('Keripik Tempe Uni Rina');
  });

  test('picks a village by searching, chooses couriers, sees the total and places', async () => {
    await buyer.goto('/pesan');
    await buyer.getByLabel('Nama', { exact: false }).first().fill('Dewi Lestari');
    await buyer.locator('input[name=email]').fill('dewi@example.com');
    await buyer.locator('input[name=phone]').fill('0812 0000 0001');
    await buyer.locator('input[name=line1]').fill('Jl. Kemang Raya 10');
    await buyer.locator('input[name=village]').fill('Getasan');
    await buyer.locator('button[name=step][value=find]').click();
    await buyer.locator('input[name=villageCode]').first().check();
    await buyer.locator('button[name=step][value=price]').first().click();
    expect(await buyer.locator('input[name=name]').inputValue()).toBe('Dewi Lestari');
    for (const options of await buyer.locator('fieldset:has(input[name^="delivery."])').all()) {
      await options.locator('label', { hasText: 'REG' }).first().click();
    }
    await buyer.locator('button[name=step][value=price]').last().click();
    await buyer.locator('button[name=step][value=place]').click();
    expect(buyer.url()).toContain('/sandbox/pay/');
  });

  test('pays at the bank and comes back to a paid order', async () => {
    await buyer.locator('button[name=outcome][value=paid]').click();
    expect(new URL(buyer.url()).pathname).toMatch(/^\/pesanan\/cko_/);
    await until(buyer, 'Dibayar, menunggu perajin');
    orderPage = buyer.url();
  });

  test('the artisan signs in, accepts, packs and ships', async () => {
    ({ page: artisan } = await onPhone());
    await artisan.goto('/masuk');
    await artisan.locator('input[name=email]').fill('artisan@kriyadesa.test');
    await artisan.locator('input[name=password]').fill('kriyadesa-demo');
    await artisan.locator('main button[type=submit]').click();
    await artisan.goto('/desk');
    await artisan.locator('main a[href*="/pesanan/ord_"]').first().click();
    await artisan.locator('form[action$="/terima"] button[type=submit]').click();
    await artisan.locator('form[action$="/kemas"] button[type=submit]').click();
    const ship = artisan.locator('form[action$="/kirim"]');
    await ship.locator('input[name=waybill]').fill('JNE0123456789');
    await ship.locator('button[type=submit]').click();
    expect(await text(artisan)).toContain('Dalam perjalanan');
  });

  test('the buyer confirms receipt', async () => {
    await buyer.goto(orderPage);
    await until(buyer, 'Dalam perjalanan');
    await buyer.locator('form[action$="/terima"] button[type=submit]').first().click();
    expect(await text(buyer)).toContain('Selesai');
  });
});

describe('pages that people on cheap phones trust', () => {
  const PAGES = ['/', '/cari?q=purun', '/kategori/craft/weaving', '/desa', '/desa/63.72.03.1001', '/toko/al-firdaus-purun', '/keranjang', '/masuk', '/daftar', '/tentang', '/en', '/en/cari?q=basket', '/en/toko/galuh-cempaka'];

  test.each(PAGES)('%s has no axe finding, no overflow, no foreign request, and stays within its bytes', async (path) => {
    const { context, page } = await onPhone(true);
    const foreign: string[] = [];
    const complaints: string[] = [];
    let documentBytes = 0;
    page.on('request', (request) => void (new URL(request.url()).origin === site.url || request.url().startsWith('data:') || foreign.push(request.url())));
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('response', (response) => {
      if (/html|css/.test(response.headers()['content-type'] ?? '')) void response.body().then((body) => (documentBytes += body.length), () => undefined);
    });
    const answer = await page.goto(path, { waitUntil: 'networkidle' });
    expect(answer!.status()).toBe(200);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    expect(documentBytes).toBeLessThanOrEqual(100 * 1024);
    // After the page's own complaints were counted: the checker itself may meet the content policy.
    await page.evaluate(axeSource);
    const findings = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(findings).toEqual([]);
    await context.close();
  });
});

test('what people and browsers ask for unasked is there: a slash at the end, robots.txt, an icon', async () => {
  for (const path of ['/en/', '/desa/', '/cari/?q=purun']) expect({ path, status: (await fetch(`${site.url}${path}`)).status }).toEqual({ path, status: 200 });
  const robots = await fetch(`${site.url}/robots.txt`);
  expect(robots.headers.get('content-type')).toContain('text/plain');
  expect(await robots.text()).toContain('Disallow: /keranjang\n');
  expect((await fetch(`${site.url}/favicon.ico`)).headers.get('content-type')).toBe('image/svg+xml');
});
