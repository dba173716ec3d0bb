import { later, type Database } from '#libs/platform';
import type { Finding } from '../views.js';

// Each statement answers (subject, detail) of what breaks its rule; an empty answer is what one hopes for.

/** I1: every ledger transaction has entries and sums to zero per currency. */
const LEDGER_SUMS = `
  SELECT t.cause AS subject, 'sums to ' || coalesce(sum(e.amount)::text, 'nothing at all') AS detail
  FROM payment.ledger_transaction t LEFT JOIN payment.ledger_entry e ON e.transaction_id = t.id
  GROUP BY t.id, t.cause, e.currency HAVING sum(e.amount) IS DISTINCT FROM 0`;

/** I1: the entries cannot be changed: the triggers are there and awake. */
const LEDGER_GUARDED = `
  SELECT wanted.relation AS subject, wanted.trigger || ' is missing or disabled' AS detail
  FROM (VALUES ('ledger_entry', 'append_only'), ('ledger_entry', 'zero_sum'), ('ledger_transaction', 'append_only')) AS wanted(relation, trigger)
  WHERE NOT EXISTS (
    SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'payment' AND c.relname = wanted.relation AND t.tgname = wanted.trigger AND t.tgenabled = 'O')`;

/** I3: a payable is paid exactly when its captures, surplus aside, sum to its amount. */
const PAID_IS_CAPTURED = `
  SELECT p.id AS subject, format('is %s with %s of %s captured', p.state, coalesce(sum(c.captured_amount), 0), p.amount) AS detail
  FROM payment.payable p LEFT JOIN payment.charge c ON c.payable_id = p.id AND c.currency = p.currency AND NOT c.is_surplus
  GROUP BY p.id HAVING (p.state = 'paid') <> (coalesce(sum(c.captured_amount), 0) = p.amount)
                    OR coalesce(sum(c.captured_amount), 0) NOT IN (0, p.amount)`;

/** I3: a charge is captured exactly as far as its shares are. */
const SHARES_ARE_CAPTURED = `
  SELECT c.id AS subject, format('captured %s, its shares %s', c.captured_amount, coalesce(sum(s.captured_amount), 0)) AS detail
  FROM payment.charge c LEFT JOIN payment.charge_share s ON s.charge_id = c.id
  GROUP BY c.id HAVING c.captured_amount <> coalesce(sum(s.captured_amount), 0)`;

/** I8: nothing lies unread in the inbox for more than five minutes. */
const INBOX_READ = `
  SELECT gateway || ':' || event_key AS subject, 'received at ' || received_at || ' and not processed' AS detail
  FROM payment.gateway_event WHERE state = 'received' AND received_at < $1`;

/** I8: each event's effect once: no captured charge without its one posting, and no posting without its charge. */
const EFFECTS_ONCE = `
  SELECT coalesce(c.id, t.cause) AS subject, CASE WHEN c.id IS NULL THEN 'posted without a captured charge' ELSE 'captured without a posting' END AS detail
  FROM (SELECT id, CASE WHEN is_surplus THEN 'surplus:' ELSE 'capture:' END || id AS cause FROM payment.charge WHERE state = 'captured') c
  FULL JOIN (SELECT cause FROM payment.ledger_transaction WHERE kind IN ('capture', 'surplus')) t ON t.cause = c.cause
  WHERE c.id IS NULL OR t.cause IS NULL`;

/** I9: what a seller has is what was earned less what was refunded (nothing is paid out yet). */
const SELLER_BALANCES = `
  WITH earned AS (
    SELECT s.payee_id, sum(cs.captured_amount - s.commission_amount) AS amount
    FROM payment.charge c JOIN payment.charge_share cs ON cs.charge_id = c.id JOIN payment.payable_share s ON s.order_id = cs.order_id
    WHERE c.state = 'captured' AND NOT c.is_surplus GROUP BY s.payee_id),
  refunded AS (
    SELECT s.payee_id, sum(l.amount - l.commission_reversed_amount) AS amount
    FROM payment.refund r JOIN payment.refund_line l ON l.refund_id = r.id JOIN payment.payable_share s ON s.order_id = r.order_id
    WHERE r.state <> 'failed' GROUP BY s.payee_id),
  held AS (
    SELECT a.owner AS payee_id, -sum(e.amount) AS amount
    FROM payment.account a JOIN payment.ledger_entry e ON e.account = a.code WHERE a.kind IN ('seller_pending', 'seller_available') GROUP BY a.owner)
  SELECT payee_id AS subject, format('holds %s, earned %s, refunded %s', coalesce(held.amount, 0), coalesce(earned.amount, 0), coalesce(refunded.amount, 0)) AS detail
  FROM earned FULL JOIN refunded USING (payee_id) FULL JOIN held USING (payee_id)
  WHERE coalesce(held.amount, 0) <> coalesce(earned.amount, 0) - coalesce(refunded.amount, 0)`;

