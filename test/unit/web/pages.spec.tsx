import { describe, expect, test } from '@jest/globals';
import type { Locale } from '#libs/platform';
import { signInPage, signUpPage } from '../../../apps/web/src/account/account.views.js';
import { basketPage } from '../../../apps/web/src/basket/basket.view.js';
import { homePage } from '../../../apps/web/src/catalogue/home.view.js';
import { listingPage } from '../../../apps/web/src/catalogue/listing.view.js';
import { productPage } from '../../../apps/web/src/catalogue/product.view.js';
import { checkoutPage } from '../../../apps/web/src/checkout/checkout.view.js';
import { refusedForm } from '../../../apps/web/src/kit/form-state.js';
import { documentOf } from '../../../apps/web/src/kit/page.js';
import { problemPage } from '../../../apps/web/src/kit/problem-page.js';
import type { Reader } from '../../../apps/web/src/kit/reader.js';
import { assets } from '../../../apps/web/src/kit/stylesheet.js';
import type { View } from '../../../apps/web/src/kit/view.js';
import { checkoutOrderPage } from '../../../apps/web/src/order/checkout-page.view.js';
import { aboutPage } from '../../../apps/web/src/place/about.view.js';
import { directoryPage } from '../../../apps/web/src/place/directory.view.js';
import { shopPage } from '../../../apps/web/src/place/shop.view.js';
import { InvalidInput, NotFound } from '#libs/platform';
import { basket, card, cards, checkout, destination, options, order, product, readerAt } from './samples.js';

const BUDGET = 100 * 1024;
const featured = Array.from({ length: 8 }, (_, n) => ({ ...card(n).village, code: `63.72.03.100${n}`, makerCount: 3, productCount: 20, photo: card(n).photo }));
const methods = [{ code: 'sandbox', name: { id: 'Bank peraga' }, description: { id: 'Uji coba' }, payWithinMinutes: 60 }];
const deliveries = ['shp_0', 'shp_1', 'shp_2'].map((id) => ({ ...options(id), chosen: options(id).options[0]! }));
const typed = { name: 'Wayan "Sari" <x>', email: 'bukan surel', phone: '0812', line1: 'Jl. 1', password: 'rahasia sekali', method: 'sandbox' };
const refused = refusedForm(typed, InvalidInput.at('/email', { id: 'Alamat surel belum benar', en: 'This is not an e-mail address' }), 'id');

const PAGES: Record<string, (reader: Reader) => View> = {
  '/': (reader) =>
    homePage(reader, {
      villages: featured,
      crafts: cards(8).map((c, n) => ({ path: `craft/${n}`, label: c.name, productCount: 9, photo: c.photo })),
      newest: cards(12),
      readyToShip: cards(40).slice(20, 32),
    }),
  '/cari?q=tas': (reader) =>
    listingPage(reader, {
      query: { q: 'tas' },
      items: cards(24),
      nextCursor: 'abc',
      categories: [{ value: 'craft', label: 'Kerajinan', count: 42 }],
      regencies: [{ value: '63.72', label: 'Kota Banjarbaru', count: 42 }],
      categoryName: null,
      trail: [],
      regencyName: null,
      searchedFor: null,
    }),
  '/produk/tas': (reader) => productPage(reader, product()),
  '/toko/al-firdaus-purun': (reader) =>
    shopPage(reader, {
      shop: {
        ...product().shop,
        village: product().village,
        sentra: { slug: 'palam', name: 'Kampung Purun' },
        certificates: product().certificates,
        productCount: 8,
      },
      products: cards(24),
      nextCursor: 'abc',
    }),
  '/desa': (reader) => directoryPage(reader, { q: 'cipayung', found: { items: Array(20).fill(destination), nextCursor: 'x' }, featured }),
  '/keranjang': (reader) => basketPage(reader, basket()),
  '/pesan': (reader) => checkoutPage(reader, { basket: basket(), village: destination, found: null, deliveries, methods, isSignedIn: false }, refused),
  '/pesanan/cko_1': (reader) => checkoutOrderPage(reader, { checkout: checkout(), village: destination, methods, isGuest: true }),
  '/masuk': (reader) => signInPage(reader, '/', refused),
  '/daftar': (reader) => signUpPage(reader, '/desk/baru', refused),
  '/tentang': (reader) => aboutPage(reader),
  '/tidak-ada': (reader) => problemPage(reader, new NotFound()),
};

const LOCALES: Locale[] = ['id', 'en'];
const css = [...assets().files].find(([name]) => name.endsWith('.css'))![1].bytes.length;

