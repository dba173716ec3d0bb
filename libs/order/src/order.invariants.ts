import { Injectable } from '@nestjs/common';
import { Database, later } from '#libs/platform';

export interface OrderFinding {
  invariant: 'I2' | 'I6' | 'I11';
  subject: string;
  /** One line for an operator. */
  detail: string;
}

const CHECKOUTS_OFF = `
  SELECT c.id AS subject, c.total_amount AS told, coalesce(sum(o.total_amount), 0)::bigint AS summed
  FROM orders.checkout c LEFT JOIN orders.orders o ON o.checkout_id = c.id
  GROUP BY c.id HAVING c.total_amount <> coalesce(sum(o.total_amount), 0) ORDER BY c.id LIMIT 1000`;

const ORDERS_OFF = `
  SELECT o.id AS subject, o.total_amount AS told,
         (coalesce(sum(l.total_amount), 0) - o.discount_amount + o.delivery_amount + o.tax_amount)::bigint AS summed
  FROM orders.orders o LEFT JOIN orders.order_line l ON l.order_id = o.id
  GROUP BY o.id HAVING o.total_amount <> coalesce(sum(l.total_amount), 0) - o.discount_amount + o.delivery_amount + o.tax_amount
  ORDER BY o.id LIMIT 1000`;

const STILL_WAITING = `
  SELECT id AS subject, expires_at AS "expiresAt" FROM orders.checkout WHERE state = 'awaiting_payment' AND expires_at < $1 ORDER BY id LIMIT 1000`;

/** What must never happen to orders, looked for by `market reconcile`. */
@Injectable()
export class OrderInvariants {
  constructor(private readonly db: Database) {}

  async findings(now: Date): Promise<OrderFinding[]> {
    const sums = [...(await this.db.query<Sum>(CHECKOUTS_OFF)), ...(await this.db.query<Sum>(ORDERS_OFF))];
    const waiting = await this.db.query<{ subject: string; expiresAt: Date }>(STILL_WAITING, [later(now, { minutes: -10 })]);
    return [
      ...sums.map(({ subject, told, summed }) => ({ invariant: 'I2' as const, subject, detail: `says ${told}, its parts sum to ${summed}` })),
      ...waiting.map(({ subject, expiresAt }) => ({ invariant: 'I11' as const, subject, detail: `awaits payment, expired at ${expiresAt.toISOString()}` })),
    ];
  }
}

interface Sum {
  subject: string;
  told: number;
  summed: number;
}