/** I9: what the books say lies at a gateway is what was captured there less what it sent back. */
const GATEWAY_BALANCES = `
  WITH moved AS (
    SELECT gateway, sum(amount) AS amount
    FROM (SELECT gateway, captured_amount AS amount FROM payment.charge
          UNION ALL
          SELECT coalesce(r.sent_via, c.gateway), -r.amount FROM payment.refund r JOIN payment.charge c ON c.id = r.charge_id WHERE r.state = 'succeeded') movement
    GROUP BY gateway),
  held AS (
    SELECT a.owner AS gateway, sum(e.amount) AS amount
    FROM payment.account a JOIN payment.ledger_entry e ON e.account = a.code WHERE a.kind = 'gateway_clearing' GROUP BY a.owner)
  SELECT gateway AS subject, format('the books say %s, the charges %s', coalesce(held.amount, 0), coalesce(moved.amount, 0)) AS detail
  FROM moved FULL JOIN held USING (gateway) WHERE coalesce(held.amount, 0) <> coalesce(moved.amount, 0)`;

/** I10: per charge and order the refunds, failed ones aside, are what was marked refunded, and never above what was captured. */
const REFUNDS_WITHIN = `
  SELECT s.charge_id || ' ' || s.order_id AS subject,
         format('refunds of %s, marked %s, captured %s', coalesce(sum(r.amount), 0), s.refunded_amount, s.captured_amount) AS detail
  FROM payment.charge_share s
  JOIN payment.charge c ON c.id = s.charge_id AND NOT c.is_surplus
  LEFT JOIN payment.refund r ON r.charge_id = s.charge_id AND r.order_id = s.order_id AND r.state <> 'failed'
  GROUP BY s.charge_id, s.order_id
  HAVING coalesce(sum(r.amount), 0) <> s.refunded_amount OR coalesce(sum(r.amount), 0) > s.captured_amount
  UNION ALL
  SELECT c.id, format('refunds of %s, marked %s, captured %s', coalesce(sum(r.amount), 0), c.refunded_amount, c.captured_amount)
  FROM payment.charge c LEFT JOIN payment.refund r ON r.charge_id = c.id
    AND (r.state <> 'failed' OR (c.is_surplus AND NOT EXISTS (SELECT FROM payment.refund later WHERE later.replaces = r.id)))
  GROUP BY c.id HAVING coalesce(sum(r.amount), 0) <> c.refunded_amount OR coalesce(sum(r.amount), 0) > c.captured_amount`;

const RULES: readonly (readonly [invariant: string, statement: string])[] = [
  ['I1', LEDGER_SUMS],
  ['I1', LEDGER_GUARDED],
  ['I3', PAID_IS_CAPTURED],
  ['I3', SHARES_ARE_CAPTURED],
  ['I8', EFFECTS_ONCE],
  ['I9', SELLER_BALANCES],
  ['I9', GATEWAY_BALANCES],
  ['I10', REFUNDS_WITHIN],
];

/** The rules that our own rows must keep. */
export async function checkBooks(db: Database, now: Date): Promise<Finding[]> {
  const findings: Finding[] = [];
  const take = (invariant: string, rows: { subject: string; detail: string }[]) => findings.push(...rows.map((row) => ({ invariant, ...row })));
  for (const [invariant, statement] of RULES) take(invariant, await db.query(statement));
  take('I8', await db.query(INBOX_READ, [later(now, { minutes: -5 })]));
  return findings;
}
