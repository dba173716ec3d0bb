import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { AuthEngine } from '../../../libs/identity/src/auth/auth-engine.js';
import { ADDRESS, checkoutBody, fillBasket, findReady, type Filled, type Placed } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';

let site: Site;
let variantId: string;

beforeAll(async () => {
  // One fiftieth of everything, rounded up: 12 baskets, 5 pricings, 1 attempt a checkout.
  site = await startSite({ roles: ['api', 'web'], env: { RATE_LIMIT_FACTOR: '0.02' } });
  ({ variantId } = await findReady(site.client, ''));
}, 120_000);

afterAll(() => site.close());

describe('a flood ends with 429 and when to come again', () => {
  let filled: Filled;

  test('of prices of delivery', async () => {
    filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await filled.guest.post(`/api/v1/baskets/${filled.basketId}/delivery-options`, { address: ADDRESS }));
    const last = answers.at(-1)!;
    expect([answers[0]!.status, last.status, (last.body as { code: string }).code]).toEqual([200, 429, 'too_many_requests']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('of attempts to pay for one checkout, and only its holder uses them up', async () => {
    const { body: placed } = await filled.guest.post<Placed>('/api/v1/checkouts', checkoutBody(filled));
    const path = `/api/v1/checkouts/${placed.id}/payments`;
    const holder = filled.guest.with({ 'x-checkout-token': placed.token });
    expect((await site.client.post(path, { method: 'sandbox' })).status).toBe(404);
    expect((await holder.post(path, { method: 'sandbox' })).status).toBe(201);
    expect((await holder.post(path, { method: 'sandbox' })).status).toBe(429);
  });

  test('of baskets', async () => {
    const statuses = [];
    for (let i = 0; i < 13; i++) statuses.push((await site.client.post('/api/v1/baskets')).status);
    expect(statuses).toContain(201);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('who asks whether somebody has an account', () => {
  let open: Site;

  beforeAll(async () => {
    open = await startSite({ roles: ['api', 'web'] });
  }, 120_000);
  afterAll(() => open.close());

  const auth = (path: string, body: object) => fetch(`${open.url}/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const form = (path: string, fields: Record<string, string>) => fetch(`${open.url}${path}`, { method: 'POST', redirect: 'manual', headers: { origin: open.url }, body: new URLSearchParams(fields) });
  const neutral = async (answer: Response, ...typed: string[]) => {
    let text = `${answer.status} ${answer.headers.get('location')} ${answer.headers.getSetCookie().length}\n${await answer.text()}`;
    for (const each of typed) text = text.replaceAll(each, '…');
    return text;
  };
  const KNOWN = 'buyer@kriyadesa.test';
  const UNKNOWN = 'nobody@kriyadesa.test';

  test.each([
    ['a sign-in', '/sign-in/email', (email: string) => ({ email, password: 'salah-sekali' })],
    ['a new password', '/request-password-reset', (email: string) => ({ email })],
    ['a code by telephone', '/phone-number/send-otp', (email: string) => ({ phoneNumber: email === KNOWN ? '+6281234500001' : '+6281234500002' })],
  ])('is answered alike for %s', async (_, path, body) => {
    await open.db.query(`UPDATE identity.person SET phone_number = '+6281234500001', phone_number_verified = true WHERE email = $1`, [KNOWN]);
    const hashing = jest.spyOn(open.app.get(AuthEngine).passwords, 'hash');
    const verifying = jest.spyOn(open.app.get(AuthEngine).passwords, 'verify');
    const counted: number[] = [];
    const answers: string[] = [];
    for (const email of [KNOWN, UNKNOWN]) {
      const before = hashing.mock.calls.length + verifying.mock.calls.length;
      answers.push(await neutral(await auth(path, body(email)), email));
      counted.push(hashing.mock.calls.length + verifying.mock.calls.length - before);
    }
    expect(answers[1]).toBe(answers[0]);
    // The work, not the time: one argon2id each for a sign-in, none otherwise.
    expect(counted).toEqual(path === '/sign-in/email' ? [1, 1] : [0, 0]);
    jest.restoreAllMocks();
  });

  test('is shown the same pages', async () => {
    for (const [path, fields] of [['/masuk', { password: 'salah-sekali' }], ['/lupa-sandi', {}]] as const) {
      const [known, unknown] = [await neutral(await form(path, { email: KNOWN, ...fields }), KNOWN), await neutral(await form(path, { email: UNKNOWN, ...fields }), UNKNOWN)];
      expect([path, unknown]).toEqual([path, known]);
    }
  });

  test('finds no order by its number and an address, since there is no such question', async () => {
    const filled = await fillBasket(open.client, [{ variantId: (await findReady(open.client, '')).variantId, quantity: 1 }]);
    const { body: placed } = await filled.guest.post<Placed>('/api/v1/checkouts', checkoutBody(filled), { key: randomUUID() });
    for (const path of [`/pesanan/${placed.number}`, `/pesanan?number=${placed.number}&email=dewi@example.com`, `/api/v1/orders/${placed.orders[0]!.number}?email=dewi@example.com`, `/api/v1/checkouts/${placed.number}`]) {
      const answer = await fetch(`${open.url}${path}`, { redirect: 'manual' });
      expect([path, [303, 400, 404].includes(answer.status), (await answer.text()).includes('Dewi')]).toEqual([path, true, false]);
    }
  });
});
