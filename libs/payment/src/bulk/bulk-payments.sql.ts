/**
 * $1 payables, $2 subjects, $3 references, $4 amounts, $5 return paths, $6 due at, $7 charges, $8 placed at, $9 paid at or null;
 * $10 orders, $11 their charges, $12 payees, $13 amounts, $14 shipping, $15 commission, $16 released at or null;
 * $17 lines, $18 their orders, $19 amounts, $20 commission. The entries are those of `captured` and `released` in ledger/postings.ts.
 */
export const PAST_PAYMENTS = `
WITH sale AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::text[], $8::timestamptz[], $9::timestamptz[])
    AS sale(id, subject_id, reference, amount, return_path, due_at, charge_id, placed_at, paid_at)),
share AS MATERIALIZED (
  SELECT given.*, sale.id AS payable_id, sale.paid_at
  FROM unnest($10::text[], $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::timestamptz[])
    AS given(order_id, charge_id, payee_id, amount, shipping, commission, released_at) JOIN sale USING (charge_id)),
payable AS (
  INSERT INTO payment.payable (id, subject_id, reference, amount, buyer, return_path, due_at, state, close_reason, created_at, closed_at, paid_at)
  SELECT id, subject_id, reference, amount, NULL, return_path, due_at, CASE WHEN paid_at IS NULL THEN 'closed' ELSE 'paid' END,
         CASE WHEN paid_at IS NULL THEN 'expired' END, placed_at, CASE WHEN paid_at IS NULL THEN due_at END, paid_at FROM sale),
charge AS (
  INSERT INTO payment.charge (id, payable_id, gateway, method, idempotency_key, gateway_ref, state, amount, captured_amount, created_at, settled_at)
  SELECT charge_id, id, 'archive', 'archive', charge_id, 'archive-' || charge_id, CASE WHEN paid_at IS NULL THEN 'expired' ELSE 'captured' END, amount,
         CASE WHEN paid_at IS NULL THEN 0 ELSE amount END, placed_at, coalesce(paid_at, due_at) FROM sale),
payable_share AS (
  INSERT INTO payment.payable_share (order_id, payable_id, payee_id, amount, shipping_amount, commission_amount, released_at)
  SELECT order_id, payable_id, payee_id, amount, shipping, commission, released_at FROM share),
charge_share AS (
  INSERT INTO payment.charge_share (charge_id, order_id, authorised_amount, captured_amount)
  SELECT charge_id, order_id, amount, CASE WHEN paid_at IS NULL THEN 0 ELSE amount END FROM share),
payable_line AS (
  INSERT INTO payment.payable_line (line_id, order_id, amount, commission_amount)
  SELECT * FROM unnest($17::text[], $18::text[], $19::bigint[], $20::bigint[])),
account AS (
  INSERT INTO payment.account (code, kind, owner)
  SELECT kind || ':' || owner, kind, owner FROM (
    SELECT DISTINCT kind, payee_id AS owner FROM share CROSS JOIN (VALUES ('seller_pending'), ('seller_available')) AS purse(kind)
    UNION VALUES ('gateway_clearing', 'archive'), ('commission', 'platform')) AS wanted ORDER BY 1
  ON CONFLICT DO NOTHING),
posted AS (
  INSERT INTO payment.ledger_transaction (cause, kind, posted_at)
  SELECT 'capture:' || charge_id, 'capture', paid_at FROM sale WHERE paid_at IS NOT NULL
  UNION ALL SELECT 'release:' || order_id, 'release', released_at FROM share WHERE released_at IS NOT NULL
  RETURNING id, cause)
INSERT INTO payment.ledger_entry (transaction_id, account, part, order_id, amount)
SELECT posted.id, entry.account, entry.part, share.order_id, entry.amount
FROM share JOIN posted ON posted.cause = 'capture:' || share.charge_id
CROSS JOIN LATERAL (VALUES
  ('gateway_clearing:archive', 'transfer', share.amount), ('seller_pending:' || share.payee_id, 'goods', share.shipping - share.amount),
  ('seller_pending:' || share.payee_id, 'commission', share.commission), ('commission:platform', 'commission', -share.commission),
  ('seller_pending:' || share.payee_id, 'shipping', -share.shipping)) AS entry(account, part, amount)
WHERE entry.amount <> 0
UNION ALL
SELECT posted.id, entry.account, 'transfer', share.order_id, entry.amount
FROM share JOIN posted ON posted.cause = 'release:' || share.order_id
CROSS JOIN LATERAL (VALUES
  ('seller_pending:' || share.payee_id, share.amount - share.commission), ('seller_available:' || share.payee_id, share.commission - share.amount)) AS entry(account, amount)
WHERE entry.amount <> 0`;
