import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock, Schedules } from '#libs/platform';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../../apps/market/src/demo/people.js';
import { place } from '../../support/crowd.js';
import { eventually } from '../../support/eventually.js';
import { levelOf } from '../../support/seller.js';
import { fillBasket, findReady, pay, type Placed } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The machine's own time, moved. */
class MovedClock extends Clock {
  byMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.byMs);
  }
}

const clock = new MovedClock();
let site: Site;
let variantId: string;

beforeAll(async () => {
  site = await startSite({ clock });
  variantId = (await findReady(site.client, '')).variantId;
});
afterEach(async () => {
  clock.byMs = 0;
  await eventually(() => findBroken(site.app), (broken) => broken.length === 0, 30_000);
});
afterAll(() => site.close());

async function placed(key?: string): Promise<Placed> {
  const filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
  const answer = await place(filled, key);
  expect(answer.status).toBe(201);
  return answer.body;
}

const statusOf = async ({ id, token }: Placed) => {
  const { body } = await site.client.get<Placed>(`/api/v1/checkouts/${id}`, { headers: { 'x-checkout-token': token } });
  return body.orders.map(({ status }) => status).join();
};
const becomes = (checkout: Placed, wanted: string) => eventually(() => statusOf(checkout), (status) => status === wanted, 90_000);
const run = (schedule: string) => site.app.get(Schedules, { strict: false }).run(schedule);
const effects = async ({ id, payment }: Placed) =>
  site.db.one(
    `SELECT (SELECT count(*)::int FROM payment.ledger_transaction WHERE cause = 'capture:' || $2) AS captures,
            (SELECT count(*)::int FROM payment.refund r JOIN payment.charge c ON c.id = r.charge_id WHERE c.idempotency_key = $2) AS refunds,
            (SELECT count(*)::int FROM orders.checkout WHERE id = $1) AS checkouts`,
    [id, payment.id],
  );

test('a clock that falls back three hours keeps a payment waiting, loses none, and takes none twice', async () => {
  const before = await levelOf(site, variantId);
  const early = await placed();
  clock.byMs = -3 * HOUR;
  const meanwhile = await placed();
  // To a clock that is behind, the bank's word comes from the future, and is refused until it is right again; the bank says it again.
  for (const each of [early, meanwhile]) await pay(each.payment.action!.url);
  await run('payment.poll-unanswered');
  await run('order.expire-unpaid');
  await sleep(500);
  expect([await statusOf(early), await statusOf(meanwhile)]).toEqual(['awaiting_payment', 'awaiting_payment']);
  clock.byMs = 0;
  await Promise.all([becomes(early, 'paid'), becomes(meanwhile, 'paid')]);
  for (const each of [early, meanwhile]) expect(await effects(each)).toEqual({ captures: 1, refunds: 0, checkouts: 1 });
  expect(await levelOf(site, variantId)).toEqual({ ...before, reserved: before.reserved + 2 });
}, 180_000);

test('a clock that runs two hours ahead and comes back lets what is unpaid expire once; who pays afterwards gets the goods, or the money back, once', async () => {
  const before = await levelOf(site, variantId);
  const checkout = await placed();
  clock.byMs = 2 * HOUR;
  await Promise.all([run('order.expire-unpaid'), run('order.expire-unpaid')]);
  await becomes(checkout, 'expired');
  await eventually(() => levelOf(site, variantId), ({ reserved }) => reserved === before.reserved);
  clock.byMs = 0;
  await run('order.expire-unpaid');
  expect([await statusOf(checkout), await levelOf(site, variantId)]).toEqual(['expired', before]);
  await pay(checkout.payment.action!.url);
  await becomes(checkout, 'paid');
  expect(await effects(checkout)).toEqual({ captures: 1, refunds: 0, checkouts: 1 });
  expect(await levelOf(site, variantId)).toEqual({ ...before, reserved: before.reserved + 1 });
}, 180_000);

test('a clock that leaps four days and back cancels what a seller has not answered with one refund', async () => {
  const before = await levelOf(site, variantId);
  const checkout = await placed();
  await pay(checkout.payment.action!.url);
  await becomes(checkout, 'paid');
  clock.byMs = 4 * DAY;
  await Promise.all([run('order.cancel-unanswered'), run('order.cancel-unanswered')]);
  clock.byMs = 0;
  await becomes(checkout, 'cancelled');
  await run('order.cancel-unanswered');
  const refunded = () => site.db.one<{ state: string }>(`SELECT string_agg(r.state, ',') AS state FROM payment.refund r JOIN payment.charge c ON c.id = r.charge_id WHERE c.idempotency_key = $1`, [checkout.payment.id]);
  await eventually(refunded, (row) => row?.state === 'succeeded', 60_000);
  expect(await effects(checkout)).toEqual({ captures: 1, refunds: 1, checkouts: 1 });
  // Only this order was old enough; those of the tests before were placed in the same hour and go the same way.
  expect((await levelOf(site, variantId)).reserved).toBeLessThanOrEqual(before.reserved);
}, 180_000);

test('a key keeps its answer, and a person stays signed in, while the clock goes back and forth', async () => {
  const filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
  const buyer = await site.client.signIn(DEMO_PEOPLE[0]!.email, DEMO_PASSWORD);
  const first = await place(filled, 'one-key');
  for (const byMs of [-5 * HOUR, 5 * HOUR, -DAY, DAY]) {
    clock.byMs = byMs;
    expect((await place(filled, 'one-key')).body).toEqual(first.body);
    expect((await buyer.get('/api/v1/orders')).status).toBe(200);
  }
  clock.byMs = 0;
  expect(await effects(first.body)).toEqual({ captures: 0, refunds: 0, checkouts: 1 });
}, 120_000);
