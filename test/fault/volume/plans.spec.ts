import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client as Connection } from 'pg';
import { Memberships, People } from '#libs/identity';
import { Notices } from '#libs/notice';
import { Actor } from '#libs/platform';
import { Orders } from '#libs/order';
import { DEMO_PASSWORD } from '../../../apps/market/src/demo/people.js';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { growCatalogue } from '../../../apps/market/src/volume/grow-catalogue.js';
import { growOrders } from '../../../apps/market/src/volume/grow-orders.js';
import { ownerEmail } from '../../../apps/market/src/volume/shop-plan.js';
import { Subscribers } from '../../../libs/platform/src/outbox/subscribers.js';
import { Relay } from '../../../libs/platform/src/queue/relay.js';
import type { Client } from '../../support/client.js';
import { checkoutBody, fillBasket, findReady, pay, type Card } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';
import { atSize } from '../support/size.js';
import { keptReadingOf, readingOf, sentBy, type Sent } from './plans.js';

const PRODUCTS = atSize(2_000, 20_000);
const ORDERS = atSize(4_000, 60_000);
const A_WHILE_MS = 240_000;
/** A table of fewer rows may be read whole: that is quicker than an index. */
const BIG = 1_200;

let site: Site;
let db: Connection;
let big: string[];
let seller: Client;
let shopId: string;
let card: Card;

beforeAll(async () => {
  site = await startSite({ roles: ['api'] });
  await growCatalogue(site.app, PRODUCTS);
  await growOrders(site.app, ORDERS);
  seller = await site.client.signIn(ownerEmail(3), DEMO_PASSWORD);
  shopId = (await seller.get<{ items: { id: string }[] }>('/api/v1/seller/shops')).body.items[0]!.id;
  await letterBoxes();
  db = new Connection({ connectionString: site.config.databaseUrl });
  await db.connect();
  await db.query('ANALYZE');
  const { rows } = await db.query<{ relname: string }>(`SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND reltuples >= $1 AND nspname !~ '^pg_'`, [BIG]);
  big = rows.map((row) => row.relname);
  card = (await site.client.get<{ items: Card[] }>('/api/v1/products?limit=1&category=craft&sort=price')).body.items[0]!;
}, A_WHILE_MS);

afterAll(async () => {
  await db?.end();
  await site?.close();
});

/** What everybody was told, and what the outbox once sent. */
async function letterBoxes(): Promise<void> {
  const { userId } = (await site.app.get(People).byEmail(ownerEmail(3)))!;
  const guest = (place: number) => ({ email: `tamu-${place}@example.com`, name: 'Tamu', locale: 'id' as const });
  const notes = Array.from({ length: 3_000 }, (_, place) => ({
    key: `volume:${place}`, to: place % 100 === 0 ? { userId } : place % 100 === 1 ? { shopId } : guest(place), kind: 'order', path: null, subject: { id: `Kabar ${place}` }, body: { id: 'Isi' },
  }));
  for (let at = 0; at < notes.length; at += 500) await site.app.get(Notices).tell(notes.slice(at, at + 500));
  const other = await site.app.get(People).byEmail(ownerEmail(19));
  await site.db.query(`INSERT INTO identity.membership (kind, id, user_id, role, granted_at) SELECT 'company', 'volume-' || n, $1, 'staff', now() FROM generate_series(1, 2000) n`, [other!.userId]);
  await site.db.query(`WITH event AS (INSERT INTO platform.event (name, payload, occurred_at) SELECT 'volume.past', '{}', now() FROM generate_series(1, 5000) RETURNING id)
    INSERT INTO platform.delivery (event_id, subscriber, state, queued_at, consumed_at) SELECT id, 'volume', 'consumed', now(), now() FROM event`);
}

