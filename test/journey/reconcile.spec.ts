import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { Deliveries, Findings } from '#libs/platform';
import { findBroken } from '../../apps/market/src/commands/reconcile.js';
import { crowdOf, place } from '../support/crowd.js';
import { eventually } from '../support/eventually.js';
import { findReady, pay, type Placed } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';

let site: Site;
let postgres: Postgres;
let paid: Placed;
let unpaid: Placed;

// No worker: a schedule would mend what is planted before anybody looks.
beforeAll(async () => {
  site = await startSite({ roles: ['api', 'web'] });
  postgres = new Postgres({ connectionString: site.config.databaseUrl });
  await postgres.connect();
  const { variantId } = await findReady(site.client, 'village=63.72.03.1001');
  const [first, second] = await crowdOf(site.client, [{ variantId, quantity: 1 }], 2);
  paid = (await place(first!)).body;
  unpaid = (await place(second!)).body;
  await pay(paid.payment.action!.url);
  const order = () => site.db.one<{ status: string }>('SELECT status FROM orders.orders WHERE id = $1', [paid.orders[0]!.id]);
  await eventually(() => site.app.get(Deliveries).drain().then(order), (seen) => seen?.status === 'paid');
});

afterAll(async () => {
  await postgres.end();
  await site.close();
});

afterEach(async () => expect(await findBroken(site.app)).toEqual([]));

test('a site on which people bought and paid is sound', async () => {
  expect(await findBroken(site.app)).toEqual([]);
});

interface Planted {
  invariant: string;
  what: string;
  plant: string;
  mend: string;
  /** What `$1` stands for in both statements. */
  about: () => string;
}

const charge = () => paid.payment.id;
const order = () => paid.orders[0]!.id;

