import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { PinoLogger } from 'nestjs-pino';
import { Client as Postgres, escapeIdentifier } from 'pg';
import pino from 'pino';
import sharp from 'sharp';
import { linkKey, Mailer, type Mail } from '#libs/platform';
import { quiet } from '../../journey/authorisation/checksum.js';
import { enter } from '../../journey/authorisation/principals.js';
import { eventually } from '../../support/eventually.js';
import { ownerOf } from '../../support/seller.js';
import { checkoutBody, fillBasket, findReady, pay, type Placed } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';

let site: Site;
const lines: string[] = [];
const mails: Mail[] = [];
/** By what they are; filled as the journey meets them. */
const secrets: Record<string, string> = {};

const PERSON = { name: 'Nyoman Rahasia', email: 'nyoman.rahasia@contoh.id', phone: '+6281298765432', line1: 'Jl. Tersembunyi 77' };
const PASSWORDS = { first: 'sandi-pertama-8831', second: 'sandi-kedua-4410', wrong: 'sandi-keliru-2097' };

/** Everything that the program would log, at its loudest. */
function listen(): void {
  const root = PinoLogger.root as unknown as Record<symbol, unknown> & { level: string };
  root[pino.symbols.streamSym] = { write: (line: string) => void lines.push(line) };
  root.level = 'trace';
}

beforeAll(async () => {
  site = await startSite({ env: { LOG_LEVEL: 'silent' } });
  listen();
  const mailer = site.app.get(Mailer);
  const send = mailer.send.bind(mailer);
  jest.spyOn(mailer, 'send').mockImplementation(async (mail) => {
    mails.push(mail);
    await send(mail);
  });
  await journey();
}, 180_000);

afterAll(() => site.close());

const json = (path: string, body: object) => fetch(`${site.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Signs up, signs in, guesses wrong, loses the password, buys as a guest and pays, opens the mailed link, uploads, and meets errors on the way. */
async function journey(): Promise<void> {
  await json('/api/auth/sign-up/email', { name: PERSON.name, email: PERSON.email, password: PASSWORDS.first });
  await json('/api/auth/sign-in/email', { email: PERSON.email, password: PASSWORDS.wrong });
  await fetch(`${site.url}/masuk`, { method: 'POST', headers: { origin: site.url }, redirect: 'manual', body: new URLSearchParams({ email: PERSON.email, password: PASSWORDS.wrong }) });
  await json('/api/auth/request-password-reset', { email: PERSON.email });
  const reset = await eventually(async () => mails.find(({ text }) => text.includes('reset-password?token=')), Boolean);
  secrets.reset = /token=([\w-]+)/.exec(reset!.text)![1]!;
  await fetch(`${site.url}/reset-password?token=${secrets.reset}`);
  await json('/api/auth/reset-password', { token: secrets.reset, newPassword: PASSWORDS.second });
  const { bearer = '', cookies } = await enter(site, PERSON.email, PASSWORDS.second);
  [secrets.bearer, secrets.session] = [bearer, bearer.split('.')[0]!];
  await fetch(`${site.url}/api/v1/me`, { headers: { authorization: `Bearer ${bearer}` } });
  await fetch(`${site.url}/pesanan`, { headers: { cookie: Object.entries(cookies).map((pair) => pair.join('=')).join('; ') } });

  const { product, variantId } = await findReady(site.client, 'village=63.72.03.1001');
  const filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
  secrets.basket = filled.guest.headers['x-basket-token']!;
  const { name, email, phone, line1 } = PERSON;
  const body = checkoutBody(filled);
  const placed = await filled.guest.post<Placed>('/api/v1/checkouts', { ...body, contact: { name, email, phone }, address: { ...body.address, recipientName: name, phone, line1 } });
  expect(placed.status).toBe(201);
  secrets.checkout = placed.body.token;
  await filled.guest.post('/api/v1/checkouts', { ...body, contact: { name, email: 'bukan surel', phone }, address: { ...body.address, line1 } });
  await pay(placed.body.payment.action!.url);
  const holder = filled.guest.with({ 'x-checkout-token': secrets.checkout });
  await eventually(() => holder.get<{ status: string }>(`/api/v1/checkouts/${placed.body.id}`), ({ body: seen }) => seen.status === 'paid');
  for (const path of [`/pesanan/${placed.body.id}/${secrets.checkout}`, `/en/pesanan/${placed.body.id}/${secrets.checkout}`, `/pesanan/${placed.body.id}x/${secrets.checkout}`, `/tidak-ada?token=${secrets.checkout}&email=${email}`]) await fetch(`${site.url}${path}`, { redirect: 'manual' });

  const owner = await ownerOf(site, product.shop.id);
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a52' } }).png().toBuffer())]), 'foto.png');
  await fetch(`${site.url}/api/v1/seller/shops/${product.shop.id}/products/${product.id}/photos`, { method: 'POST', headers: owner.headers, body: form });
  // A statement that fails carries its values with it.
  await site.db.query('ALTER TABLE orders.basket RENAME TO basket_away');
  await filled.guest.post('/api/v1/checkouts', { ...body, contact: { name, email, phone } });
  await site.db.query('ALTER TABLE orders.basket_away RENAME TO basket');
  await quiet(site.db);
  Object.assign(secrets, PASSWORDS, { program: site.config.secret, link: linkKey(site.config, placed.body.id) });
}

describe('after a whole journey at the loudest', () => {
  test('the journey was logged, and mails went out', () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.some((line) => line.includes('"level":"error"'))).toBe(true);
    expect(mails.some(({ to, text }) => to === PERSON.email && text.includes(secrets.checkout!))).toBe(true);
  });

  test('no log line holds a secret, or who bought and where they live', () => {
    const told = Object.entries({ ...secrets, ...PERSON }).filter(([, value]) => lines.some((line) => line.includes(value) || line.includes(encodeURIComponent(value))));
    expect(told.map(([name, value]) => `${name}: ${lines.find((line) => line.includes(value))?.slice(0, 300)}`)).toEqual([]);
  });

  describe('of the database', () => {
    let rows: (text: string) => Promise<string[]>;
    let postgres: Postgres;

    beforeAll(async () => {
      postgres = new Postgres({ connectionString: site.config.databaseUrl });
      await postgres.connect();
      const { rows: tables } = await postgres.query<{ schema: string; name: string }>(`SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'region')`);
      rows = async (text) => {
        const found: string[] = [];
        for (const { schema, name } of tables) {
          const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
          const { rowCount } = await postgres.query(['SELECT 1 FROM', table, 't WHERE strpos(t::text, $1) > 0 LIMIT 1'].join(' '), [text]);
          if (rowCount) found.push(`${schema}.${name}`);
        }
        return found;
      };
    });
    afterAll(() => postgres.end());

    test('no table holds a secret, but for the session that the sign-in engine looks up', async () => {
      const found: string[] = [];
      for (const [name, value] of Object.entries(secrets)) found.push(...(await rows(value)).map((table) => `${name} in ${table}`));
      expect(found).toEqual(['session in identity.session']);
    });

    test('an address lies with the order, and who somebody is only where trade needs it', async () => {
      expect((await rows(PERSON.line1)).filter((table) => !['orders.checkout', 'orders.orders', 'paper.document'].includes(table))).toEqual([]);
      const known = ['identity.person', 'notice.mailing', 'notice.note', 'orders.checkout', 'orders.orders', 'paper.document', 'payment.payable', 'platform.event'];
      expect((await rows(PERSON.email)).filter((table) => !known.includes(table))).toEqual([]);
      expect((await rows(PERSON.phone)).filter((table) => !known.includes(table))).toEqual([]);
    });
  });
});
