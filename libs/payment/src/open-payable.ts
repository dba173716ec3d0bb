import { newId, type Database, type Id } from '#libs/platform';
import type { PaymentIntent } from './intents.js';
import { SharesDoNotSum } from './payment.errors.js';

/** Refuses intents whose parts do not sum up, or commissions outside their line: a fault of the caller, never of the buyer. */
export function checkSums(intent: Pick<PaymentIntent, 'amount' | 'shares' | 'subjectId'>): void {
  const whole = (amount: number) => Number.isSafeInteger(amount) && amount >= 0;
  let total = 0;
  for (const share of intent.shares) {
    const lines = share.lines.reduce((sum, line) => sum + line.amount, 0);
    const sound = share.lines.every((line) => whole(line.amount) && whole(line.commissionAmount) && line.commissionAmount <= line.amount);
    if (!sound || !whole(share.shippingAmount) || share.amount <= 0 || lines + share.shippingAmount !== share.amount) {
      throw new SharesDoNotSum(`order ${share.orderId}: ${lines} of lines + ${share.shippingAmount} of shipping is not ${share.amount}`);
    }
    total += share.amount;
  }
  if (intent.shares.length === 0 || total !== intent.amount) throw new SharesDoNotSum(`${intent.subjectId}: shares of ${total} are not ${intent.amount}`);
}

/** Inserts the payable, its shares and lines, and the first charge: one statement for any number of orders. */
export async function insertPayable(db: Database, intent: PaymentIntent, gateway: string, now: Date): Promise<{ payableId: Id<'pbl'>; chargeId: Id<'chg'> }> {
  const payableId = newId('pbl');
  const chargeId = newId('chg');
  const { shares } = intent;
  const lines = shares.flatMap((share) => share.lines.map((line) => ({ orderId: share.orderId, ...line })));
  await db.query(
    `WITH payable AS (
       INSERT INTO payment.payable (id, subject_id, reference, amount, buyer, return_path, due_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)),
     charge AS (
       INSERT INTO payment.charge (id, payable_id, gateway, method, idempotency_key, amount, created_at) VALUES ($9, $1, $10, $11, $9, $4, $8)),
     share AS (
       INSERT INTO payment.payable_share (order_id, payable_id, payee_id, amount, shipping_amount, commission_amount)
       SELECT order_id, $1, payee_id, amount, shipping, commission
       FROM unnest($12::text[], $13::text[], $14::bigint[], $15::bigint[], $16::bigint[]) AS given(order_id, payee_id, amount, shipping, commission)
       RETURNING order_id, amount),
     charge_share AS (
       INSERT INTO payment.charge_share (charge_id, order_id, authorised_amount) SELECT $9, order_id, amount FROM share)
     INSERT INTO payment.payable_line (line_id, order_id, amount, commission_amount)
     SELECT * FROM unnest($17::text[], $18::text[], $19::bigint[], $20::bigint[])`,
    [
      payableId, intent.subjectId, intent.reference, intent.amount, JSON.stringify(intent.buyer), intent.returnPath, intent.dueAt, now,
      chargeId, gateway, intent.method,
      shares.map((s) => s.orderId), shares.map((s) => s.payeeId), shares.map((s) => s.amount), shares.map((s) => s.shippingAmount),
      shares.map((s) => s.lines.reduce((sum, line) => sum + line.commissionAmount, 0)),
      lines.map((l) => l.lineId), lines.map((l) => l.orderId), lines.map((l) => l.amount), lines.map((l) => l.commissionAmount),
    ],
  );
  return { payableId, chargeId };
}

/** Another attempt at the whole payable, one statement. */
export async function insertCharge(db: Database, payableId: Id<'pbl'>, method: string, gateway: string, now: Date): Promise<Id<'chg'>> {
  const chargeId = newId('chg');
  await db.query(
    `WITH charge AS (
       INSERT INTO payment.charge (id, payable_id, gateway, method, idempotency_key, amount, created_at)
       SELECT $1, id, $3, $4, $1, amount, $5 FROM payment.payable WHERE id = $2)
     INSERT INTO payment.charge_share (charge_id, order_id, authorised_amount)
     SELECT $1, order_id, amount FROM payment.payable_share WHERE payable_id = $2`,
    [chargeId, payableId, gateway, method, now],
  );
  return chargeId;
}
