import type { Config, Database, Id } from '#libs/platform';
import type { GatewayCharge, GatewayStatus } from '../gateway/gateway.js';

export const BANK_TRANSFER = 'bank_transfer';

export interface TransferToInsert {
  id: Id<'trf'>;
  chargeId: Id<'chg'>;
  reference: string;
  amount: number;
  account: NonNullable<Config['transferAccount']>;
  expiresAt: Date;
  now: Date;
}

/** Writes it, or finds the one of the same charge. One statement. */
export async function insertTransfer(db: Database, transfer: TransferToInsert): Promise<{ id: Id<'trf'>; subjectId: string }> {
  const { id, chargeId, reference, amount, account, expiresAt, now } = transfer;
  // The update changes nothing; without it a conflict would answer no row.
  const row = await db.one<{ id: Id<'trf'>; subjectId: string }>(
    `INSERT INTO payment.transfer AS t (id, charge_id, reference, amount, bank, account_number, account_holder, since, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $9, $8, $9)
     ON CONFLICT (charge_id) DO UPDATE SET charge_id = excluded.charge_id
     RETURNING t.id, (SELECT p.subject_id FROM payment.payable p JOIN payment.charge c ON c.payable_id = p.id WHERE c.id = $2) AS "subjectId"`,
    [id, chargeId, reference, amount, account.bank, account.number, account.holder, expiresAt, now],
  );
  return row!;
}

interface BookRow {
  gatewayRef: string;
  key: string;
  status: GatewayStatus;
  amount: number;
  changedAt: Date;
  refunds: GatewayCharge['refunds'];
}

const BOOK = `
  SELECT t.id AS "gatewayRef", t.charge_id AS key, t.amount,
         CASE WHEN t.state = 'confirmed' THEN 'captured' WHEN t.state <> 'in_review' AND t.expires_at <= $2 THEN 'expired' ELSE 'pending' END AS status,
         t.since AS "changedAt",
         coalesce((SELECT json_agg(json_build_object('gatewayRef', r.id, 'key', r.id, 'amount', r.amount,
                                                     'status', CASE WHEN b.paid_on IS NULL THEN 'pending' ELSE 'succeeded' END))
                   FROM payment.payback b JOIN payment.refund r ON r.id = b.refund_id WHERE r.charge_id = t.charge_id), '[]') AS refunds
  FROM payment.transfer t WHERE t.charge_id = $1`;

/** What the books say of one charge at that time; null when it was never asked for. */
export async function bookOf(db: Database, chargeId: string, now: Date): Promise<GatewayCharge | null> {
  const row = await db.one<BookRow>(BOOK, [chargeId, now]);
  return row && asCharge(row);
}

const PAGE = 200;
const BOOKS = `
  SELECT t.id AS "gatewayRef", t.charge_id AS key, t.amount, 'captured' AS status, t.since AS "changedAt",
         coalesce((SELECT json_agg(json_build_object('gatewayRef', r.id, 'key', r.id, 'amount', r.amount,
                                                     'status', CASE WHEN b.paid_on IS NULL THEN 'pending' ELSE 'succeeded' END))
                   FROM payment.payback b JOIN payment.refund r ON r.id = b.refund_id WHERE r.charge_id = t.charge_id), '[]') AS refunds
  FROM payment.transfer t
  WHERE t.id > $1 AND t.state = 'confirmed'
    AND (t.since >= $2 OR EXISTS (SELECT FROM payment.payback b JOIN payment.refund r ON r.id = b.refund_id WHERE r.charge_id = t.charge_id AND b.recorded_at >= $2))
  ORDER BY t.id LIMIT $3`;

/** What came onto the account or was paid back from it since then, a page at a time. */
export async function* booksSince(db: Database, since: Date): AsyncGenerator<GatewayCharge> {
  for (let after = ''; ; ) {
    const rows = await db.query<BookRow>(BOOKS, [after, since, PAGE]);
    for (const row of rows) yield asCharge(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.gatewayRef;
  }
}

function asCharge(row: BookRow): GatewayCharge {
  return { ...row, currency: 'IDR' };
}
