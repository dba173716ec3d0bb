import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { liveRoutes } from '../../journey/authorisation/live-routes.js';
import { Client } from '../../support/client.js';
import { findReady } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';

const PUBLIC = 'https://pasar.example';
let plain: Site;
let secure: Site;

beforeAll(async () => {
  [plain, secure] = [await startSite({ roles: ['api', 'web'] }), await startSite({ roles: ['api', 'web'], env: { PUBLIC_URL: PUBLIC, SECRET: 'x'.repeat(32), SECURITY_CONTACT: 'mailto:aman@pasar.example' } })];
}, 120_000);

afterAll(() => Promise.all([plain.close(), secure.close()]));

/** Where the site listens, whatever its public address. */
const at = ({ config }: Site) => `http://localhost:${config.port}`;

interface Asked {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

const ask = (site: Site, { method, path, headers = {}, body }: Asked) => fetch(`${at(site)}${path}`, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });

/** Every route of Nest, English pages too, with something in place of its parameters; then what no route serves. */
function everyAddress(site: Site): Asked[] {
  const routes = liveRoutes(site.app).flatMap(({ operation }) => {
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replace(/:(\w+)/g, (_, name: string) => (name === 'file' ? '320.webp' : `x-${name}`)).replace('*', 'get-session');
    return method === 'ALL' ? [{ method: 'GET', path }, { method: 'POST', path }] : [{ method, path }];
  });
  return [...routes, { method: 'GET', path: '/tidak-ada' }, { method: 'GET', path: '/api/v1/nothing' }, { method: 'DELETE', path: '/' }, { method: 'OPTIONS', path: '/api/v1/me' }, { method: 'HEAD', path: '/cari' }];
}

/** What stands on pages that work. */
const SHOWN = ['/', '/en', '/cari?q=tas', '/kategori/craft', '/masuk', '/daftar', '/keranjang', '/tentang', '/api/docs', '/api/openapi.json', '/robots.txt', '/favicon.ico', '/api/v1/products', '/api/v1/villages', '/metrics', '/health/live', '/health/ready'];

/** What is refused before a route is found, or before its handler is asked. */
const REFUSED: Asked[] = [
  { method: 'GET', path: '/%' }, { method: 'GET', path: `/${'x'.repeat(9_000)}` }, { method: 'POST', path: '/api/v1/baskets', headers: { 'content-type': 'text/csv' }, body: 'a,b' },
  { method: 'POST', path: '/api/v1/checkouts', headers: { 'content-type': 'application/json' }, body: '{' }, { method: 'POST', path: '/masuk', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `a=${'x'.repeat(1_100_000)}` },
];

function wrongIn({ headers }: Response, isSecure: boolean): string[] {
  const csp: Record<string, string[]> = Object.fromEntries((headers.get('content-security-policy') ?? '').split(';').map((part) => [part.trim().split(' ')[0]!, part.trim().split(' ').slice(1)]));
  const told: [string, boolean][] = [
    ['CSP default', String(csp['default-src']) === "'none'"], ['CSP script', !csp['script-src'] && !/unsafe|\*|data:.*script/.test(String(csp['style-src']))], ['CSP frame', String(csp['frame-ancestors']) === "'none'"],
    ['CSP base', String(csp['base-uri']) === "'none'"], ['CSP form', csp['form-action']?.includes("'self'") === true && !csp['form-action'].some((each) => /^(\*|https?:|http:\/\/\*)$/.test(each))],
    ['nosniff', headers.get('x-content-type-options') === 'nosniff'], ['frames', headers.get('x-frame-options') === 'DENY'], ['referrer', headers.get('referrer-policy') === 'same-origin'],
    ['opener', headers.get('cross-origin-opener-policy') === 'same-origin'], ['resource', headers.get('cross-origin-resource-policy') === 'same-origin'],
    ['permissions', /camera=\(\).*geolocation=\(\)/.test(headers.get('permissions-policy') ?? '')], ['cache', (headers.get('cache-control') ?? '') !== ''],
    ['banner', !headers.has('server') && !headers.has('x-powered-by')], ['CORS', ![...headers.keys()].some((name) => name.startsWith('access-control-'))],
    ['HSTS', isSecure ? /^max-age=31536000/.test(headers.get('strict-transport-security') ?? '') : !headers.has('strict-transport-security')],
    ['upgrade', isSecure === 'upgrade-insecure-requests' in csp],
  ];
  return told.filter(([, isRight]) => !isRight).map(([name]) => name);
}

