import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Mailer, type Mail } from '#libs/platform';
import type { Client } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { ownerOf } from '../../support/seller.js';
import { checkoutBody, CONTACT, fillBasket, findReady, type Filled, type Product } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';
import { atSize } from '../support/size.js';

let site: Site;
let owner: Client;
let product: Product;
let variantId: string;
const mails: Mail[] = [];

beforeAll(async () => {
  site = await startSite();
  const mailer = site.app.get(Mailer);
  const send = mailer.send.bind(mailer);
  jest.spyOn(mailer, 'send').mockImplementation(async (mail) => {
    mails.push(mail);
    await send(mail);
  });
  ({ product, variantId } = await findReady(site.client, 'village=63.72.03.1001'));
  owner = await ownerOf(site, product.shop.id);
}, 120_000);

afterAll(() => site.close());

const HOSTILE = [
  "'", "';--", "' OR '1'='1", "\\'; DROP TABLE shop.shop; --", '" OR ""="', "1) UNION SELECT password FROM identity.account --", "$1", '%', '_%_', '\\', 'tas & | !', '<->', ':*', "tas:*&!('", '(((((', "a'b:c|d", '\u0000', '\u202e\u200b', '\ud83d\ude00', '\ud800',
  "'; SELECT pg_sleep(9); --", '{{7*7}}', '${7*7}', '../../etc/passwd', 'x'.repeat(3_000), '-1', '1e309', 'NaN', '[]', '__proto__',
];

interface Parameter {
  name: string;
  in: string;
}

/** Every question that the document lets a reader ask, of every operation. */
function questions(): { path: string; name: string }[] {
  const { paths } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../apps/api/openapi.json'), 'utf8')) as { paths: Record<string, { get?: { parameters?: Parameter[] } }> };
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const filled = path.replace('{shopId}', product.shop.id).replace('{productId}', product.id).replace(/\{variantId\}/, variantId).replace(/\{\w*code\}/, '51.03').replace(/\{\w+\}/g, product.slug);
    const asked = (get?.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => ({ path: filled, name }));
    const inPath = path.includes('{') ? [{ path: path.replace('{shopId}', product.shop.id).replace(/\{\w+\}/g, '\u0001'), name: '' }] : [];
    return get ? [...asked, ...inPath] : [];
  });
}

/** A page's own questions; unknown ones are left out by the page. */
const PAGES = ['/cari', '/kategori/craft', '/desa', '/toko/al-firdaus-purun', '/masuk', '/pesanan', '/admin/toko'].flatMap((path) => ['q', 'cursor', 'village', 'minPrice', 'sort', 'kembali', 'category'].map((name) => ({ path, name })));

