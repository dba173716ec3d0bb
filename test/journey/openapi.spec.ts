import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSite, type Site } from '../support/site.js';

const root = join(import.meta.dirname, '../..');
let site: Site;

beforeAll(async () => {
  site = await startSite({ roles: ['api'] });
});

afterAll(() => site.close());

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as object;
const committed = read(join(root, 'apps/api/openapi.json'));

test('the committed description is what the built program says of itself; `npm run build && npm run market openapi` writes it anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kriyadesa-openapi-'));
  const file = join(folder, 'openapi.json');
  // The compiled program: the compiler of the tests keeps fewer parameter types.
  const env = { ...process.env, DATABASE_URL: site.config.databaseUrl, DATA_DIR: folder, LOG_LEVEL: 'error' };
  execFileSync(process.execPath, [join(root, 'dist/apps/market/src/main.js'), 'openapi', file], { env, stdio: 'pipe' });
  expect(read(file)).toEqual(committed);
  rmSync(folder, { recursive: true, force: true });
});

test('programs can read it, and people too', async () => {
  const document = await fetch(`${site.url}/api/openapi.json`);
  expect(document.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await document.json()).toEqual(committed);
  const page = await (await fetch(`${site.url}/api/docs`)).text();
  expect(page).toContain('/api/v1/checkouts');
});