test.each<Planted>([
  {
    invariant: 'I1', what: 'a ledger transaction that does not sum to zero', about: charge,
    plant: `INSERT INTO payment.ledger_entry (transaction_id, account, part, amount) SELECT id, 'commission:platform', 'commission', -7 FROM payment.ledger_transaction WHERE cause = 'capture:' || $1`,
    mend: `DELETE FROM payment.ledger_entry USING payment.ledger_transaction t WHERE t.id = transaction_id AND t.cause = 'capture:' || $1 AND amount = -7`,
  },
  {
    invariant: 'I2', what: 'an order that is not the sum of its lines', about: order,
    plant: 'UPDATE orders.order_line SET unit_amount = unit_amount + 1, total_amount = total_amount + quantity WHERE order_id = $1',
    mend: 'UPDATE orders.order_line SET unit_amount = unit_amount - 1, total_amount = total_amount - quantity WHERE order_id = $1',
  },
  {
    invariant: 'I2', what: 'a checkout that is not the sum of its orders', about: () => paid.id,
    plant: 'UPDATE orders.checkout SET items_amount = items_amount + 1, total_amount = total_amount + 1 WHERE id = $1',
    mend: 'UPDATE orders.checkout SET items_amount = items_amount - 1, total_amount = total_amount - 1 WHERE id = $1',
  },
  {
    invariant: 'I3', what: 'money that came without its payable being paid', about: charge,
    plant: `UPDATE payment.payable SET state = 'open', paid_at = NULL WHERE id = (SELECT payable_id FROM payment.charge WHERE id = $1)`,
    mend: `UPDATE payment.payable SET state = 'paid', paid_at = now() WHERE id = (SELECT payable_id FROM payment.charge WHERE id = $1)`,
  },
  {
    invariant: 'I4', what: 'a capture that the gateway knows nothing of', about: charge,
    plant: `UPDATE payment.charge SET idempotency_key = 'chg_of_nobody', settled_at = settled_at - interval '1 hour' WHERE id = $1`,
    mend: `UPDATE payment.charge SET idempotency_key = id, settled_at = settled_at + interval '1 hour' WHERE id = $1`,
  },
  {
    invariant: 'I5', what: 'a piece on hand that no movement brought', about: order,
    plant: `UPDATE shop.stock_level l SET on_hand = on_hand + 1 FROM shop.reservation r WHERE r.holder = $1 AND (r.variant_id, r.location_id, r.lot_id) = (l.variant_id, l.location_id, l.lot_id)`,
    mend: `UPDATE shop.stock_level l SET on_hand = on_hand - 1 FROM shop.reservation r WHERE r.holder = $1 AND (r.variant_id, r.location_id, r.lot_id) = (l.variant_id, l.location_id, l.lot_id)`,
  },
  {
    invariant: 'I5', what: 'a piece reserved by nobody', about: order,
    plant: `UPDATE shop.stock_level l SET reserved = reserved + 1 FROM shop.reservation r WHERE r.holder = $1 AND (r.variant_id, r.location_id, r.lot_id) = (l.variant_id, l.location_id, l.lot_id)`,
    mend: `UPDATE shop.stock_level l SET reserved = reserved - 1 FROM shop.reservation r WHERE r.holder = $1 AND (r.variant_id, r.location_id, r.lot_id) = (l.variant_id, l.location_id, l.lot_id)`,
  },
  {
    invariant: 'I6', what: 'a hold past its time', about: () => unpaid.orders[0]!.id,
    plant: `UPDATE shop.reservation SET expires_at = expires_at - interval '1 day' WHERE holder = $1`,
    mend: `UPDATE shop.reservation SET expires_at = expires_at + interval '1 day' WHERE holder = $1`,
  },
  {
    invariant: 'I6', what: 'a paid order whose goods are claimed by another', about: order,
    plant: `UPDATE shop.reservation SET holder = 'ord_of_nobody' WHERE holder = $1`,
    mend: `UPDATE shop.reservation SET holder = $1 WHERE holder = 'ord_of_nobody'`,
  },
  {
    invariant: 'I7', what: 'an event that a subscriber never heard', about: order,
    plant: `UPDATE platform.delivery d SET state = 'queued', queued_at = now() - interval '6 minutes' FROM platform.event e WHERE e.id = d.event_id AND e.name = 'order.secured' AND e.payload->>'orderId' = $1`,
    mend: `UPDATE platform.delivery d SET state = 'consumed' FROM platform.event e WHERE e.id = d.event_id AND e.name = 'order.secured' AND e.payload->>'orderId' = $1`,
  },
  {
    invariant: 'I8', what: 'a gateway event that nobody processed', about: charge,
    plant: `UPDATE payment.gateway_event SET state = 'received', processed_at = NULL, received_at = received_at - interval '6 minutes' WHERE news->>'key' = $1`,
    mend: `UPDATE payment.gateway_event SET state = 'processed', processed_at = now(), received_at = received_at + interval '6 minutes' WHERE news->>'key' = $1`,
  },
  {
    invariant: 'I8', what: 'an effect without its cause', about: charge,
    plant: `UPDATE payment.ledger_transaction SET cause = 'capture:chg_of_nobody' WHERE cause = 'capture:' || $1`,
    mend: `UPDATE payment.ledger_transaction SET cause = 'capture:' || $1 WHERE cause = 'capture:chg_of_nobody'`,
  },
  {
    invariant: 'I9', what: 'a seller who has more than was earned', about: charge,
    plant: `INSERT INTO payment.ledger_entry (transaction_id, account, part, amount)
            SELECT t.id, given.account, 'goods', given.amount
            FROM payment.ledger_transaction t
            JOIN payment.charge c ON c.id = $1 AND t.cause = 'capture:' || c.id
            JOIN payment.payable_share s USING (payable_id)
            CROSS JOIN LATERAL (VALUES ('seller_pending:' || s.payee_id, -500), ('commission:platform', 500)) AS given(account, amount)`,
    mend: `DELETE FROM payment.ledger_entry USING payment.ledger_transaction t WHERE t.id = transaction_id AND t.cause = 'capture:' || $1 AND abs(amount) = 500`,
  },
  {
    invariant: 'I10', what: 'a refund marked that nobody asked for', about: charge,
    plant: 'UPDATE payment.charge SET refunded_amount = 1 WHERE id = $1',
    mend: 'UPDATE payment.charge SET refunded_amount = 0 WHERE id = $1',
  },
  {
    invariant: 'I11', what: 'an order that still waits for money long after its time', about: () => unpaid.id,
    plant: `UPDATE orders.checkout SET expires_at = expires_at - interval '75 minutes' WHERE id = $1`,
    mend: `UPDATE orders.checkout SET expires_at = expires_at + interval '75 minutes' WHERE id = $1`,
  },
  {
    invariant: 'I12', what: 'a line of the audit log that was rewritten', about: () => '-rewritten',
    plant: 'UPDATE platform.audit SET subject_id = subject_id || $1 WHERE id = (SELECT min(id) FROM platform.audit)',
    mend: `UPDATE platform.audit SET subject_id = replace(subject_id, $1, '') WHERE subject_id LIKE '%' || $1`,
  },
])('$invariant finds $what, and nothing else is blamed', async ({ invariant, plant, mend, about }) => {
  await pastEveryGuard(plant, about());
  const found = await findBroken(site.app);
  await pastEveryGuard(mend, about());
  expect([...new Set(found.map((each) => each.invariant))]).toEqual([invariant]);
  for (const each of found) expect([each.subject, each.detail]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
});

/** As only a fault or a person at the database could write: no trigger fires, so nothing refuses. */
async function pastEveryGuard(statement: string, about: string): Promise<void> {
  await postgres.query(`SET session_replication_role = 'replica'`);
  const { rowCount } = await postgres.query(statement, [about]);
  expect(rowCount).toBeGreaterThan(0);
}

test('what a run found is there for admins, in the API and on the page, until a run finds it no more', async () => {
  const admin = await site.client.signIn('admin@kriyadesa.test', 'kriyadesa-demo');
  const page = async () => {
    const form = new URLSearchParams({ email: 'admin@kriyadesa.test', password: 'kriyadesa-demo' });
    const signedIn = await fetch(`${site.url}/masuk`, { method: 'POST', body: form, headers: { origin: site.url }, redirect: 'manual' });
    const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
    return (await fetch(`${site.url}/admin/pemeriksaan`, { headers: { cookie } })).text();
  };
  await site.app.get(Findings).keep([{ invariant: 'I5', subject: 'var_planted', detail: 'on hand 3, sum of movements 2' }]);
  const open = await admin.get<{ items: { invariant: string; subject: string; closedAt: string | null }[] }>('/api/v1/admin/reconciliation');
  expect(open.body.items).toEqual([expect.objectContaining({ invariant: 'I5', subject: 'var_planted', closedAt: null })]);
  expect(await page()).toContain('var_planted');
  await site.app.get(Findings).keep(await findBroken(site.app));
  expect((await admin.get<{ items: unknown[] }>('/api/v1/admin/reconciliation')).body.items).toEqual([]);
  expect((await admin.get<{ items: unknown[] }>('/api/v1/admin/reconciliation?state=closed')).body.items).toHaveLength(1);
  expect(await page()).toContain('Tidak ada temuan');
});
