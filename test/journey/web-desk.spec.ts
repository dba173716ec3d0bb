import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser } from '../support/browser.js';
import { startSite, type Site } from '../support/site.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [360, 768, 1280];

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
const press = (page: Page, action: string) => page.locator(`form[action$="${action}"] button[type=submit]`).first().click();

async function open(javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, javaScriptEnabled, locale: 'id-ID', baseURL: site.url });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/masuk');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill('kriyadesa-demo');
  await page.locator('main button[type=submit]').click();
}

describe('from sign-up to the first product on the shelves, on a phone without JavaScript', () => {
  let artisan: Page;
  let product: string;

  test('a stranger who wants to sell makes an account and a shop in their village', async () => {
    artisan = await open();
    await artisan.goto('/desk/baru');
    await artisan.getByRole('link', { name: /Buat akun/ }).click();
    await artisan.locator('input[name=name]').fill('Siti Aminah');
    await artisan.locator('input[name=email]').fill('siti@example.com');
    await artisan.locator('input[name=password]').fill('tikar purun halus');
    await artisan.locator('main button[type=submit]').click();
    expect(new URL(artisan.url()).pathname).toBe('/desk/baru');

    await artisan.locator('input[name=name]').fill('Tikar Siti Palam');
    await artisan.locator('input[name=village]').fill('palam banjarbaru');
    await artisan.locator('button[value=find]').click();
    expect(await artisan.locator('input[name=name]').inputValue()).toBe('Tikar Siti Palam');
    await artisan.locator('input[name=villageCode]').first().check();
    await artisan.locator('button[value=save]').click();
    expect(await text(artisan)).toContain('Kerajinan apa yang dijual?');
  });

  test('a wrong number is said beside its field, and nothing typed is lost', async () => {
    await artisan.getByRole('link', { name: 'Anyaman' }).click();
    await artisan.locator('input[name=nameId]').fill('Tikar Purun Siti');
    await artisan.locator('textarea[name=descriptionId]').fill('Tikar anyaman purun halus.');
    await artisan.locator('input[name="a.material"]').fill('Purun danau');
    await artisan.locator('input[name="a.lengthCm"]').fill('dua meter');
    await artisan.locator('main form.panel button[type=submit]').click();
    expect(await artisan.locator('[id="e-a.lengthCm"]').innerText()).toBe('Harus angka');
    expect(await artisan.locator('.refusal li').innerText()).toMatch(/^Panjang.*: Harus angka$/);
    expect(await artisan.locator('.refusal a').getAttribute('href')).toBe('#f-a.lengthCm');
    expect(await artisan.locator('textarea[name=descriptionId]').inputValue()).toBe('Tikar anyaman purun halus.');
    await artisan.locator('input[name="a.lengthCm"]').fill('200,5');
    await artisan.locator('main form.panel button[type=submit]').click();
    product = new URL(artisan.url()).pathname;
    expect(product).toMatch(/\/produk\/prd_/);
  });

  test('a photo, a price and a stock complete it; what is no photo is refused', async () => {
    const upload = async (name: string, buffer: Buffer) => {
      await artisan.locator('input[name=photo]').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
      await press(artisan, '/foto');
    };
    await upload('bukan.jpg', Buffer.from('bukan foto'));
    expect(await artisan.locator('.refusal').count()).toBe(1);
    await upload(
      'tikar.jpg',
      await sharp({ create: { width: 900, height: 700, channels: 3, background: '#c9a659' } })
        .jpeg()
        .toBuffer(),
    );
    expect(await artisan.locator('.photo-grid img').count()).toBe(1);

    for (const [name, value] of Object.entries({
      price: '70.000',
      sku: 'TIKAR-1',
      weightGrams: '1200',
      lengthCm: '100',
      widthCm: '20,5',
      heightCm: '20',
      onHand: '7',
    })) {
      await artisan.locator(`form[action$="/varian"] input[name=${name}]`).fill(value);
    }
    await press(artisan, '/varian');
    expect(await text(artisan)).toContain('Kirim untuk diperiksa');
  });

  test('the shop says what it lacks, then both wait for a review', async () => {
    const shop = product.replace(/\/produk\/.*/, '/toko');
    await artisan.goto(shop);
    for (const [name, value] of Object.entries({ addressLine: 'Jl. Purun 5', contactPhone: '0812-3333-4444' })) await artisan.locator(`input[name=${name}]`).fill(value);
    await artisan.locator('textarea[name=storyId]').fill('Anyaman dari rawa Palam.');
    const sendIn = () => artisan.locator('button[formaction$="/toko/ajukan"]').click();
    await sendIn();
    expect(await text(artisan)).toContain('NIB 13 angka wajib diisi');
    expect(await artisan.locator('textarea[name=storyId]').inputValue()).toBe('Anyaman dari rawa Palam.');
    await artisan.locator('input[name=nib]').fill('9120001234567');
    await sendIn();
    expect(await text(artisan)).toContain('Toko');
    await artisan.goto(shop);
    expect(await artisan.locator('textarea[name=storyId]').inputValue()).toBe('Anyaman dari rawa Palam.');
    await artisan.goto(product);
    await press(artisan, '/ajukan');
    expect(await text(artisan)).toContain('Sedang diperiksa');
  });

  test('an admin approves both, and anybody finds it', async () => {
    const admin = await open();
    await signIn(admin, 'admin@kriyadesa.test');
    await admin.goto('/admin/toko');
    expect(await text(admin)).toContain('Tikar Siti Palam');
    await press(admin, '/setuju');
    await admin.goto('/admin/produk');
    await admin.getByRole('link', { name: /Tikar Purun Siti/ }).click();
    expect(await text(admin)).toContain('Purun danau');
    await press(admin, '/setuju');
    const visitor = await open();
    await visitor.goto('/cari?q=tikar+purun+siti');
    await visitor.getByRole('link', { name: 'Tikar Purun Siti' }).click();
    expect(await text(visitor)).toContain('Stok 7');
  });

  test('the stock is counted on the shelf', async () => {
    await artisan.goto(product.replace(/\/produk\/.*/, '/stok'));
    await artisan.locator('input[name=onHand]').fill('12');
    await press(artisan, '/stok');
    expect(await text(artisan)).toContain('Tersedia 12');
  });
});

describe('desks that people can use', () => {
  const look = async (page: Page) => {
    await page.evaluate(axeSource);
    const findings = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const hiddenTabs = await page.evaluate(() => [...document.querySelectorAll('.desk-nav a')].filter((tab) => tab.getBoundingClientRect().right > innerWidth).map((tab) => tab.textContent));
    return { path: new URL(page.url()).pathname, findings, overflow, hiddenTabs };
  };

  test.each([
    ['artisan@kriyadesa.test', ['', '/pesanan', '/produk', '/produk/baru', '/produk/baru?category=food/snack', '/stok', '/toko', '/kabar']],
    ['admin@kriyadesa.test', ['/admin', '/admin/toko', '/admin/produk', '/admin/sertifikat', '/admin/pesanan', '/admin/pemeriksaan', '/en/admin']],
  ])('%s meets no axe finding and no overflow at any width', async (email, paths) => {
    const page = await open(true);
    await signIn(page, email);
    await page.goto('/desk');
    const home = email.startsWith('artisan') ? new URL(page.url()).pathname : '';
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of paths) {
        await page.goto(home + path);
        expect(await look(page)).toEqual({ path: (home + path).split('?')[0], findings: [], overflow: 0, hiddenTabs: [] });
      }
    }
  });
});