describe.each(LOCALES)('every page in %s', (locale) => {
  test.each(Object.keys(PAGES))('%s stays within its bytes and breaks no rule of the content policy', (path) => {
    const html = documentOf(readerAt(path, locale), PAGES[path]!(readerAt(path, locale)));
    expect(Buffer.byteLength(html) + css).toBeLessThanOrEqual(BUDGET);
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html.match(/<h1/g)).toHaveLength(1);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    // Their size is known before they are, so that nothing jumps.
    expect(html.match(/ width="\d+" height="\d+" (loading|decoding)=/g)?.length ?? 0).toBe(html.match(/<img /g)?.length ?? 0);
  });
});

test('every link and form of an English page stays in English', () => {
  for (const [path, view] of Object.entries(PAGES)) {
    const html = documentOf(readerAt(path, 'en'), view(readerAt(path, 'en')));
    const inside = [...html.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, to]) => to!).filter((to) => !/^\/(assets|photos)\//.test(to));
    // The language switch is the one way out.
    expect(inside.filter((to) => !/^\/en(\/|\?|$)/.test(to))).toEqual([path.replaceAll('&', '&amp;')]);
  }
});

test('a refused form keeps what was typed, says what is wrong beside the field, and never repeats a password', () => {
  const html = documentOf(readerAt('/daftar'), signUpPage(readerAt('/daftar'), '/', refused));
  expect(html).toContain('value="Wayan &quot;Sari&quot; &lt;x>"');
  expect(html).toContain('value="bukan surel"');
  expect(html).toMatch(/id="f-email"[^>]*aria-invalid="true"[^>]*aria-describedby="e-email"/);
  expect(html).toContain('<p class="error" id="e-email">Alamat surel belum benar</p>');
  expect(html).not.toContain('rahasia sekali');
});

test('the checkout shows the total of goods and chosen deliveries, and sends along what it showed', () => {
  const html = documentOf(readerAt('/pesan'), PAGES['/pesan']!(readerAt('/pesan')));
  expect(html).toContain('name="shown" value="510000"');
  expect(html).toMatch(/Rp\s510\.000/);
});

test('a guest fills at most eight fields', () => {
  const html = documentOf(
    readerAt('/pesan'),
    checkoutPage(
      readerAt('/pesan'),
      { basket: basket(), village: null, found: [destination], deliveries: null, methods, isSignedIn: false },
      { typed: {}, errors: {} },
    ),
  );
  const form = html.slice(html.indexOf('action="/pesan"'));
  const names = new Set([...form.matchAll(/<input(?![^>]*type="hidden")[^>]*\sname="([^"]+)"/g)].map(([, name]) => name));
  // A choice of delivery for each shop comes after the village; the village itself is searched and picked.
  expect([...names].toSorted((a, b) => a!.localeCompare(b!))).toEqual(['email', 'line1', 'method', 'name', 'phone', 'postalCode', 'village', 'villageCode']);
});

test('what a seller writes cannot leave its place, not even in the data for search engines', () => {
  const html = documentOf(readerAt('/produk/tas'), productPage(readerAt('/produk/tas'), product()));
  expect(html).not.toContain('<script>alert');
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!;
  expect((JSON.parse(data) as { description: string }).description).toBe(product().description!.id);
});

test('a seller’s words carry the language they are in', () => {
  const html = documentOf(readerAt('/produk/tas', 'en'), productPage(readerAt('/produk/tas', 'en'), product()));
  expect(html).toContain('<span lang="id">Dianyam rapat.');
  expect(html).toContain('<h1>Purun Shopping Bag with Flowers</h1>');
});

test('only what can be done now has a button', () => {
  const done = { cancel: false, receive: false, accept: false, reject: false, pack: false, ship: false, deliver: false, refund: false };
  const page = (one: ReturnType<typeof order>) =>
    documentOf(
      readerAt('/pesanan/cko_1'),
      checkoutOrderPage(readerAt('/pesanan/cko_1'), { checkout: checkout({ status: 'paid', orders: [one] }), village: null, methods: [], isGuest: true }),
    );
  expect(page(order(1))).toContain('action="/pesanan/cko_1/ord_1/terima"');
  expect(page(order(1, { choices: done, status: 'completed' }))).not.toContain('/terima"');
});

test('the thanks for a payment go once nothing is to be made or sent any more', () => {
  const page = (status: ReturnType<typeof order>['status']) =>
    documentOf(
      readerAt('/pesanan/cko_1'),
      checkoutOrderPage(readerAt('/pesanan/cko_1'), { checkout: checkout({ status: 'paid', orders: [order(1, { status })] }), village: null, methods: [], isGuest: true }),
    );
  expect(page('packed')).toContain('pembayaran sudah kami terima');
  expect(page('rejected')).not.toContain('pembayaran sudah kami terima');
});

test('what the last form left behind is said once, and only what is in the dictionary', () => {
  const say = (told: string) => documentOf(readerAt('/'), aboutPage(readerAt('/')), told);
  expect(say('basketAdded')).toContain('Sudah masuk keranjang.');
  expect(say('constructor')).not.toContain('class="told');
  expect(say('<b>')).not.toContain('<b>');
});
