import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { findBroken } from '../../apps/market/src/commands/reconcile.js';
import { hasRedis, redisUnderTest, type RedisUnderTest } from '../module/platform/redis.js';
import { another, crowdOf, place, tally } from '../support/crowd.js';
import { eventually } from '../support/eventually.js';
import { signedEvent } from '../support/gateway/signed-event.js';
import { leave, levelOf, ownerOf } from '../support/seller.js';
import { findReady, pay, type Placed } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';
import { sandboxCredentials } from '#libs/payment';
import { Clock } from '#libs/platform';
import type { Client } from '../support/client.js';

const CROWD = 200;
const PIECES = 7;

/** Both run in CI; the rounds are about the database, so fewer of them beside Redis. */
const BACKENDS = [{ queue: 'PostgreSQL', rounds: 20 }, ...(hasRedis ? [{ queue: 'Redis', rounds: 5 }] : [])];

describe.each(BACKENDS)('a crowd, with the queue on $queue', ({ queue, rounds }) => {
  let redis: RedisUnderTest | null = null;
  let site: Site;
  let bag: { shopId: string; variantId: string; owner: Client };
  let chips: typeof bag;

  beforeAll(async () => {
    redis = queue === 'Redis' ? await redisUnderTest() : null;
    site = await startSite({ env: { REDIS_URL: redis?.url } });
    bag = await ready('village=63.72.03.1001', []);
    chips = await ready('regency=13.10', [bag.shopId]);
  });

  afterAll(async () => {
    await site.close();
    await redis?.close();
  });

  afterEach(async () => {
    expect(await findBroken(site.app)).toEqual([]);
  });

  async function ready(query: string, not: readonly string[]): Promise<typeof bag> {
    const { product, variantId } = await findReady(site.client, query, not);
    return { shopId: product.shop.id, variantId, owner: await ownerOf(site, product.shop.id) };
  }

  const restock = ({ owner, shopId, variantId }: typeof bag, free: number) => leave(site, owner, shopId, variantId, free);

  async function paid(lines: readonly { variantId: string; quantity: number }[]): Promise<{ placed: Placed; guest: Client }> {
    const [filled] = await crowdOf(site.client, lines, 1);
    const { body: placed } = await place(filled!);
    await pay(placed.payment.action!.url);
    const guest = site.client.with({ 'x-checkout-token': placed.token });
    await eventually(() => guest.get<Placed>(`/api/v1/checkouts/${placed.id}`), ({ body }) => body.orders.every(({ status }) => status === 'paid'));
    return { placed, guest };
  }

  test(`${CROWD} guests for ${PIECES} pieces: exactly ${PIECES} get one, ${rounds} times over, and who did not may try again`, async () => {
    const lines = [{ variantId: bag.variantId, quantity: 1 }];
    let guests = await crowdOf(site.client, lines, CROWD);
    for (let round = 1; round <= rounds; round++) {
      await restock(bag, PIECES);
      const before = await levelOf(site, bag.variantId);
      const answers = await Promise.all(guests.map((guest) => place(guest)));
      expect({ round, ...tally(answers) }).toEqual({ round, 201: PIECES, '409 out_of_stock': CROWD - PIECES });
      expect(await levelOf(site, bag.variantId)).toEqual({ onHand: before.onHand, reserved: before.onHand });
      const losers = guests.filter((_guest, at) => answers[at]!.status !== 201);
      guests = [...losers, ...(await Promise.all(Array.from({ length: PIECES }, () => another(site.client, lines, guests[0]!))))];
    }
    await restock(bag, 1);
    expect((await place(guests[0]!)).status).toBe(201);
  }, 120_000);

  test('fifty submits of one checkout with one key at once are one checkout', async () => {
    await restock(bag, 100);
    const before = await levelOf(site, bag.variantId);
    const [filled] = await crowdOf(site.client, [{ variantId: bag.variantId, quantity: 2 }], 1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => place(filled!, 'one-key')));
    const done = answers.filter(({ status }) => status === 201);
    expect(tally(answers.filter((answer) => !done.includes(answer)))).toEqual(done.length === 50 ? {} : { '409 idempotency_key_running': 50 - done.length });
    expect(new Set(done.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const again = await place(filled!, 'one-key');
    expect(again.body).toEqual(done[0]!.body);
    expect(await levelOf(site, bag.variantId)).toEqual({ ...before, reserved: before.reserved + 2 });
  });

  test('fifty submits of one basket with keys of their own are one checkout, which the others are told', async () => {
    const before = await levelOf(site, bag.variantId);
    const [filled] = await crowdOf(site.client, [{ variantId: bag.variantId, quantity: 2 }], 1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => place(filled!)));
    expect(tally(answers)).toEqual({ 201: 1, '409 basket_checked_out': 49 });
    const first = answers.find(({ status }) => status === 201)!.body;
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body).toMatchObject({ checkoutId: first.id, number: first.number });
    expect(await levelOf(site, bag.variantId)).toEqual({ ...before, reserved: before.reserved + 2 });
  });

  test('baskets of the same two things in opposite order never wait for each other in a circle', async () => {
    await Promise.all([restock(bag, 20), restock(chips, 30)]);
    const lines = [bag, chips].map(({ variantId }) => ({ variantId, quantity: 1 }));
    const oneWay = await crowdOf(site.client, lines, 40);
    const theOther = await crowdOf(site.client, lines.toReversed(), 40);
    const mixed = oneWay.flatMap((guest, at) => [guest, theOther[at]!]);
    expect(tally(await Promise.all(mixed.map((guest) => place(guest))))).toEqual({ 201: 20, '409 out_of_stock': 60 });
    const left = await Promise.all([levelOf(site, bag.variantId), levelOf(site, chips.variantId)]);
    expect(left.map(({ onHand, reserved }) => onHand - reserved)).toEqual([0, 10]);
  });

  test('a webhook told ten times at once, and ten different ones of the same payment, are one capture', async () => {
    await restock(bag, 50);
    const [filled] = await crowdOf(site.client, [{ variantId: bag.variantId, quantity: 1 }], 1);
    const { body: placed } = await place(filled!);
    await site.bank.misbehave({ lost: 1 });
    await pay(placed.payment.action!.url);
    const payment = { id: new URL(placed.payment.action!.url).pathname.split('/').at(-1)!, key: placed.payment.id, amount: placed.total.amount, currency: 'IDR' };
    const bank = { credentials: sandboxCredentials(site.config), clock: new Clock() };
    const same = signedEvent(bank, { payment });
    const events = [...Array.from({ length: 10 }, () => same), ...Array.from({ length: 10 }, () => signedEvent(bank, { payment }))];
    const answers = await Promise.all(events.map(({ headers, body }) => site.client.post('/api/v1/webhooks/sandbox', body.toString(), { headers })));
    expect(tally(answers)).toEqual({ 200: 20 });
    await eventually(() => waitingEvents(), (waiting) => waiting === 0);
    const seen = await site.db.one(
      `SELECT (SELECT count(*)::int FROM payment.gateway_event WHERE news->>'key' = $1) AS events,
              (SELECT count(*)::int FROM payment.ledger_transaction WHERE cause = 'capture:' || $1) AS captures,
              (SELECT count(*)::int FROM platform.event WHERE name = 'payment.captured' AND payload->>'chargeId' = $1) AS told`,
      [placed.payment.id],
    );
    expect(seen).toEqual({ events: 11, captures: 1, told: 1 });
  });

  const waitingEvents = async () => (await site.db.one<{ count: number }>(`SELECT count(*)::int AS count FROM payment.gateway_event WHERE state = 'received'`))!.count;

  test('cancelling meets accepting, rejecting or packing: each order has one end, with stock and money exact', async () => {
    await restock(bag, 50);
    const before = await levelOf(site, bag.variantId);
    const orders = `/api/v1/seller/shops/${bag.shopId}/orders`;
    const cancel = ({ guest, placed }: { guest: Client; placed: Placed }) => guest.post(`/api/v1/orders/${placed.orders[0]!.id}/cancellation`, { reason: 'berubah pikiran' });
    const step = (placed: Placed, name: string, body?: object) => bag.owner.post(`${orders}/${placed.orders[0]!.id}/${name}`, body);
    const rounds = await Promise.all(Array.from({ length: 12 }, () => paid([{ variantId: bag.variantId, quantity: 1 }])));

    let shipped = 0;
    for (const [at, each] of rounds.entries()) {
      const rival = (['acceptance', 'rejection', 'packing'] as const)[at % 3]!;
      if (rival === 'packing') expect((await step(each.placed, 'acceptance', {})).status).toBe(200);
      const [cancelled, other] = await Promise.all([cancel(each), step(each.placed, rival, rival === 'rejection' ? { reason: 'habis' } : rival === 'acceptance' ? {} : undefined)]);
      // An accepted order may still be cancelled, so both may go through there; elsewhere exactly one does.
      const won = tally([cancelled, other]);
      if (rival === 'acceptance') expect(cancelled.status).toBe(200);
      else expect({ rival, ...won }).toEqual({ rival, 200: 1, '409 step_not_allowed': 1 });
      if (rival === 'packing' && other.status === 200) shipped += 1;
    }
    const settled = await eventually(() => refundsOf(rounds), (all) => all.every(({ states }) => states !== 'pending'));
    for (const { status, captured, refunded, states } of settled) {
      expect({ status, refunded, states }).toEqual(status === 'packed' ? { status, refunded: 0, states: null } : { status, refunded: captured, states: 'succeeded' });
    }
    expect(await levelOf(site, bag.variantId)).toEqual({ ...before, reserved: before.reserved + shipped });
  });

  const refundsOf = (rounds: readonly { placed: Placed }[]) =>
    site.db.query<{ status: string; captured: number; refunded: number; states: string | null }>(
      `SELECT o.status, o.captured_amount AS captured, o.refunded_amount AS refunded, (SELECT string_agg(r.state, ',') FROM orders.order_refund r WHERE r.order_id = o.id) AS states
       FROM orders.orders o WHERE o.id = ANY ($1)`,
      [rounds.map(({ placed }) => placed.orders[0]!.id)],
    );
});
