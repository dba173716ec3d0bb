import { Injectable } from '@nestjs/common';
import { Database, later, pastId, readableNumber, unhurried, type Id } from '#libs/platform';
import { BulkPayments, Commissions, type CommissionQuote } from '#libs/payment';
import { BulkSales, type Offer } from '#libs/shop';
import { splitByShop, type ShopPart } from '../basket/price-basket.js';
import { commissionQuestions, type PlannedLine } from '../checkout/plan-orders.js';
import { TERMS } from '../order/terms.js';
import { ANALYSE_ORDERS, PAST_COUNT, PAST_ORDERS, TAKEN_NUMBERS } from './bulk-orders.sql.js';
import { PAST_TIMES } from './past-times.js';

/** A checkout of long ago: what was bought, and how it ended. One buyer, one address, any number of shops. */
export interface PastSale {
  placedAt: Date;
  end: 'completed' | 'delivered' | 'shipped' | 'expired';
  buyer: { userId: Id<'usr'> | null; name: string; email: string; phone: string };
  line1: string;
  villageCode: string;
  lines: readonly { offer: Offer; quantity: number }[];
  /** Of each shop, in whole rupiah. */
  deliveryAmount: number;
}

interface PastOrder {
  id: Id<'ord'>;
  number: string;
  part: ShopPart;
  lines: PlannedLine[];
}

type Recorded = PastSale & { id: Id<'cko'>; number: string; orders: PastOrder[] };

/** Past trade, for load: everything that placing, paying, sending and completing leave behind, but mails, events of the outbox, papers and parcels. */
@Injectable()
export class BulkOrders {
  /** Numbers of batches that others do not see before their commit. */
  private readonly underWay = new Set<string>();

  constructor(
    private readonly db: Database,
    private readonly commissions: Commissions,
    private readonly payments: BulkPayments,
    private readonly sales: BulkSales,
  ) {}

  /** How much was recorded so: what was really bought names a quote. */
  async past(): Promise<{ sales: number; orders: number }> {
    const counted = await unhurried(this.db, () => this.db.one<{ sales: number; orders: number }>(PAST_COUNT));
    return counted!;
  }

  /** One transaction, all libs; answers how many orders these sales became. Split, prices and commission by the same rules as for people. */
  async record(sales: readonly PastSale[]): Promise<number> {
    const numbers: string[] = [];
    try {
      return await unhurried(this.db, () => this.write(sales, numbers));
    } finally {
      for (const number of numbers) this.underWay.delete(number);
    }
  }

  private async write(sales: readonly PastSale[], numbers: string[]): Promise<number> {
    const parts = sales.map(({ lines }) => splitByShop(lines.map(({ offer, quantity }) => ({ variantId: offer.variantId, quantity })), lines.map(({ offer }) => offer)));
    const commissions = (await this.commissions.quote(parts.flatMap((each) => commissionQuestions(each)))).values();
    await this.drawNumbers(sales.length + parts.flat().length, numbers);
    const free = numbers.values();
    const recorded = sales.map((sale, index): Recorded => ({
      ...sale, id: pastId('cko', sale.placedAt), number: free.next().value!,
      orders: parts[index]!.map((part) => orderOf(sale, part, free.next().value!, commissions)),
    }));
    await this.db.query(PAST_ORDERS, orderColumns(recorded));
    await this.payments.record(recorded.map(paymentOf));
    await this.sales.record(recorded.flatMap(holdsOf), later(sales[0]!.placedAt, { days: -1 }));
    return recorded.reduce((count, sale) => count + sale.orders.length, 0);
  }

  /** Tells the planner what the tables of all concerned hold now. */
  async analyse(): Promise<void> {
    await unhurried(this.db, () => this.db.query(ANALYSE_ORDERS));
  }

  private async drawNumbers(count: number, into: string[]): Promise<void> {
    while (into.length < count) {
      const drawn = Array.from({ length: count - into.length }, () => readableNumber('KD')).filter((number) => !this.underWay.has(number));
      const taken = new Set((await this.db.query<{ number: string }>(TAKEN_NUMBERS, [drawn])).map((row) => row.number));
      for (const number of drawn) {
        if (taken.has(number) || this.underWay.has(number)) continue;
        this.underWay.add(number);
        into.push(number);
      }
    }
  }
}

