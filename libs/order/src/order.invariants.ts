import { Injectable } from '@nestjs/common';
import { Database, later } from '#libs/platform';
import { Stock } from '#libs/shop';

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

const TO_HOLD = `
  SELECT o.id AS holder, json_agg(json_build_object('variantId', l.variant_id, 'quantity', l.quantity - l.refund_quantity)) AS lines
  FROM orders.orders o JOIN orders.order_line l ON l.order_id = o.id AND NOT l.made_to_order AND l.quantity > l.refund_quantity
  WHERE o.status IN ('paid', 'accepted', 'packed') AND o.id > $1
  GROUP BY o.id ORDER BY o.id LIMIT $2`;

const BATCH = 1000;

/** What must never happen to orders, looked for by `market reconcile`. */
@Injectable()
export class OrderInvariants {
  constructor(
    private readonly db: Database,
    private readonly stock: Stock,
  ) {}

  async findings(now: Date): Promise<OrderFinding[]> {
    const sums = [...(await this.db.query<Sum>(CHECKOUTS_OFF)), ...(await this.db.query<Sum>(ORDERS_OFF))];
    const waiting = await this.db.query<{ subject: string; expiresAt: Date }>(STILL_WAITING, [later(now, { minutes: -10 })]);
    return [
      ...sums.map(({ subject, told, summed }) => ({ invariant: 'I2' as const, subject, detail: `says ${told}, its parts sum to ${summed}` })),
      ...(await this.unclaimed()),
      ...waiting.map(({ subject, expiresAt }) => ({ invariant: 'I11' as const, subject, detail: `awaits payment, expired at ${expiresAt.toISOString()}` })),
    ];
  }

  /** Paid orders that wait for their parcel without holding all their goods. */
  private async unclaimed(): Promise<OrderFinding[]> {
    const findings: OrderFinding[] = [];
    for (let after = ''; ; ) {
      const orders = await this.db.query<{ holder: string; lines: { variantId: string; quantity: number }[] }>(TO_HOLD, [after, BATCH]);
      const claimed = new Map((await this.stock.claimed(orders.map((order) => order.holder))).map((line) => [`${line.holder} ${line.variantId}`, line.quantity]));
      for (const { holder, lines } of orders) {
        const short = lines.filter((line) => (claimed.get(`${holder} ${line.variantId}`) ?? 0) < line.quantity);
        if (short.length > 0) findings.push({ invariant: 'I6', subject: holder, detail: `paid, and does not hold ${short.map((line) => line.variantId).join(', ')}` });
      }
      if (orders.length < BATCH) return findings;
      after = orders.at(-1)!.holder;
    }
  }
}

interface Sum {
  subject: string;
  told: number;
  summed: number;
}
