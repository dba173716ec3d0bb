import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSite, type Site } from '../support/site.js';

let site: Site;
beforeAll(async () => {
  site = await startSite({ roles: ['api', 'web'] });
});
afterAll(() => site.close());

test.each([
  ['POST', '/desa', 'GET, HEAD'],
  ['POST', '/en/produk/anything/', 'GET, HEAD'],
  ['GET', '/keranjang/barang', 'POST'],
  ['DELETE', '/api/v1/products', 'GET, HEAD'],
  ['PATCH', '/api/v1/baskets/bsk_x', 'GET, HEAD'],
  ['POST', '/health/ready', 'GET, HEAD'],
])('%s %s is told which methods there are', async (method, path, allow) => {
  const answer = await fetch(`${site.url}${path}`, { method, headers: { origin: site.url, 'content-type': 'text/strange' }, body: method === 'GET' ? null : 'x', redirect: 'manual' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  const isPage = !/^\/(api|health)/.test(path);
  expect(answer.headers.get('content-type')).toContain(isPage ? 'text/html' : 'application/problem+json');
});

test.each([['POST', '/halaman-lain'], ['DELETE', '/api/v1/nothing'], ['GET', '/api/v1'], ['GET', '/desa/tidak-ada']])('%s %s stays unknown', async (method, path) => {
  const answer = await fetch(`${site.url}${path}`, { method, headers: { origin: site.url } });
  expect([answer.status, answer.headers.get('allow')]).toEqual([404, null]);
});