/** Takes its commissions in the order in which they were asked. */
function orderOf({ placedAt }: PastSale, part: ShopPart, number: string, commissions: Iterator<CommissionQuote>): PastOrder {
  return { id: pastId('ord', placedAt), number, part, lines: part.items.map((item) => ({ id: pastId('oln', placedAt), item, commission: commissions.next().value! })) };
}

function paymentOf({ id, number, placedAt, end, orders, deliveryAmount }: Recorded): Parameters<BulkPayments['record']>[0][number] {
  const shares = orders.map((order) => ({
    orderId: order.id, payeeId: order.part.shopId, amount: order.part.itemsAmount + deliveryAmount, shippingAmount: deliveryAmount,
    lines: order.lines.map((line) => ({ lineId: line.id, amount: line.item.totalAmount, commissionAmount: line.commission.amount })),
  }));
  const amount = shares.reduce((sum, share) => sum + share.amount, 0);
  const dueAt = later(placedAt, { minutes: TERMS.unpaidMinutes });
  return {
    intent: { subjectId: id, reference: number, amount, returnPath: `/pesanan/${id}`, dueAt, shares }, placedAt,
    paidAt: end === 'expired' ? null : later(placedAt, PAST_TIMES.paid), releasedAt: end === 'completed' ? later(placedAt, PAST_TIMES.completed) : null,
  };
}

function holdsOf({ placedAt, end, orders }: Recorded): Parameters<BulkSales['record']>[0][number][] {
  const settledAt = end === 'expired' ? later(placedAt, { minutes: TERMS.unpaidMinutes }) : later(placedAt, PAST_TIMES.shipped);
  return orders.flatMap((order) =>
    order.lines.filter(({ item }) => !item.offer.madeToOrder).map(({ item }) => ({
      holder: order.id, variantId: item.offer.variantId, quantity: item.quantity, heldAt: placedAt, settledAt, end: end === 'expired' ? 'released' as const : 'fulfilled' as const,
    })),
  );
}

function orderColumns(sales: readonly Recorded[]): unknown[] {
  const orders = sales.flatMap((sale) => sale.orders.map((order) => ({ ...order, sale })));
  const lines = orders.flatMap((order) => order.lines.map((line, index) => ({ ...line, orderId: order.id, position: index + 1 })));
  const offers = [...new Map(lines.map(({ item: { offer } }) => [offer.variantId, offer])).values()];
  const items = (each: readonly PastOrder[]) => each.reduce((sum, order) => sum + order.part.itemsAmount, 0);
  return [
    JSON.stringify(offers),
    sales.map((s) => s.id), sales.map((s) => s.number), sales.map((s) => pastId('bkt', s.placedAt)), sales.map((s) => s.buyer.userId), sales.map((s) => s.buyer.name),
    sales.map((s) => s.buyer.email), sales.map((s) => s.buyer.phone), sales.map((s) => s.line1), sales.map((s) => s.villageCode), sales.map((s) => items(s.orders)),
    sales.map((s) => s.deliveryAmount * s.orders.length), sales.map((s) => s.placedAt), sales.map((s) => s.end),
    orders.map((o) => o.id), orders.map((o) => o.number), orders.map((o) => o.sale.id), orders.map((o) => o.part.items[0]!.offer.variantId), orders.map((o) => o.part.itemsAmount),
    orders.map((o) => o.sale.deliveryAmount),
    lines.map((l) => l.id), lines.map((l) => l.orderId), lines.map((l) => l.position), lines.map((l) => l.item.offer.variantId), lines.map((l) => l.item.quantity),
    lines.map((l) => l.item.unitAmount), lines.map((l) => l.item.totalAmount), lines.map((l) => l.commission.basisPoints), lines.map((l) => l.commission.amount),
  ];
}