/** The statements that read a big table from end to end, with values or kept without them, or look at more than `most` rows. */
async function faultsOf(sent: readonly Sent[], most: number): Promise<string[]> {
  const faults: string[] = [];
  for (const statement of sent) {
    const words = statement.text.replace(/\s+/g, ' ').trim().slice(0, 240);
    const { whole, rows } = await readingOf(db, statement);
    for (const table of whole.filter((each) => big.includes(each))) faults.push(`reads all of ${table}: ${words}`);
    if (rows > most) faults.push(`looks at ${rows} rows: ${words}`);
    if (!statement.isKept) continue;
    const kept = await keptReadingOf(db, statement);
    for (const table of kept.whole.filter((each) => big.includes(each))) faults.push(`once kept, reads all of ${table}: ${words}`);
  }
  return faults;
}

const ok = async (answer: Promise<{ status: number; body: unknown }>): Promise<void> => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
};
const list = (query: () => string) => () => ok(site.client.get(`/api/v1/products?limit=24&${query()}`));
const regency = () => card.village.code.slice(0, 5);

// A page is 25 cards, each with its variants and their shelves.
const PAGE_ROWS = 260;
/** A thousand are ranked at the most, and a page of them shown. */
const SEARCH_ROWS = 1_500;
const SCREEN_ROWS = 300;
/** A hundred variants with their levels, by several joins. */
const STOCK_ROWS = 4_000;

test('the tables are big enough to tell', () => {
  expect(big).toEqual(expect.arrayContaining(['product', 'variant', 'card', 'stock_level', 'stock_movement', 'reservation', 'orders', 'order_line', 'checkout', 'basket', 'payable', 'charge', 'ledger_entry', 'note', 'delivery', 'membership']));
});

describe('what buyers look at', () => {
  test.each<[string, () => Promise<void>, number]>([
    ['newest', list(() => 'sort=newest'), PAGE_ROWS],
    ['cheapest', list(() => 'sort=price'), PAGE_ROWS],
    ['dearest', list(() => 'sort=-price'), PAGE_ROWS],
    ['a category, newest', list(() => 'category=textile'), PAGE_ROWS],
    ['a category, cheapest', list(() => 'category=textile&sort=price'), PAGE_ROWS],
    ['a category, dearest', list(() => 'category=textile&sort=-price'), PAGE_ROWS],
    ['a leaf category, newest', list(() => 'category=craft/weaving'), PAGE_ROWS],
    ['a leaf category, cheapest', list(() => 'category=craft/weaving&sort=price'), PAGE_ROWS],
    ['a village', list(() => `village=${card.village.code}`), PAGE_ROWS],
    ['a regency', list(() => `regency=${regency()}`), PAGE_ROWS],
    ['a shop', list(() => `shop=${card.shop.id}`), PAGE_ROWS],
    ['a shop by its slug, cheapest', list(() => `shop=${card.shop.slug}&sort=price`), PAGE_ROWS],
    ['between two prices', list(() => 'minPrice=50000&maxPrice=60000&sort=price'), PAGE_ROWS],
    ['made to order', list(() => 'madeToOrder=true'), PAGE_ROWS],
    ['a search', list(() => 'q=tas'), SEARCH_ROWS],
    ['a search in a category', list(() => 'q=purun&category=craft/weaving'), SEARCH_ROWS],
    ['a search, cheapest', list(() => 'q=keripik&sort=price'), SEARCH_ROWS],
    ['a search for what nobody sells', list(() => 'q=pesawat'), SEARCH_ROWS],
    ['a product', () => ok(site.client.get(`/api/v1/products/${card.slug}`)), 300],
    ['a shop page', () => ok(site.client.get(`/api/v1/shops/${card.shop.slug}`)), 300],
  ])('%s', async (_, look, most) => {
    expect(await faultsOf(await sentBy(look), most)).toEqual([]);
  });
});

