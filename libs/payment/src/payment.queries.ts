import type { Database, Id } from '#libs/platform';
import type { ChargeState } from './charge.status.js';
import type { ChargeView, PayableView } from './views.js';

interface ChargeRow {
  id: Id<'chg'>;
  state: ChargeState;
  method: string;
  actionUrl: string | null;
  payableState: 'open' | 'paid' | 'closed';
}

export function asChargeView({ id, state, method, actionUrl, payableState }: ChargeRow): ChargeView {
  const canPay = state === 'pending' && payableState === 'open' && actionUrl !== null;
  return { id, status: state === 'created' ? 'pending' : state, method, action: canPay ? { type: 'redirect', url: actionUrl } : null };
}

type PayableRow = Omit<PayableView, 'charge'> & { chargeId: Id<'chg'>; chargeState: ChargeState; method: string; actionUrl: string | null };

/** One statement for any number of subjects; each with the charge that paid it, else its latest. */
export async function payableViews(db: Database, subjectIds: readonly string[]): Promise<PayableView[]> {
  const rows = await db.query<PayableRow>(
    `SELECT p.id AS "payableId", p.subject_id AS "subjectId", p.reference, p.amount, p.due_at AS "dueAt", p.state,
            c.id AS "chargeId", c.state AS "chargeState", c.method, c.action_url AS "actionUrl",
            s.refunded AS "refundedAmount", s.shares
     FROM payment.payable p
     CROSS JOIN LATERAL (
       SELECT * FROM payment.charge WHERE payable_id = p.id ORDER BY (state = 'captured' AND NOT is_surplus) DESC, id DESC LIMIT 1) c
     CROSS JOIN LATERAL (
       SELECT sum(cs.refunded_amount)::bigint AS refunded,
              json_agg(json_build_object('orderId', cs.order_id, 'amount', cs.authorised_amount, 'capturedAmount', cs.captured_amount,
                                         'refundedAmount', cs.refunded_amount) ORDER BY cs.order_id) AS shares
       FROM payment.charge_share cs WHERE cs.charge_id = c.id) s
     WHERE p.subject_id = ANY ($1) ORDER BY p.id`,
    [subjectIds],
  );
  return rows.map(({ chargeId, chargeState, method, actionUrl, ...payable }) => ({
    ...payable,
    charge: asChargeView({ id: chargeId, state: chargeState, method, actionUrl, payableState: payable.state }),
  }));
}
