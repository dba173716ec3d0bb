import { Injectable } from '@nestjs/common';
import { Clock, Database, decodeCursor, InvalidInput, pageFrom, type Id, type Page } from '#libs/platform';
import type { Balance, StatementLine } from '../views.js';
import type { Posting } from './postings.js';

/** The books: append-only entries, each transaction sums to zero (the database refuses others at commit). */
@Injectable()
export class Ledger {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, one statement; false when the cause was posted before. */
  async post({ cause, kind, entries }: Posting): Promise<boolean> {
    if (entries.length === 0) return false;
    const rows = await this.db.query(
      `WITH opened AS (
         INSERT INTO payment.account (code, kind, owner)
         SELECT DISTINCT code, split_part(code, ':', 1), split_part(code, ':', 2) FROM unnest($4::text[]) AS given(code) ORDER BY code
         ON CONFLICT DO NOTHING),
       posted AS (
         INSERT INTO payment.ledger_transaction (cause, kind, posted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id)
       INSERT INTO payment.ledger_entry (transaction_id, account, part, order_id, amount)
       SELECT posted.id, given.account, given.part, given.order_id, given.amount
       FROM posted, unnest($4::text[], $5::text[], $6::text[], $7::bigint[]) AS given(account, part, order_id, amount)
       RETURNING id`,
      [cause, kind, this.clock.now(), entries.map((e) => e.account), entries.map((e) => e.part), entries.map((e) => e.orderId), entries.map((e) => e.amount)],
    );
    return rows.length > 0;
  }

  /** A sum over the shop's entries by index; a period snapshot plus the tail once that grows long. */
  async balance(shopId: Id<'shp'>): Promise<Balance> {
    const row = await this.db.one<Balance>(
      `SELECT coalesce(-sum(amount) FILTER (WHERE account = $1), 0)::bigint AS "pendingAmount",
              coalesce(-sum(amount) FILTER (WHERE account = $2), 0)::bigint AS "availableAmount"
       FROM payment.ledger_entry WHERE account IN ($1, $2)`,
      [`seller_pending:${shopId}`, `seller_available:${shopId}`],
    );
    return row!;
  }

  /** What one order has left in the seller's pending account. */
  async pendingOf(orderId: Id<'ord'>, payeeId: string): Promise<number> {
    const row = await this.db.one<{ amount: number }>(
      `SELECT coalesce(-sum(amount), 0)::bigint AS amount FROM payment.ledger_entry WHERE order_id = $1 AND account = $2`,
      [orderId, `seller_pending:${payeeId}`],
    );
    return row!.amount;
  }

  /** Newest first, by keyset; each purse by its own index, since the two together would be sorted whole. */
  async statement(shopId: Id<'shp'>, page: { limit?: number; cursor?: string }): Promise<Page<StatementLine>> {
    const limit = page.limit ?? 50;
    const [before = null] = decodeCursor(page.cursor, 1) ?? [];
    if (before !== null && !Number.isSafeInteger(before)) throw InvalidInput.at('/cursor', { id: 'Penanda halaman tidak dikenal', en: 'Unknown cursor' });
    const rows = await this.db.query<StatementLine>(
      `SELECT e.id, t.posted_at AS "postedAt", t.kind, CASE WHEN e.account = $1 THEN 'pending' ELSE 'available' END AS purse,
              e.part, e.order_id AS "orderId", -e.amount AS amount
       FROM (
         (SELECT * FROM payment.ledger_entry WHERE account = $1 AND id < $3 ORDER BY id DESC LIMIT $4)
         UNION ALL (SELECT * FROM payment.ledger_entry WHERE account = $2 AND id < $3 ORDER BY id DESC LIMIT $4)) e
       JOIN payment.ledger_transaction t ON t.id = e.transaction_id
       ORDER BY e.id DESC LIMIT $4`,
      [`seller_pending:${shopId}`, `seller_available:${shopId}`, before ?? Number.MAX_SAFE_INTEGER, limit + 1],
    );
    return pageFrom(rows, limit, (row) => [row.id], (row) => row);
  }
}
