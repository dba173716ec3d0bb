import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { findBroken } from '../../apps/market/src/commands/reconcile.js';
import { openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startSite, type Site } from '../support/site.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 360, height: 800 };

let site: Site;
let browser: Browser;
let closeBrowser: () => Promise<void>;
let buyer: Page;
let admin: Page;
let orderPage: string;
let reference: string;
let amount: string;

beforeAll(async () => {
  site = await startSite({ env: { TRANSFER_ACCOUNT: 'Bank Peraga|8800 1234 5678|KriyaDesa (peragaan)' } });
  ({ browser, close: closeBrowser } = await openBrowser());
  buyer = await (await context()).newPage();
  admin = await (await context()).newPage();
}, 120_000);

afterAll(async () => {
  await closeBrowser();
  await site.close();
});

function context(javaScriptEnabled = false): Promise<BrowserContext> {
  return browser.newContext({ viewport: PHONE, javaScriptEnabled, locale: 'id-ID', baseURL: site.url });
}

const text = (page: Page) => page.locator('main').innerText();

async function until(page: Page, words: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await text(page)).includes(words)) return;
    await page.waitForTimeout(250);
    await page.reload();
  }
  throw new Error(`the page never said "${words}":\n${await text(page)}`);
}

/** The same page in a browser with scripts, which axe needs, in both languages: no finding and nothing wider than the phone. */
async function expectSound(page: Page, name: string): Promise<void> {
  const seen = await context(true);
  await seen.addCookies(await page.context().cookies());
  for (const prefix of ['', '/en']) {
    const reader = await seen.newPage();
    const url = new URL(page.url());
    await reader.goto(`${prefix}${url.pathname.replace(/^\/en(?=\/)/, '')}${url.search}`);
    if (process.env.SCREENSHOTS) {
      mkdirSync(process.env.SCREENSHOTS, { recursive: true });
      await reader.screenshot({ path: join(process.env.SCREENSHOTS, `${name}${prefix.replace('/', '-')}.png`), fullPage: true });
    }
    await reader.evaluate(axeSource);
    const findings = await reader.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    const width = await reader.evaluate(() => document.documentElement.scrollWidth);
    expect({ name, prefix, findings, width }).toEqual({ name, prefix, findings: [], width: PHONE.width });
    await reader.close();
  }
  await seen.close();
}

const receipt = async () => ({
  name: 'bukti.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 400, height: 700, channels: 3, background: '#cde' } }).png().toBuffer(),
});

describe('a guest pays by bank transfer, on a phone without JavaScript', () => {
  test('chooses it at the checkout and reads where to transfer what', async () => {
    await buyer.goto('/toko/al-firdaus-purun');
    await buyer.locator('main a[href^="/produk/"]').first().click();
    await buyer.getByRole('button', { name: /keranjang/i }).click();
    await buyer.goto('/pesan');
    for (const [name, value] of [['name', 'Dewi Lestari'], ['email', 'dewi@example.com'], ['phone', '0812 0000 0001'], ['line1', 'Jl. Kemang Raya 10'], ['village', 'Getasan']] as const) {
      await buyer.locator(`input[name=${name}]`).fill(value);
    }
    await buyer.locator('button[name=step][value=find]').click();
    await buyer.locator('input[name=villageCode]').first().check();
    await buyer.locator('button[name=step][value=price]').first().click();
    await buyer.locator('input[name=method][value=bank_transfer]').check();
    await buyer.locator('button[name=step][value=place]').click();
    expect(new URL(buyer.url()).pathname).toMatch(/^\/pesanan\/cko_\w+\/transfer$/);
    const words = await text(buyer);
    for (const part of ['Bank Peraga', '8800 1234 5678', 'KriyaDesa (peragaan)', 'Menunggu transfer Anda', 'Paling lambat']) expect(words).toContain(part);
    [reference, amount] = await Promise.all([buyer.locator('.to-copy dd').last().locator('strong').innerText(), buyer.locator('.to-copy dd').first().innerText()]);
    expect(reference).toMatch(/^TF[2-9A-HJKMNP-Z]{6}$/);
    orderPage = buyer.url().replace(/\/transfer$/, '');
    await expectSound(buyer, '1-instructions');
  });

  test('nobody else opens the instructions', async () => {
    const stranger = await (await context()).newPage();
    expect((await stranger.goto(`${orderPage}/transfer`))!.status()).toBe(404);
    await stranger.context().close();
  });

  test('finds them again from the order page, with another way to pay beside', async () => {
    await buyer.goto(orderPage);
    expect(await text(buyer)).toContain('Bayar dengan cara lain');
    await expectSound(buyer, '2-order-unpaid');
    await buyer.getByRole('link', { name: 'Lihat cara transfer' }).click();
    expect(buyer.url()).toBe(`${orderPage}/transfer`);
  });

  test('what is no proof is refused beside the field, a photo is taken', async () => {
    await buyer.locator('input[type=file]').setInputFiles({ name: 'bukti.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>bukan foto</html>') });
    await buyer.getByRole('button', { name: 'Unggah bukti' }).click();
    expect(await buyer.locator('#e-file').innerText()).toContain('bukan foto JPEG');
    await buyer.locator('input[type=file]').setInputFiles(await receipt());
    await buyer.getByRole('button', { name: 'Unggah bukti' }).click();
    expect(await text(buyer)).toContain('Bukti sedang kami periksa');
    await expectSound(buyer, '3-in-review');
    const proof = await buyer.request.get(`${orderPage}/transfer/bukti/1`);
    expect({ status: proof.status(), type: proof.headers()['content-type'] }).toEqual({ status: 200, type: 'image/jpeg' });
  });
});

