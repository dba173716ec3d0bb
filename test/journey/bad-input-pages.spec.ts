import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADDRESS, fillBasket, findReady, type Product } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';
import { leavingAllAsItWas } from '../support/untouched.js';

let site: Site;
let bag: { product: Product; variantId: string };

beforeAll(async () => {
  site = await startSite({ roles: ['api', 'web'] });
  bag = await findReady(site.client, 'village=63.72.03.1001');
});

afterAll(() => site.close());

interface Shown {
  status: number;
  html: string;
}

/** What a browser is shown; with a form, what it is shown after sending it. */
async function visit(path: string, { form, cookie }: { form?: Record<string, string>; cookie?: string } = {}): Promise<Shown> {
  const headers = { origin: site.url, ...(cookie ? { cookie } : {}) };
  const answer = await fetch(`${site.url}${path}`, form ? { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' } : { headers, redirect: 'manual' });
  const html = await answer.text();
  if (html) expect(html).toMatch(/^<!doctype html><html lang="(id|en)">/);
  expect(html).not.toMatch(/node_modules|\.[jt]sx?:\d+|SELECT |QueryFailed/);
  return { status: answer.status, html };
}

const field = (html: string, name: string) => new RegExp(`<(input|textarea)[^>]*\\bname="${name.replaceAll('.', '\\.')}"[^>]*>`).exec(html)?.[0] ?? '';

/** The words beside a field, by the id that the field is described by. */
const beside = (html: string, name: string) => new RegExp(`id="e-${name}"[^>]*>([^<]+)<`).exec(html)?.[1] ?? '';

test.each(['0', '-1', '1.5', 'dua', '', '99999'])('a quantity of %j shows the product again, with the reason beside it and what was typed', async (quantity) => {
  const form = { variantId: bag.variantId, quantity, productSlug: bag.product.slug };
  const { status, html } = await leavingAllAsItWas(site, () => visit('/keranjang/barang', { form }));
  expect(status).toBe(400);
  expect(html).toContain(bag.product.shop.name);
  expect(html).toContain('role="alert"');
  expect(field(html, 'quantity')).toContain('aria-invalid="true"');
  expect(beside(html, 'quantity')).toMatch(/\w{4}/);
  if (quantity) expect(field(html, 'quantity')).toContain(`value="${quantity}"`);
});

describe('the checkout form', () => {
  let cookie: string;
  let form: Record<string, string>;

  beforeAll(async () => {
    const filled = await fillBasket(site.client, [{ variantId: bag.variantId, quantity: 2 }]);
    cookie = `basket=${filled.guest.headers['x-basket-token']}`;
    const [shopId, quoteId] = Object.entries(filled.delivery)[0]!;
    form = {
      step: 'place', name: 'Dewi Lestari', email: 'dewi@example.com', phone: '0812 0000 0001', line1: 'Jl. Kemang Raya 10', villageCode: ADDRESS.villageCode,
      postalCode: '16437', [`delivery.${shopId}`]: quoteId, method: 'sandbox', shown: String(filled.total),
    };
  });

  test.each([
    ['email', 'dewi@', 'email'],
    ['phone', '12', 'phone'],
    ['name', 'D', 'name'],
    ['line1', '', 'line1'],
    ['postalCode', '1643', 'postalCode'],
    ['villageCode', '99.99.99.9999', 'village'],
  ])('a wrong %s is told beside its field, and nothing typed is lost', async (name, wrong, told) => {
    const { status, html } = await leavingRowsButQuotes(() => visit('/pesan', { cookie, form: { ...form, [name]: wrong } }));
    expect([400, 422]).toContain(status);
    expect(beside(html, told)).toMatch(/\w{4}/);
    for (const kept of ['name', 'email', 'phone', 'line1', 'postalCode']) {
      const typed = kept === name ? wrong : form[kept]!;
      if (typed) expect(field(html, kept)).toContain(`value="${typed}"`);
    }
  });

  test('a total that is not what it costs now shows the new one, with everything typed', async () => {
    const { status, html } = await leavingRowsButQuotes(() => visit('/pesan', { cookie, form: { ...form, shown: '1000' } }));
    expect(status).toBe(409);
    expect(html).toContain(Number(form.shown).toLocaleString('id-ID'));
    expect(field(html, 'email')).toContain('value="dewi@example.com"');
  });

  test('fields that the form does not have, and markup in those it has, do nothing', async () => {
    const { status, html } = await leavingRowsButQuotes(() => visit('/pesan', { cookie, form: { ...form, name: '"><script>alert(1)</script>', isAdmin: 'true', email: 'x' } }));
    expect(status).toBe(400);
    expect(html).not.toContain('<script>alert');
    expect(field(html, 'name')).toContain('&quot;');
  });

  test('after all that the same form, sent right, becomes a checkout', async () => {
    const answer = await fetch(`${site.url}/pesan`, { method: 'POST', headers: { origin: site.url, cookie }, body: new URLSearchParams(form), redirect: 'manual' });
    expect([answer.status, new URL(answer.headers.get('location')!, site.url).pathname]).toEqual([303, expect.stringMatching(/^\/sandbox\/pay\/pay_/)]);
  });

  // The page prices the delivery anew, which keeps quotes and nothing else.
  const leavingRowsButQuotes = <T>(work: () => Promise<T>) => leavingAllAsItWas(site, work, ['shipping.quote']);
});

test('a wrong password keeps the address and never the password', async () => {
  const { status, html } = await visit('/masuk', { form: { email: 'buyer@kriyadesa.test', password: 'salah-sekali' } });
  expect([400, 401, 422]).toContain(status);
  expect(field(html, 'email')).toContain('value="buyer@kriyadesa.test"');
  expect(html).not.toContain('salah-sekali');
});

test.each([
  ['/produk/tidak-ada', 404], ['/en/produk/tidak-ada', 404], ['/produk/%00', 400], ['/toko/x', 404], ['/desa/99', 404], ['/kategori/x', 404], ['/pesanan/x', 404], ['/halaman-lain', 404],
  ['/pesanan/cko_01kaj3cvrzfgm8d7a1b2c3d4e5', 404],
])('%s is answered as a page with %i', async (path, status) => {
  const shown = await visit(path);
  expect([path, shown.status]).toEqual([path, status]);
  expect(shown.html).toMatch(/<h1/);
});

test.each(['cursor=x', 'q=%00', 'minPrice=murah', 'sort=x', 'q=tas&isAdmin=true'])('a search with %s goes on without what makes no sense', async (query) => {
  const answer = await fetch(`${site.url}/cari?${query}`);
  expect([answer.status, answer.url.includes(query.split('&').at(-1)!)]).toEqual([200, false]);
});

test('a form that comes from another site is refused', async () => {
  const answer = await fetch(`${site.url}/keranjang/barang`, { method: 'POST', headers: { origin: 'https://jahat.example', cookie: 'basket=x' }, body: new URLSearchParams({ variantId: bag.variantId, quantity: '1', productSlug: bag.product.slug }) });
  expect(answer.status).toBe(403);
});
