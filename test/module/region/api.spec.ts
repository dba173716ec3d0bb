import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Config, ObservabilityModule, PlatformModule, validation } from '#libs/platform';
import { RegionModule } from '#libs/region';
import { regionControllers } from '../../../apps/api/src/region/index.js';
import { testDatabase } from '../../support/database.js';

interface Listed {
  items: { code: string; name: string }[];
  nextCursor?: string | null;
}

let origin: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
  const config = new Config({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: database.url, LOG_LEVEL: 'silent' });
  const built = await Test.createTestingModule({ imports: [PlatformModule.with(config), ObservabilityModule, RegionModule], controllers: regionControllers }).compile();
  const app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(validation());
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  close = async () => {
    await app.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => close?.());

async function get(url: string): Promise<{ status: number; body: Listed }> {
  const answer = await fetch(origin + url);
  return { status: answer.status, body: (await answer.json()) as Listed };
}

test('a village has its names and what it is called', async () => {
  expect(await get('/villages/51.03.04.2005')).toEqual({
    status: 200,
    body: { code: '51.03.04.2005', name: 'Getasan', kind: 'desa', district: 'Petang', regency: 'Kabupaten Badung', province: 'Bali', timeZone: 'WITA' },
  });
});

test.each(['/villages/51.03.04.2999', '/villages/x', '/provinces/99/regencies', '/regencies/51/districts', '/districts/51.03/villages', '/districts/%25/villages', "/villages/'%3B--"])('%s is not found', async (url) => {
  expect(await get(url)).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('words find villages, exact names first, page by page', async () => {
  const first = await get('/villages?q=getasan&limit=2');
  expect(first.body.items.map((village) => village.name)).toEqual(['Getasan', 'Getasan']);
  const second = await get(`/villages?q=getasan&limit=2&cursor=${first.body.nextCursor}`);
  expect(second.body.items.map((village) => village.name)).toEqual(['Getasan', 'Getasanyar']);
  expect((await get('/villages?q=palam%20banjarbaru')).body).toMatchObject({ items: [{ code: '63.72.03.1001' }], nextCursor: null });
  expect((await get('/villages?regency=51.03&limit=100')).body).toMatchObject({ items: { length: 62 }, nextCursor: null });
  expect((await get('/villages')).body.items).toHaveLength(20);
});

test.each([
  ['limit=0', '/limit'],
  ['limit=101', '/limit'],
  ['limit=ten', '/limit'],
  ['regency=5103', '/regency'],
  [`q=${'a'.repeat(101)}`, '/q'],
  ['q=%00', '/q'],
  ['cursor=zzz&q=a', '/cursor'],
  ['page=2', '/page'],
])('?%s is bad input', async (query, pointer) => {
  expect(await get(`/villages?${query}`)).toMatchObject({ status: 400, body: { code: 'invalid_input', errors: [{ pointer }] } });
});

test('areas are walked from above', async () => {
  const counts = await Promise.all(['/provinces', '/provinces/51/regencies', '/regencies/51.03/districts', '/districts/51.03.02/villages'].map(async (url) => (await get(url)).body.items.length));
  expect(counts).toEqual([38, 9, 6, 20]);
});