describe('an admin decides', () => {
  test('finds the transfer, refuses the proof, and the buyer reads why', async () => {
    await admin.goto('/masuk?kembali=/admin/transfer');
    await admin.locator('input[name=email]').fill('admin@kriyadesa.test');
    await admin.locator('input[name=password]').fill('kriyadesa-demo');
    await admin.locator('main button[type=submit]').first().click();
    expect(await text(admin)).toContain(reference);
    await expectSound(admin, '4-admin-list');
    await admin.goto('/admin');
    expect(await text(admin)).toContain('Transfer untuk diperiksa');
    await expectSound(admin, '4-admin-overview');
    await admin.goto('/admin/transfer');
    await admin.getByRole('link', { name: new RegExp(reference) }).click();
    expect(await admin.locator('.proofs img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(400);
    await expectSound(admin, '5-admin-transfer');
    await admin.locator('summary', { hasText: 'Buktinya tidak benar' }).click();
    await admin.locator('textarea[name=reason]').fill('Nama pengirimnya tidak terbaca');
    await admin.getByRole('button', { name: 'Tolak bukti' }).click();
    expect(await text(admin)).toContain('Bukti ditolak dan pembeli diberi tahu');

    await buyer.goto(`${orderPage}/transfer`);
    expect(await text(buyer)).toContain('Nama pengirimnya tidak terbaca');
    await expectSound(buyer, '6-refused');
    await buyer.locator('input[type=file]').setInputFiles(await receipt());
    await buyer.getByRole('button', { name: 'Unggah bukti' }).click();
    expect(await text(buyer)).toContain('Bukti 2');
  });

  test('another amount is refused beside its field, the exact one pays the order', async () => {
    await admin.goto('/admin/transfer');
    await admin.getByRole('link', { name: new RegExp(reference) }).click();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date());
    await admin.locator('input[name=receivedOn]').fill(today);
    await admin.locator('input[name=amount]').fill('1000');
    await admin.getByRole('button', { name: /Konfirmasi penerimaan/ }).click();
    expect(await admin.locator('#e-amount').innerText()).toContain('tetap menunggu');
    expect(await admin.locator('input[name=receivedOn]').inputValue()).toBe(today);
    await admin.locator('input[name=amount]').fill(amount);
    await admin.getByRole('button', { name: /Konfirmasi penerimaan/ }).click();
    expect(await text(admin)).toContain('pesanan dilanjutkan');

    await buyer.goto(orderPage);
    await until(buyer, 'Dibayar, menunggu perajin');
    await buyer.goto(`${orderPage}/transfer`);
    expect(await text(buyer)).toContain('Uang sudah kami terima');
    await expectSound(buyer, '7-confirmed');
    expect(await findBroken(site.app)).toEqual([]);
  });
});

describe('the money goes back by hand', () => {
  test('the buyer cancels and leaves an account, the admin pays it back and records it', async () => {
    await buyer.goto(orderPage);
    await buyer.locator('summary', { hasText: 'Batalkan pesanan' }).click();
    await buyer.locator('textarea[name=reason]').fill('Salah pilih warna');
    await buyer.getByRole('button', { name: 'Batalkan pesanan' }).click();
    await until(buyer, 'Ke rekening mana?');
    await expectSound(buyer, '8-order-payback');
    await buyer.getByRole('link', { name: 'Ke rekening mana?' }).click();
    await buyer.locator('input[name=bank]').fill('BNI');
    await buyer.locator('input[name=number]').fill('bukan nomor');
    await buyer.locator('input[name=holder]').fill('Dewi Lestari');
    await buyer.getByRole('button', { name: 'Simpan rekening' }).click();
    expect(await buyer.locator('.field.wrong input').getAttribute('name')).toBe('number');
    await expectSound(buyer, '9-account');
    await buyer.locator('input[name=number]').fill('0098 7654 321');
    await buyer.getByRole('button', { name: 'Simpan rekening' }).click();
    const words = await text(buyer);
    expect(words).toContain('berakhiran 4321');
    expect(words).not.toContain('00987654321');

    await admin.goto('/admin/pengembalian');
    expect(await text(admin)).toContain('BNI …4321');
    await expectSound(admin, '10-admin-refunds');
    await admin.locator('main a[href^="/admin/pengembalian/rfd_"]').first().click();
    expect(await text(admin)).toContain('00987654321');
    await expectSound(admin, '11-admin-refund');
    await admin.locator('input[name=paidOn]').fill(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date()));
    await admin.locator('input[name=bankReference]').fill('FT26326ABC');
    await admin.getByRole('button', { name: 'Catat sudah dibayar' }).click();
    expect(await text(admin)).toContain('Pengembalian dicatat');

    await until(buyer, 'Dikembalikan');
    await eventually(() => buyer.goto(orderPage).then(() => text(buyer)), (page) => page.includes('Dana dikembalikan'));
    expect(await findBroken(site.app)).toEqual([]);
  });
});
