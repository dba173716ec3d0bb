import type { Database } from '#libs/platform';
import type { TestBank } from '../../../support/gateway/bank.js';

/** What the program left behind, by table and by kind; the difference of two is what a story did. */
export type Traces = Record<string, number>;

// How often somebody was let in, asked for a price or held a key says nothing of what happened; the market's own accounts are opened by the first story.
const BESIDE = ['identity.session', 'platform.rate_limit', 'platform.idempotency', 'shipping.quote', 'payment.account'];

const KINDS = `
  SELECT 'event ' || name AS kind, count(*)::int AS n FROM platform.event GROUP BY 1
  UNION ALL SELECT 'order ' || fulfilment || ', ' || payment, count(*)::int FROM orders.orders GROUP BY 1
  UNION ALL SELECT 'rupiah refunded', coalesce(sum(refunded_amount), 0)::int FROM orders.orders
  UNION ALL SELECT 'checkout ' || state, count(*)::int FROM orders.checkout GROUP BY 1
  UNION ALL SELECT 'payable ' || state, count(*)::int FROM payment.payable GROUP BY 1
  UNION ALL SELECT 'charge ' || state, count(*)::int FROM payment.charge GROUP BY 1
  UNION ALL SELECT 'refund ' || state, count(*)::int FROM payment.refund GROUP BY 1
  UNION ALL SELECT 'inbox ' || state, count(*)::int FROM payment.gateway_event GROUP BY 1
  UNION ALL SELECT 'rupiah in ' || split_part(account, ':', 1), sum(amount)::int FROM payment.ledger_entry GROUP BY 1
  UNION ALL SELECT 'parcel ' || status, count(*)::int FROM shipping.parcel GROUP BY 1
  UNION ALL SELECT 'pieces on hand', coalesce(sum(on_hand), 0)::int FROM shop.stock_level
  UNION ALL SELECT 'pieces reserved', coalesce(sum(reserved), 0)::int FROM shop.stock_level
  UNION ALL SELECT 'reservation ' || state, sum(quantity)::int FROM shop.reservation GROUP BY 1
  UNION ALL SELECT 'delivery ' || state, count(*)::int FROM platform.delivery GROUP BY 1`;

const ROWS = `
  SELECT format('%I.%I', schemaname, tablename) AS kind,
         (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text::int AS n
  FROM pg_tables WHERE schemaname IN ('identity', 'shop', 'orders', 'payment', 'shipping', 'notice', 'paper', 'platform')
    AND schemaname || '.' || tablename <> ALL ($1)`;

/** Counts our rows and what the bank has in its books. */
export async function traces(db: Database, bank: TestBank): Promise<Traces> {
  const rows = [...(await db.query<{ kind: string; n: number }>(KINDS)), ...(await db.query<{ kind: string; n: number }>(ROWS, [BESIDE]))];
  return { ...Object.fromEntries(rows.map(({ kind, n }) => [kind, n])), ...(await bankTraces(bank)) };
}

interface Listed {
  items: { id: string; status: string; amount: number; refunds: { amount: number }[] }[];
  next: string | null;
}

async function bankTraces(bank: TestBank): Promise<Traces> {
  const found: Traces = { 'bank refunds': 0, 'bank rupiah refunded': 0, 'bank rupiah paid': 0 };
  for (let after: string | null = ''; after !== null; ) {
    const page: Listed = (await bank.ask(`/v1/payments?after=${after}`)).body as Listed;
    for (const { status, amount, refunds } of page.items) {
      found[`bank ${status}`] = (found[`bank ${status}`] ?? 0) + 1;
      found['bank refunds']! += refunds.length;
      found['bank rupiah refunded']! += refunds.reduce((sum, refund) => sum + refund.amount, 0);
      if (status === 'paid') found['bank rupiah paid']! += amount;
    }
    after = page.next;
  }
  return found;
}

/** What came between, without what stayed the same. */
export function difference(before: Traces, after: Traces): Traces {
  const kinds = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return Object.fromEntries(kinds.map((kind) => [kind, (after[kind] ?? 0) - (before[kind] ?? 0)] as const).filter(([, n]) => n !== 0));
}
