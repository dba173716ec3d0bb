import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client as Postgres, escapeIdentifier } from 'pg';
import { findBroken } from '../../apps/market/src/commands/reconcile.js';
import { another, place } from '../support/crowd.js';
import { databaseUrl } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { fillBasket, findReady, pay, type Filled, type Placed } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';
import { expectRefused } from '../support/untouched.js';

let site: Site;
let filled: Filled;
let admin: Postgres;
let name: string;
const lines: { variantId: string; quantity: number }[] = [];

beforeAll(async () => {
  site = await startSite();
  const { variantId } = await findReady(site.client, 'village=63.72.03.1001');
  lines.push({ variantId, quantity: 1 });
  filled = await fillBasket(site.client, lines);
  name = new URL(site.config.databaseUrl).pathname.slice(1);
  admin = new Postgres({ connectionString: databaseUrl(site.config.databaseUrl, 'postgres') });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await site.close();
});

/** The database goes away for everybody, in the middle of whatever they do. */
async function takeAway(): Promise<void> {
  await admin.query(`ALTER DATABASE ${escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}

const bringBack = () => admin.query(`ALTER DATABASE ${escapeIdentifier(name)} ALLOW_CONNECTIONS true`);

const page = async (path: string) => {
  const answer = await fetch(`${site.url}${path}`, { redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
};

test('while the database is away every answer says so plainly, the process lives, and afterwards all goes on by itself', async () => {
  await takeAway();
  try {
    for (const path of ['/api/v1/products', '/api/v1/villages?q=palam', `/api/v1/baskets/${filled.basketId}`]) {
      const answer = await filled.guest.get(path);
      expectRefused(answer, { status: 503, code: 'unavailable' });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expectRefused(await place(filled), { status: 503, code: 'unavailable' });
    expectRefused(await site.client.with({ authorization: `Bearer ${'x'.repeat(32)}` }).get('/api/v1/orders'), { status: 503, code: 'unavailable' });
    for (const path of ['/', '/cari?q=tas', '/keranjang']) {
      const { status, text } = await page(path);
      expect([path, status]).toEqual([path, 503]);
      expect(text).toContain('<html lang="id"');
      expect(text).not.toMatch(/node_modules|ECONN|database|postgres/i);
    }
    expect((await page('/health/live')).status).toBe(200);
    expect((await page('/health/ready')).status).toBe(503);
    const signIn = await fetch(`${site.url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'buyer@kriyadesa.test', password: 'kriyadesa-demo' }) });
    expect([signIn.status, await signIn.text()]).toEqual([503, expect.not.stringMatching(/node_modules|allow|connection/i)]);
  } finally {
    await bringBack();
  }
  await eventually(() => page('/health/ready'), ({ status }) => status === 200, 5_000);
  const { status, body } = await place(filled);
  expect(status).toBe(201);
  await becomesPaid(body);
});

test('taken away in the middle of forty checkouts: each is placed whole or not at all, and a retry with the same key finds out', async () => {
  const guests = await Promise.all(Array.from({ length: 40 }, () => another(site.client, lines, filled)));
  const going = guests.map((guest, at) => place(guest, `attempt-${at}`));
  await Promise.race(going);
  await takeAway();
  const answers = await Promise.all(going);
  await bringBack();
  for (const answer of answers.filter((each) => each.status !== 201 && each.status !== 409)) expectRefused(answer, { status: 503, code: 'unavailable' });
  await eventually(() => page('/health/ready'), (ready) => ready.status === 200, 5_000);
  // Whose key could not be freed any more would have to wait for the end of its lease, half a minute.
  await site.db.query(`UPDATE platform.idempotency SET lease_until = now() WHERE state = 'running'`);
  const again = await Promise.all(guests.map((guest, at) => place(guest, `attempt-${at}`)));
  for (const [at, { status, body }] of again.entries()) {
    expect(['201', '409 out_of_stock']).toContain(status === 201 ? '201' : `${status} ${body.code}`);
    if (answers[at]!.status === 201) expect(body.id).toBe(answers[at]!.body.id);
  }
  expect(await findBroken(site.app)).toEqual([]);
});

test('paid while the database is away: the bank’s word is taken in once it is back', async () => {
  const guest = await another(site.client, lines, filled);
  const { body } = await place(guest);
  await takeAway();
  await site.bank.choose(body.payment.action!.url, 'paid');
  await bringBack();
  await becomesPaid(body);
  expect(await findBroken(site.app)).toEqual([]);
});

async function becomesPaid(placed: Placed): Promise<void> {
  if (placed.payment.status === 'pending') await pay(placed.payment.action!.url).catch(() => undefined);
  const guest = site.client.with({ 'x-checkout-token': placed.token });
  await eventually(() => guest.get<Placed>(`/api/v1/checkouts/${placed.id}`), ({ body }) => body.status === 'paid', 20_000);
}
