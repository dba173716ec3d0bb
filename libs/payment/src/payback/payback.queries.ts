import { decodeCursor, pageFrom, type Database, type Id, type Page } from '#libs/platform';
import type { PaybackRow } from './payback.view.js';

/** Puts a refund into the list of what is to be paid back; null when it lies there already. */
export function openPayback(db: Database, refundId: Id<'rfd'>, now: Date): Promise<{ refundId: Id<'rfd'>; subjectId: string; orderId: Id<'ord'> | null; amount: number } | null> {
  return db.one(
    `WITH opened AS (INSERT INTO payment.payback (refund_id, opened_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING refund_id)
     SELECT r.id AS "refundId", p.subject_id AS "subjectId", r.order_id AS "orderId", r.amount
     FROM opened JOIN payment.refund r ON r.id = opened.refund_id JOIN payment.charge c ON c.id = r.charge_id JOIN payment.payable p ON p.id = c.payable_id`,
    [refundId, now],
  );
}

const TO_PAY_BACK = `
  SELECT r.id, p.subject_id AS "subjectId", p.reference AS number, r.order_id AS "orderId", r.amount, r.reason, r.state, c.gateway,
         r.requested_at AS "requestedAt", b.opened_at AS since, NULL AS failure, a.bank AS "accountBank", a.number_last4 AS "accountLast4",
         b.paid_on::text AS "paidOn", b.bank_reference AS "bankReference"
  FROM payment.payback b
  JOIN payment.refund r ON r.id = b.refund_id JOIN payment.charge c ON c.id = r.charge_id JOIN payment.payable p ON p.id = c.payable_id
  LEFT JOIN payment.payback_account a ON a.subject_id = p.subject_id
  WHERE b.paid_on IS NULL AND ($1::timestamptz IS NULL OR (b.opened_at, b.refund_id) > ($1, $2 COLLATE "C"))
  ORDER BY b.opened_at, b.refund_id LIMIT $3`;

const FAILED = `
  SELECT r.id, p.subject_id AS "subjectId", p.reference AS number, r.order_id AS "orderId", r.amount, r.reason, r.state, c.gateway,
         r.requested_at AS "requestedAt", r.settled_at AS since, r.failure, a.bank AS "accountBank", a.number_last4 AS "accountLast4",
         NULL AS "paidOn", NULL AS "bankReference"
  FROM payment.refund r
  JOIN payment.charge c ON c.id = r.charge_id JOIN payment.payable p ON p.id = c.payable_id
  LEFT JOIN payment.payback_account a ON a.subject_id = p.subject_id
  WHERE r.state = 'failed' AND NOT EXISTS (SELECT FROM payment.refund later WHERE later.replaces = r.id)
    AND ($1::timestamptz IS NULL OR (r.settled_at, r.id) > ($1, $2 COLLATE "C"))
  ORDER BY r.settled_at, r.id LIMIT $3`;

/** Oldest first, by keyset. */
export async function paybackRows(db: Database, state: 'to_pay_back' | 'failed', page: { limit?: number; cursor?: string }): Promise<Page<PaybackRow>> {
  const limit = page.limit ?? 50;
  const [since = null, id = null] = decodeCursor(page.cursor, 2) ?? [];
  const rows = await db.query<PaybackRow>(state === 'failed' ? FAILED : TO_PAY_BACK, [since, id, limit + 1]);
  return pageFrom(rows, limit, (row) => [row.since.toISOString(), row.id], (row) => row);
}

const ONE = `
  SELECT r.id, p.subject_id AS "subjectId", p.reference AS number, r.order_id AS "orderId", r.amount, r.reason, r.state, c.gateway,
         r.requested_at AS "requestedAt", coalesce(b.opened_at, r.settled_at, r.requested_at) AS since, r.failure,
         a.bank AS "accountBank", a.number_last4 AS "accountLast4", b.paid_on::text AS "paidOn", b.bank_reference AS "bankReference"
  FROM payment.refund r
  JOIN payment.charge c ON c.id = r.charge_id JOIN payment.payable p ON p.id = c.payable_id
  LEFT JOIN payment.payback b ON b.refund_id = r.id
  LEFT JOIN payment.payback_account a ON a.subject_id = p.subject_id
  WHERE r.id = $1 AND (b.refund_id IS NOT NULL OR r.state = 'failed')`;

/** One that is, or was, a person's to see to. */
export function paybackRow(db: Database, refundId: string): Promise<PaybackRow | null> {
  return db.one<PaybackRow>(ONE, [refundId]);
}

/** Records that it was paid back, once; false when it was before, or is none of these. */
export async function markPaidBack(db: Database, refundId: string, paid: { on: string; bankReference: string; byUserId: string; at: Date }): Promise<boolean> {
  const rows = await db.query(
    `UPDATE payment.payback SET paid_on = $2, bank_reference = $3, by_user_id = $4, recorded_at = $5 WHERE refund_id = $1 AND paid_on IS NULL RETURNING refund_id`,
    [refundId, paid.on, paid.bankReference, paid.byUserId, paid.at],
  );
  return rows.length === 1;
}