describe('what people do', () => {
  test('a basket, its delivery, a checkout, its payment and a look at it', async () => {
    const first = await findReady(site.client, 'category=craft');
    const second = await findReady(site.client, 'category=textile', [first.product.shop.id]);
    const sent = await sentBy(async () => {
      const filled = await fillBasket(site.client, [{ variantId: first.variantId, quantity: 1 }, { variantId: second.variantId, quantity: 1 }]);
      const { body: placed } = await filled.guest.post<{ id: string; token: string; payment: { action: { url: string } } }>('/api/v1/checkouts', checkoutBody(filled));
      await pay(placed.payment.action.url);
      await site.app.get(Subscribers).schedules.find(({ name }) => name === 'payment.poll-unanswered')!.run();
      await ok(site.client.with({ 'x-checkout-token': placed.token }).get(`/api/v1/checkouts/${placed.id}`));
    });
    // A thousand are the couriers' tariffs, a table that never grows.
    expect(await faultsOf(sent, 1_200)).toEqual([]);
  });

  test('a buyer and a seller at their orders, stock, money and letters', async () => {
    const actor = new Actor({ userId: (await site.app.get(People).byEmail(ownerEmail(3)))!.userId });
    const [mine] = (await site.app.get(Orders).mine(actor, {})).items;
    const desk = `/api/v1/seller/shops/${shopId}`;
    const { body: orders } = await seller.get<{ items: { id: string }[] }>(`${desk}/orders`);
    const { body: stock } = await seller.get<{ items: { variantId: string }[] }>(`${desk}/stock`);
    const paths = [
      '/api/v1/orders', `/api/v1/orders/${mine!.id}`, `${desk}/orders`, `${desk}/orders?status=completed`, `${desk}/orders?status=paid`, `${desk}/orders/${orders.items[0]!.id}`, `${desk}/stock`,
      `${desk}/stock/${stock.items[0]!.variantId}/movements`, `${desk}/products`, `${desk}/statement`, '/api/v1/notices', '/api/v1/notices?unread=true',
    ];
    for (const path of paths) expect([path, await faultsOf(await sentBy(() => ok(seller.get(path))), path.endsWith('/stock') ? STOCK_ROWS : SCREEN_ROWS)]).toEqual([path, []]);
  });

  test('who holds a shop is found by the shop', async () => {
    expect(await faultsOf(await sentBy(() => site.app.get(Memberships).holders('shop', shopId)), 100)).toEqual([]);
  });
});

describe('what runs by itself', () => {
  // What is swept is a few rows of many; the relay looks at what is queued.
  test('every schedule', async () => {
    const { schedules } = site.app.get(Subscribers);
    expect(schedules.length).toBeGreaterThan(8);
    // Forgetting takes tens of thousands of rows at once, for which a table is best read whole; daily ones read everything by their nature.
    const swept = schedules.filter(({ name, cron }) => !cron && !name.includes('.forget-'));
    // Once an hour every product that needs a certificate is looked at.
    const most = (name: string) => (name === 'shop.certificates' ? 2 * PRODUCTS : 1_000);
    for (const { name, run } of swept) expect([name, await faultsOf(await sentBy(run), most(name))]).toEqual([name, []]);
  });

  test('the relay claims what is queued by its index', async () => {
    const queue = { addBulk: () => Promise.resolve([]) };
    const relay = new Relay(site.db, {} as never, queue as never);
    expect(await faultsOf(await sentBy(() => relay.move()), 1_000)).toEqual([]);
  });

  test('reconciling finds nothing, and reads each table a few times at the most', async () => {
    let broken: unknown[] = [];
    const sent = await sentBy(async () => {
      await site.db.query(`UPDATE platform.delivery SET state = 'consumed', consumed_at = now() WHERE state = 'queued'`);
      broken = await findBroken(site.app);
    });
    expect(broken).toEqual([]);
    const { rows } = await db.query<{ all: number }>('SELECT sum(reltuples)::int AS all FROM pg_class WHERE relkind = $1', ['r']);
    const read = await Promise.all([readingOf(db, sent[0]!)]);
    for (const statement of sent.slice(1)) read.push(await readingOf(db, statement));
    expect(Math.max(...read.map((each) => each.rows))).toBeLessThan(rows[0]!.all);
  });
});
