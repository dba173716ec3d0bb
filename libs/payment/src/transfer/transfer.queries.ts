import { decodeCursor, pageFrom, type Database, type Page } from '#libs/platform';
import type { TransferFilter, TransferRow, TransferView } from './transfer.view.js';

const VIEW = `
  SELECT t.id, p.subject_id AS "subjectId", p.reference AS number, t.reference, t.amount, t.state, t.since, p.due_at AS "dueAt",
         p.state AS "payableState", t.received_on::text AS "receivedOn",
         json_build_object('bank', t.bank, 'number', t.account_number, 'holder', t.account_holder) AS account,
         coalesce((SELECT json_agg(json_build_object('number', f.number, 'contentType', f.content_type, 'addedAt', f.added_at) ORDER BY f.number)
                   FROM payment.transfer_proof f WHERE f.transfer_id = t.id), '[]') AS proofs,
         coalesce((SELECT json_agg(json_build_object('decision', d.decision, 'reason', d.reason, 'decidedAt', d.decided_at) ORDER BY d.id)
                   FROM payment.transfer_decision d WHERE d.transfer_id = t.id), '[]') AS decisions
  FROM payment.transfer t JOIN payment.charge c ON c.id = t.charge_id JOIN payment.payable p ON p.id = c.payable_id
  WHERE CASE WHEN $1::text IS NOT NULL THEN t.id = $1 ELSE p.subject_id = $2 END
  ORDER BY t.state = 'confirmed' DESC, t.id DESC LIMIT 1`;

interface ViewRow extends Omit<TransferView, 'proofs' | 'decisions'> {
  proofs: (Omit<TransferView['proofs'][number], 'addedAt'> & { addedAt: string })[];
  decisions: (Omit<TransferView['decisions'][number], 'decidedAt'> & { decidedAt: string })[];
}

/** The transfer of that id, or of that subject the confirmed one, else the latest. One statement. */
export async function transferView(db: Database, of: { id: string } | { subjectId: string }): Promise<TransferView | null> {
  const row = await db.one<ViewRow>(VIEW, 'id' in of ? [of.id, null] : [null, of.subjectId]);
  return (
    row && {
      ...row,
      proofs: row.proofs.map((proof) => ({ ...proof, addedAt: new Date(proof.addedAt) })),
      decisions: row.decisions.map((decision) => ({ ...decision, decidedAt: new Date(decision.decidedAt) })),
    }
  );
}

const BY_STATE = `
  SELECT t.id, p.subject_id AS "subjectId", p.reference AS number, t.reference, t.amount, t.state, t.since, p.due_at AS "dueAt", p.state AS "payableState",
         (SELECT count(*)::int FROM payment.transfer_proof f WHERE f.transfer_id = t.id) AS "proofCount"
  FROM payment.transfer t JOIN payment.charge c ON c.id = t.charge_id JOIN payment.payable p ON p.id = c.payable_id
  WHERE t.state = $1 AND t.state <> 'confirmed' AND (t.state = 'in_review' OR p.state = 'open')
    AND ($2::timestamptz IS NULL OR (t.since, t.id) > ($2, $3 COLLATE "C"))
  ORDER BY t.since, t.id LIMIT $4`;

const BY_REFERENCE = `
  SELECT t.id, p.subject_id AS "subjectId", p.reference AS number, t.reference, t.amount, t.state, t.since, p.due_at AS "dueAt", p.state AS "payableState",
         (SELECT count(*)::int FROM payment.transfer_proof f WHERE f.transfer_id = t.id) AS "proofCount"
  FROM payment.transfer t JOIN payment.charge c ON c.id = t.charge_id JOIN payment.payable p ON p.id = c.payable_id
  WHERE t.reference = $1`;

/** Longest waiting first, by keyset. */
export async function transferRows(db: Database, filter: TransferFilter, page: { limit?: number; cursor?: string }): Promise<Page<TransferRow>> {
  if (filter.reference) return { items: await db.query<TransferRow>(BY_REFERENCE, [filter.reference.toUpperCase().replace(/[\s-]/g, '')]), nextCursor: null };
  const limit = page.limit ?? 50;
  const [since = null, id = null] = decodeCursor(page.cursor, 2) ?? [];
  const rows = await db.query<TransferRow>(BY_STATE, [filter.state ?? 'in_review', since, id, limit + 1]);
  return pageFrom(rows, limit, (row) => [row.since.toISOString(), row.id], (row) => row);
}

/** The next proof; null when there are as many as there may be. Call it with the payable locked. */
export async function insertProof(db: Database, transferId: string, file: { key: string; contentType: string; byteSize: number }, most: number, now: Date): Promise<number | null> {
  const row = await db.one<{ number: number }>(
    `INSERT INTO payment.transfer_proof (transfer_id, number, storage_key, content_type, byte_size, added_at)
     SELECT $1, count(*) + 1, $2, $3, $4, $5 FROM payment.transfer_proof WHERE transfer_id = $1 HAVING count(*) < $6 RETURNING number`,
    [transferId, file.key, file.contentType, file.byteSize, now, most],
  );
  return row?.number ?? null;
}

export async function proofKey(db: Database, transferId: string, number: number): Promise<string | null> {
  const row = await db.one<{ key: string }>('SELECT storage_key AS key FROM payment.transfer_proof WHERE transfer_id = $1 AND number = $2', [transferId, number]);
  return row?.key ?? null;
}

export interface DecisionToInsert {
  transferId: string;
  decision: 'confirmed' | 'refused';
  reason: string | null;
  amount: number | null;
  receivedOn: string | null;
  byUserId: string;
  at: Date;
}

export async function insertDecision(db: Database, { transferId, decision, reason, amount, receivedOn, byUserId, at }: DecisionToInsert): Promise<number> {
  const row = await db.one<{ id: number }>(
    `INSERT INTO payment.transfer_decision (transfer_id, decision, reason, amount, received_on, by_user_id, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [transferId, decision, reason, amount, receivedOn, byUserId, at],
  );
  return row!.id;
}
