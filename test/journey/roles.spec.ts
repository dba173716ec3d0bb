import { afterEach, expect, test } from '@jest/globals';
import { startSite, type Site } from '../support/site.js';
import type { Role } from '../../apps/market/src/market.module.js';

let site: Site | null = null;
const start = async (...roles: Role[]) => (site = await startSite({ roles }));
const status = async (path: string, init: RequestInit = {}) => (await fetch(`${site!.url}${path}`, { redirect: 'manual', ...init })).status;

afterEach(() => site?.close());

test('web by itself serves the pictures that its pages show, and no API', async () => {
  const { url } = await start('web');
  const page = await (await fetch(url)).text();
  const picture = /\/photos\/[^" ]+\.webp/.exec(page)![0];
  const answer = await fetch(`${url}${picture}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect(await status('/api/v1/products')).toBe(404);
});

test('api by itself has pictures too, and no pages', async () => {
  await start('api');
  expect([await status('/api/v1/products'), await status('/cari'), await status('/health/ready')]).toEqual([200, 404, 200]);
});

test('a worker that listens answers for its health and figures, and for nothing else', async () => {
  const { url } = await start('worker');
  expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ready', queue: 'reachable' });
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('platform_deliveries{state="queued"}');
  expect([await status('/'), await status('/api/v1/products'), await status('/masuk', { method: 'POST' })]).toEqual([404, 404, 404]);
});
