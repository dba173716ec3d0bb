import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Payments, sandboxCredentials } from '#libs/payment';
import { Clock, newId, type Id } from '#libs/platform';
import type { Client } from '../../support/client.js';
import { signedEvent } from '../../support/gateway/signed-event.js';
import { intentOf, until } from '../../support/gateway/payments.js';
import { startSite, type Site } from '../../support/site.js';

let site: Site;
let owner: Client;
let shopId: Id<'shp'>;

beforeAll(async () => {
  site = await startSite({ roles: ['api', 'worker'] });
  owner = await site.client.signIn('artisan@kriyadesa.test', 'kriyadesa-demo');
  shopId = (await owner.get<{ memberships: { kind: string; id: Id<'shp'> }[] }>('/api/v1/me')).body.memberships.find(({ kind }) => kind === 'shop')!.id;
});
afterAll(() => site.close());

/** A payable whose whole amount is the artisan's, with its pay page. */
async function bill(): Promise<{ url: string; subjectId: string; chargeId: string; amount: number }> {
  const payments = site.app.get(Payments);
  const intent = intentOf([[40_000, 10_000]], new Date());
  const { chargeId } = await payments.open({ ...intent, returnPath: '/pesanan/uji', shares: intent.shares.map((share) => ({ ...share, payeeId: shopId })) });
  const { action } = await payments.begin(chargeId);
  return { url: action!.url, subjectId: intent.subjectId, chargeId, amount: intent.amount };
}

describe('the pay page under our own origin', () => {
  test('shows and takes the form without cookie or token, under our own security headers, and leads back', async () => {
    const { url, subjectId } = await bill();
    expect(new URL(url).origin).toBe(site.url);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self'");
    const html = await page.text();
    const [, action] = /<form method="post" action="([^"]+)"/.exec(html)!;
    const [, style] = /<link rel="stylesheet" href="([^"]+)"/.exec(html)!;
    const sheet = await fetch(new URL(style!, url));
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);

    const form = { method: 'POST', redirect: 'manual' as const, headers: { origin: site.url } };
    expect((await fetch(new URL(action!, url), { ...form, body: new URLSearchParams({ outcome: 'given away' }) })).status).toBe(400);
    const answer = await fetch(new URL(action!, url), { ...form, body: new URLSearchParams({ outcome: 'paid' }) });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${site.url}/pesanan/uji`]);
    await until(async () => (await site.app.get(Payments).view([subjectId]))[0]!.state === 'paid');
  });

  test.each(['pay_000000000000000000000000', 'pay_1', '..%2fv1%2fpayments', 'pay_000000000000000000000000%2f..%2f..%2fadmin%2fmischief', 'style.css%3fx'])('leads nowhere else: /sandbox/pay/%s', async (id) => {
    expect((await fetch(`${site.url}/sandbox/pay/${id}`)).status).toBe(404);
  });
});

describe('webhooks', () => {
  test('a forged one is a problem and stores nothing; a signed one is received; an unknown gateway is not found', async () => {
    const { chargeId, amount, url } = await bill();
    const market = { credentials: sandboxCredentials(site.config), clock: new Clock() };
    const { headers, body } = signedEvent(market, { payment: { id: url.split('/').at(-1)!, key: chargeId, amount, currency: 'IDR' } });
    const stored = () => site.db.query(`SELECT 1 FROM payment.gateway_event WHERE news->>'key' = $1`, [chargeId]);

    const forged = await site.client.post('/api/v1/webhooks/sandbox', `${body.toString()} `, { headers: { ...headers, 'content-type': 'application/json' }, key: null });
    expect([forged.status, forged.body]).toEqual([400, expect.objectContaining({ code: 'webhook_refused' })]);
    expect(await stored()).toEqual([]);

    for (const _ of [1, 2]) {
      const received = await site.client.post('/api/v1/webhooks/sandbox', body.toString(), { headers: { ...headers, 'content-type': 'application/json' }, key: null });
      expect([received.status, received.body]).toEqual([200, { received: true }]);
    }
    expect(await stored()).toHaveLength(1);
    expect((await site.client.post('/api/v1/webhooks/nobody', body.toString(), { headers: { 'content-type': 'application/json' }, key: null })).status).toBe(404);
  });
});

describe('a seller\'s money', () => {
  test('is seen by those who run the shop and by nobody else', async () => {
    const { url, subjectId } = await bill();
    const before = (await owner.get<{ pending: { amount: number } }>(`/api/v1/seller/shops/${shopId}/balance`)).body;
    await fetch(url, { method: 'POST', body: new URLSearchParams({ outcome: 'paid' }), redirect: 'manual' });
    await until(async () => (await site.app.get(Payments).view([subjectId]))[0]!.state === 'paid');
    const after = (await owner.get<{ pending: { amount: number } }>(`/api/v1/seller/shops/${shopId}/balance`)).body;
    expect(after.pending.amount - before.pending.amount).toBe(50_000 - 666 - 1_333);

    const statement = await owner.get<{ items: { amount: { amount: number } }[]; nextCursor: string | null }>(`/api/v1/seller/shops/${shopId}/statement?limit=1`);
    expect(statement.body).toMatchObject({ items: [{ kind: 'capture', part: 'shipping', purse: 'pending', amount: { amount: 10_000, currency: 'IDR' } }], nextCursor: expect.any(String) });
    expect((await owner.get(`/api/v1/seller/shops/${shopId}/statement?cursor=nonsense`)).status).toBe(400);

    const buyer = await site.client.signIn('buyer@kriyadesa.test', 'kriyadesa-demo');
    for (const path of ['balance', 'statement']) {
      expect((await site.client.get(`/api/v1/seller/shops/${shopId}/${path}`)).status).toBe(401);
      expect((await buyer.get(`/api/v1/seller/shops/${shopId}/${path}`)).status).toBe(404);
      expect((await owner.get(`/api/v1/seller/shops/${newId('shp')}/${path}`)).status).toBe(404);
    }
  });
});