describe('no text becomes a statement', () => {
  test('every question of every list takes whatever is typed without breaking', async () => {
    const admin = await site.client.signIn('admin@kriyadesa.test', 'kriyadesa-demo');
    const asked = [...questions(), ...PAGES];
    expect(asked.length).toBeGreaterThan(60);
    const queue = asked.flatMap(({ path, name }, place) => HOSTILE.filter((_, turn) => (place + turn) % atSize(3, 1) === 0).map((text) => ({ path, url: name ? `${path}?${name}=${encoded(text)}` : path.replaceAll('\u0001', encoded(text)) })));
    const wrong: string[] = [];
    const work = async () => {
      for (let each = queue.shift(); each; each = queue.shift()) {
        const began = Date.now();
        const { headers } = each.path.includes('/seller/') ? owner : admin;
        const answer = await fetch(`${site.url}${each.url}`, { headers: each.path.startsWith('/api') ? headers : {}, redirect: 'manual' });
        const text = await answer.text();
        if (answer.status >= 500 || /syntax error|tsquery|QueryFailed|\$argon2/.test(text) || Date.now() - began > 8_000) wrong.push(`${each.url.slice(0, 120)}: ${answer.status} ${text.slice(0, 120)}`);
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
    expect(wrong.slice(0, 20)).toEqual([]);
    expect((await site.client.get<{ items: unknown[] }>('/api/v1/products')).body.items.length).toBeGreaterThan(5);
  }, 180_000);

  /** A half of a surrogate pair cannot be written as UTF-8; a client can still send its three bytes. */
  function encoded(text: string): string {
    return text === '\ud800' ? '%ED%A0%80' : encodeURIComponent(text);
  }
});

describe('nobody is led away', () => {
  const AWAY = ['//jahat.example', 'https://jahat.example', '/\\jahat.example', '\\\\jahat.example', '/\t/jahat.example', '/%0a/jahat.example\n', 'javascript:alert(1)', '/x\r\nSet-Cookie: a=b', '///jahat.example', ' //jahat.example', 'http:jahat.example'];

  test.each(AWAY)('after signing in, to %j', async (kembali) => {
    const form = new URLSearchParams({ email: 'buyer@kriyadesa.test', password: 'kriyadesa-demo', kembali });
    const answer = await fetch(`${site.url}/masuk`, { method: 'POST', redirect: 'manual', headers: { origin: site.url }, body: form });
    const location = answer.headers.get('location');
    expect([answer.status, location === null || new URL(location, site.url).origin === site.url, answer.headers.get('set-cookie')?.includes('a=b') ?? false]).toEqual([location ? 303 : 400, true, false]);
  });

  test('by a host that the client made up: links, canonical addresses and mails name PUBLIC_URL', async () => {
    const asHost = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
      new Promise<{ status: number; text: string; headers: string }>((done, failed) => {
        const sent = request({ port: site.config.port, method, path, headers: { host: 'jahat.example', 'x-forwarded-host': 'jahat.example', 'x-forwarded-proto': 'https', ...headers } }, (answer) => {
          let text = '';
          answer.on('data', (part: Buffer) => (text += part.toString())).on('end', () => done({ status: answer.statusCode!, text, headers: JSON.stringify(answer.headers) }));
        });
        sent.on('error', failed).end(body);
      });
    for (const path of ['/', `/produk/${product.slug}`, '/api/v1/products', '/masuk', '/pesanan', '/tidak-ada', '/desa/']) {
      const { text, headers } = await asHost('GET', path);
      expect([path, `${text}${headers}`.includes('jahat.example')]).toEqual([path, false]);
    }
    await asHost('POST', '/api/auth/request-password-reset', JSON.stringify({ email: 'buyer@kriyadesa.test', redirectTo: 'https://jahat.example' }), { 'content-type': 'application/json' });
    await fetch(`${site.url}/api/auth/request-password-reset`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'buyer@kriyadesa.test' }) });
    const sent = await eventually(async () => mails.filter(({ to }) => to === 'buyer@kriyadesa.test'), (found) => found.length > 0);
    for (const { text, html } of sent) expect(`${text}${html}`).not.toContain('jahat');
    expect(sent[0]!.text).toContain(`${site.config.publicUrl}/reset-password?token=`);
  });

  test.each(['/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/....//package.json', '/photos/..%2f..%2f..%2fsecret/320.webp', '/photos/x/..%2f..%2fsecret', '/sandbox/pay/..%2f..%2fv1%2fcharges', '/api/../../package.json', '/%2e%2e/%2e%2e/etc/passwd', '/robots.txt%00.css'])('out of a folder by %s', async (path) => {
    const answer = await fetch(`${site.url}${path}`, { redirect: 'manual' });
    const text = await answer.text();
    expect([path, [303, 400, 404].includes(answer.status), /root:|"dependencies"|[0-9a-f]{64}/.test(text)]).toEqual([path, true, false]);
  });
});

