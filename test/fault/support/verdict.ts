import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.js';
import type { Acknowledged, Buyers } from './buyers.js';
import type { Goods } from './goods.js';
import type { Town } from './town.js';

type Level = { variantId: string; onHand: number; reserved: number };

export async function levels(town: Town, { plenty, scarce }: Goods): Promise<Level[]> {
  return town.postgres.sql<Level>(
    `SELECT variant_id AS "variantId", sum(on_hand)::int AS "onHand", sum(reserved)::int AS reserved FROM shop.stock_level WHERE variant_id = ANY ($1) GROUP BY 1 ORDER BY 1`,
    [[...plenty, scarce].map(({ variantId }) => variantId)],
  );
}

/** Lets the hour of those who left without paying be over, and waits until their orders are. */
export async function letHoldsExpire(town: Town, buyers: Buyers): Promise<void> {
  const ids = buyers.acknowledged.filter(({ isAbandoned }) => isAbandoned).map(({ id }) => id);
  const { sql } = { sql: town.postgres.sql.bind(town.postgres) };
  await sql(`UPDATE shop.reservation SET expires_at = expires_at - interval '2 hours' WHERE state = 'held' AND holder IN (SELECT id FROM orders.orders WHERE checkout_id = ANY ($1))`, [ids]);
  await sql(`UPDATE payment.payable SET due_at = due_at - interval '2 hours' WHERE subject_id = ANY ($1)`, [ids]);
  await sql(`UPDATE orders.checkout SET placed_at = placed_at - interval '2 hours', expires_at = expires_at - interval '2 hours' WHERE id = ANY ($1)`, [ids]);
  const waiting = async () => (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM orders.orders WHERE checkout_id = ANY ($1) AND status = 'awaiting_payment'`, [ids]))[0]!.n;
  await eventually(waiting, (n) => n === 0, 90_000);
}

/** Waits until nothing is queued any more. */
export async function settled(town: Town, withinMs = 120_000): Promise<void> {
  const queued = () => town.postgres.sql<{ subscriber: string; n: number }>(`SELECT subscriber, count(*)::int AS n FROM platform.delivery WHERE state = 'queued' GROUP BY 1`);
  await eventually(queued, (rows) => rows.length === 0, withinMs);
}

/** Everything that is not as promised, in words; empty when all is well. `before`: the shelves before the first buyer. */
export async function findFaults(town: Town, buyers: Buyers, goods: Goods, before: readonly Level[]): Promise<string[]> {
  const faults = [...buyers.strange, ...[...town.apis, ...town.workers].flatMap(({ deaths }) => deaths.map((death) => `died by itself: ${death}`))];
  faults.push(...(await ordersNotKept(town, buyers.acknowledged)), ...(await bookDifferences(town, buyers.acknowledged)));
  faults.push(...(await shelvesWrong(town, goods, before)), ...(await toldWrongly(town)));
  for (const { method, path, status, body, ms, type } of town.proxy.seen) {
    if (status >= 500 && type !== '' && (status !== 503 || !isClean(body, type))) faults.push(`${method} ${path} was answered ${status}: ${body}`);
    if (ms > 10_000) faults.push(`${method} ${path} took ${Math.round(ms)} ms`);
  }
  const { code, said } = await town.command(['reconcile']);
  if (code !== 0) faults.push(`reconcile ended with ${code}: ${said}`);
  return faults;
}

function isClean(body: string, type: string): boolean {
  return type.includes('application/problem+json') && !/node_modules|\.[jt]s:\d+|\bat [\w.<>]+ \(|SELECT |INSERT |UPDATE |postgres:\/\//.test(body);
}

async function ordersNotKept({ postgres }: Town, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const kept = await postgres.sql<{ id: string; basketId: string; total: number; statuses: string[]; orders: string[] }>(
    `SELECT c.id, c.basket_id AS "basketId", c.total_amount::float8 AS total, array_agg(DISTINCT o.status) AS statuses, array_agg(o.id ORDER BY o.id) AS orders
     FROM orders.checkout c JOIN orders.orders o ON o.checkout_id = c.id GROUP BY c.id`,
  );
  const byId = new Map(kept.map((row) => [row.id, row]));
  const known = new Set(acknowledged.map(({ id }) => id));
  const faults = acknowledged.flatMap(({ id, basketId, total, orders, isAbandoned }) => {
    const row = byId.get(id);
    if (!row) return [`acknowledged and lost: ${id}`];
    const isSame = row.basketId === basketId && Number(row.total) === total && row.orders.join() === orders.toSorted().join();
    const wanted = isAbandoned ? 'expired' : 'paid';
    return [...(isSame ? [] : [`${id} is not what was acknowledged`]), ...(row.statuses.join() === wanted ? [] : [`${id} is ${row.statuses.join()}, not ${wanted}`])];
  });
  // Every buyer insisted until the answer came, so there is no checkout that nobody knows.
  return [...faults, ...kept.filter(({ id }) => !known.has(id)).map(({ id }) => `twice for one key, or never answered: ${id}`), ...repeated(acknowledged.map(({ id }) => id))];
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} was acknowledged to two buyers`);
}