describe.each(['http', 'https'])('on a site by %s', (scheme) => {
  const isSecure = scheme === 'https';
  const site = () => (isSecure ? secure : plain);

  test('every route answers with every header, whatever it answers', async () => {
    const asked: Asked[] = [...everyAddress(site()), ...SHOWN.map((path) => ({ method: 'GET', path })), ...REFUSED];
    const wrong: string[] = [];
    const statuses = new Set<number>();
    for (const each of asked) {
      const answer = await ask(site(), { ...each, headers: { origin: site().config.publicUrl, ...each.headers } });
      statuses.add(answer.status);
      const text = await answer.text();
      const missing = wrongIn(answer, isSecure);
      if (missing.length > 0) wrong.push(`${each.method} ${each.path.slice(0, 60)} (${answer.status}): ${missing.join(', ')}`);
      if (answer.status >= 500 || /node_modules|\bat \w+ \(/.test(text)) wrong.push(`${each.method} ${each.path.slice(0, 60)}: ${answer.status} ${text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
    expect(asked.length).toBeGreaterThan(200);
    expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 400, 401, 404, 413, 415]));
  });

  test('no cookie of ours lacks a flag', async () => {
    const lines: string[] = [];
    const post = async (path: string, form: Record<string, string>) => {
      const answer = await ask(site(), { method: 'POST', path, headers: { origin: site().config.publicUrl, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form).toString() });
      lines.push(...answer.headers.getSetCookie());
      return answer;
    };
    const { product, variantId } = await findReady(new Client(at(site())), '');
    await post('/daftar', { name: 'Bu Sari', email: `${scheme}@contoh.id`, password: 'rahasia-sekali' });
    await post('/masuk', { email: 'buyer@kriyadesa.test', password: 'kriyadesa-demo' });
    await post('/keranjang/barang', { variantId, quantity: '1', productSlug: product.slug });
    await post('/keluar', {});
    expect(lines.map((line) => line.split('=')[0]!.replace('__Host-', ''))).toEqual(expect.arrayContaining(['kriyadesa.session_token', 'told', 'basket', 'count']));
    const wrong = lines.filter((line) => !/; ?HttpOnly/i.test(line) || !/; ?SameSite=Lax/i.test(line) || !/; ?Path=\/(;|$)/i.test(line) || /; ?Domain=/i.test(line) || isSecure !== /; ?Secure/i.test(line) || isSecure !== line.startsWith('__Host-'));
    expect(wrong).toEqual([]);
  });

  test('a cross-origin request is told nothing that would let a foreign page read the answer', async () => {
    for (const path of ['/api/v1/products', '/api/auth/get-session', '/']) {
      const preflight = await ask(site(), { method: 'OPTIONS', path, headers: { origin: 'https://jahat.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' } });
      const simple = await ask(site(), { method: 'GET', path, headers: { origin: 'https://jahat.example' } });
      for (const { headers } of [preflight, simple]) expect([path, [...headers.keys()].filter((name) => name.startsWith('access-control'))]).toEqual([path, []]);
    }
  });

  test('every form refuses what does not come from a page of ours, before it looks at anything', async () => {
    const forms = liveRoutes(site().app).filter(({ operation }) => /^(POST|PUT|PATCH|DELETE|ALL) \/(?!api\/)/.test(operation)).map(({ operation }) => operation.replace(/^\w+ /, '').replace(/:(\w+)/g, 'x-$1'));
    expect(forms.length).toBeGreaterThan(70);
    const foreign: Record<string, string>[] = [{ origin: 'https://jahat.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { referer: 'https://jahat.example/' }, { cookie: 'basket=x' }];
    const wrong: string[] = [];
    for (const path of forms) {
      for (const headers of foreign) {
        const { status } = await ask(site(), { method: 'POST', path, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: '' });
        if (status !== 403) wrong.push(`${path} ${JSON.stringify(headers)}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('pages hold no script, no inline style and no address that a script could stand in', async () => {
  for (const path of SHOWN) {
    const html = await (await ask(plain, { method: 'GET', path })).text();
    if (!html.startsWith('<!doctype html>')) continue;
    const withoutData = html.replace(/<script type="application\/ld\+json">[^<]*<\/script>/g, '');
    expect([path, /<script|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<object|<embed/i.exec(withoutData)?.[0]]).toEqual([path, undefined]);
  }
});

test('what cannot be read as HTTP gets no banner', async () => {
  const answer = await new Promise<string>((done, failed) => {
    const socket = connect(plain.config.port, 'localhost', () => void socket.write('NONSENSE\r\n\r\n'));
    let text = '';
    socket.on('data', (part) => (text += part.toString()));
    socket.on('close', () => done(text)).on('error', failed);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).not.toMatch(/server:|fastify|node|stack/i);
});

test('security.txt tells whom to write to, where the operator has said so', async () => {
  const text = await (await ask(secure, { method: 'GET', path: '/.well-known/security.txt' })).text();
  expect(text).toMatch(new RegExp(`^Contact: mailto:aman@pasar.example\nExpires: \\d{4}-.*Z\nPreferred-Languages: id, en\nCanonical: ${PUBLIC}/\\.well-known/security\\.txt\n$`));
  expect((await ask(plain, { method: 'GET', path: '/.well-known/security.txt' })).status).toBe(404);
});

test('figures of a public site are not for the public', async () => {
  const from = (ip: string) => ({ 'x-forwarded-for': ip });
  expect((await ask(secure, { method: 'GET', path: '/metrics', headers: from('203.0.113.9') })).status).toBe(404);
  expect(await (await ask(secure, { method: 'GET', path: '/health/ready', headers: from('203.0.113.9') })).json()).toEqual({ status: 'ready' });
  // What a client writes itself stands before what the one proxy adds.
  expect((await ask(secure, { method: 'GET', path: '/metrics', headers: from('10.0.0.1, 203.0.113.9') })).status).toBe(404);
  expect((await ask(secure, { method: 'GET', path: '/metrics', headers: from('10.0.0.1') })).status).toBe(200);
});