test('a body cannot reach the prototype of anything', async () => {
  const basket = await site.client.post<{ id: string; token: string }>('/api/v1/baskets');
  for (const body of ['{"__proto__":{"isAdmin":true},"variantId":"x","quantity":1}', '{"constructor":{"prototype":{"isAdmin":true}}}', '{"variantId":"x","quantity":1,"a":{"__proto__":{"isAdmin":true}}}']) {
    const { status } = await site.client.with({ 'x-basket-token': basket.body.token }).send('POST', `/api/v1/baskets/${basket.body.id}/items`, { body });
    expect([body, status]).toEqual([body, 400]);
  }
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('no text of any length or kind keeps a rule of form busy', async () => {
  const long = (text: string) => text.repeat(Math.floor(30_000 / text.length));
  for (const text of [long('a'), long(' '), long('a@'), long('a.'), `+${long('1')}!`, long('-'), long('\u00e9'), `${long('a@a.')}!`, long('/'), long('\n')]) {
    const filled: Filled = { guest: site.client, basketId: text, subtotal: 1, delivery: { [text]: text }, total: 1 };
    const body = checkoutBody(filled);
    const began = Date.now();
    const hostile = { ...body, contact: { name: text, email: text, phone: text }, address: { recipientName: text, phone: text, line1: text, villageCode: text, postalCode: text } };
    expect((await site.client.post('/api/v1/checkouts', hostile)).status).toBe(400);
    await fetch(`${site.url}/pesan`, { method: 'POST', headers: { origin: site.url }, body: new URLSearchParams({ step: 'place', name: text, email: text, phone: text, line1: text, villageCode: text, shown: text }) });
    await fetch(`${site.url}/api/auth/sign-up/email`, { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': text.replace(/[^\x20-\x7e]/g, 'x').slice(0, 4_000) }, body: JSON.stringify({ email: text, name: text, password: 'rahasia-sekali' }) });
    expect(Date.now() - began).toBeLessThan(4_000);
  }
});

test('what sellers and buyers write is text on every page, in data for search engines, and in mails', async () => {
  const MARK = `"'><script>alert(1)</script><img src=x onerror=alert(2)></script>{{7*7}}`;
  const at = `/api/v1/seller/shops/${product.shop.id}`;
  const told = await Promise.all([
    owner.patch(`${at}/products/${product.id}`, { name: { id: `Tas ${MARK}`, en: `Bag ${MARK}` }, description: { id: `Tas ${MARK}`, en: MARK } }),
    owner.patch(at, { name: `Toko ${MARK}`.slice(0, 100), story: { id: `Kisah ${MARK}`, en: MARK }, addressLine: `Jl. ${MARK}` }),
  ]);
  expect(told.map(({ status }) => status)).toEqual([200, 200]);
  const filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
  const cookies = { cookie: `basket=${filled.guest.headers['x-basket-token']}` };
  const pages = ['/', '/en', '/cari?q=tas', `/cari?q=${encodeURIComponent(MARK)}`, `/produk/${product.slug}`, `/en/produk/${product.slug}`, `/toko/${product.shop.slug}`, `/en/toko/${product.shop.slug}`, '/desa/63.72.03.1001', '/keranjang', '/pesan', `/masuk?kembali=${encodeURIComponent(`/${MARK}`)}`, `/tidak-ada/${encodeURIComponent(MARK)}`];
  const seen: [string, string][] = [];
  for (const path of pages) seen.push([path, await (await fetch(`${site.url}${path}`, { headers: cookies })).text()]);
  const placed = await filled.guest.post<{ id: string; token: string }>('/api/v1/checkouts', { ...checkoutBody(filled), contact: { ...CONTACT, name: `Dewi ${MARK}` } });
  expect(placed.status).toBe(201);
  seen.push(['the order', await (await fetch(`${site.url}/pesanan/${placed.body.id}`, { headers: { cookie: `orders=${placed.body.id}.${placed.body.token}` } })).text()]);
  for (const [path, html] of seen) {
    const data = /<script type="application\/ld\+json">([^<]*)<\/script>/g;
    expect([path, /<script|<img src=x|"'>/.exec(html.replaceAll(data, ''))?.[0]]).toEqual([path, undefined]);
    for (const [, json] of html.matchAll(data)) expect(() => void JSON.parse(json!)).not.toThrow();
  }
  const about = await eventually(async () => mails.filter(({ text }) => text.includes('alert(1)')), (found) => found.length > 1);
  for (const { html } of about) expect(html).not.toMatch(/<script|<img src=x/);
});