/** Both ways: whoever paid at the bank is paid here once, with the same amount, and the other way round. */
async function bookDifferences(town: Town, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const theirs = new Map<string, number>();
  for (let after = ''; ; ) {
    const { body } = (await town.bank.ask(`/v1/payments?after=${after}`)) as { body: { items: { id: string; key: string; status: string; amount: number }[]; next: string | null } };
    for (const each of body.items) if (each.status === 'paid') theirs.set(each.key, each.amount);
    if (!body.next) break;
    after = body.next;
  }
  const ours = await town.postgres.sql<{ key: string; checkoutId: string; amount: number }>(
    `SELECT c.idempotency_key AS key, p.subject_id AS "checkoutId", c.amount::float8 AS amount FROM payment.charge c JOIN payment.payable p ON p.id = c.payable_id WHERE c.state = 'captured'`,
  );
  const paid = new Set(acknowledged.filter(({ isAbandoned }) => !isAbandoned).map(({ id }) => id));
  const keys = new Set(ours.map(({ key }) => key));
  return [
    ...ours.filter(({ key, amount }) => theirs.get(key) !== Number(amount)).map(({ key }) => `paid here, not at the bank: ${key}`),
    ...[...theirs.keys()].filter((key) => !keys.has(key)).map((key) => `paid at the bank, not here: ${key}`),
    ...repeated(ours.map(({ checkoutId }) => checkoutId)).map((each) => `charged twice: ${each}`),
    ...[...paid].filter((id) => !ours.some(({ checkoutId }) => checkoutId === id)).map((id) => `never charged: ${id}`),
  ];
}

/** Nothing has left yet, so what is reserved more than before is exactly what was paid for. */
async function shelvesWrong(town: Town, goods: Goods, before: readonly Level[]): Promise<string[]> {
  const sold = await town.postgres.sql<{ variantId: string; pieces: number }>(
    `SELECT l.variant_id AS "variantId", sum(l.quantity)::int AS pieces FROM orders.order_line l JOIN orders.orders o ON o.id = l.order_id WHERE o.status = 'paid' GROUP BY 1`,
  );
  return (await levels(town, goods)).flatMap(({ variantId, onHand, reserved }) => {
    const was = before.find((each) => each.variantId === variantId)!;
    const pieces = sold.find((each) => each.variantId === variantId)?.pieces ?? 0;
    return onHand === was.onHand && reserved === was.reserved + pieces ? [] : [`${variantId}: ${pieces} sold, but reserved went from ${was.reserved} to ${reserved} of ${onHand}`];
  });
}

/** Each paid order was told to its buyer and its shop once, and each mail lies in the folder once. */
async function toldWrongly(town: Town): Promise<string[]> {
  const [seen] = await town.postgres.sql<{ dead: number; queued: number; mailings: number; paid: number; captures: number; unsent: number }>(
    `SELECT (SELECT count(*)::int FROM platform.delivery WHERE state = 'dead') AS dead, (SELECT count(*)::int FROM platform.delivery WHERE state = 'queued') AS queued,
            (SELECT count(*)::int FROM notice.mailing) AS mailings,
            (SELECT count(DISTINCT checkout_id)::int FROM orders.orders WHERE payment = 'paid') AS paid,
            (SELECT count(*)::int FROM payment.ledger_transaction WHERE cause LIKE 'capture:%') AS captures,
            (SELECT count(*)::int FROM notice.note n WHERE email IS NOT NULL AND NOT EXISTS (SELECT FROM notice.mailing m WHERE m.note_id = n.id)) AS unsent`,
  );
  const { dead, queued, mailings, paid, captures, unsent } = seen!;
  const files = readdirSync(join(town.dataDir, 'mail')).filter((name) => name.endsWith('.eml')).length;
  return [
    ...(dead + queued > 0 ? [`${dead} deliveries are dead, ${queued} wait`] : []),
    ...(captures === paid ? [] : [`${captures} captures in the ledger for ${paid} paid checkouts`]),
    ...(unsent > 0 ? [`${unsent} notes were never mailed`] : []),
    ...(files === mailings ? [] : [`${files} mails for ${mailings} mailings`]),
  ];
}
