import { Injectable } from '@nestjs/common';
import { Clock, Database, later, NotFound, type Actor, type Page, type Words } from '#libs/platform';
import type { OrderStatus } from '../order/order.status.js';
import { Orders } from '../order/orders.js';
import { TERMS } from '../order/terms.js';
import type { Address } from '../basket/basket.view.js';
import type { OrderCard, OrderId, OrderView } from '../order/order.view.js';
import { orderCards } from './order-cards.js';

export interface DeskCounts {
  toAccept: number;
  toPack: number;
  toShip: number;
  onTheWay: number;
  /** To answer within a day, or accepted too long ago and not sent yet. */
  late: number;
}

export interface PackingRow {
  orderId: OrderId;
  number: string;
  status: OrderStatus;
  buyerName: string;
  address: Address;
  courierName: string;
  serviceName: string;
  acceptedAt: Date;
  isLate: boolean;
  /** Without what was turned down or refunded. */
  lines: { productName: Words; variantLabel: Words | null; sku: string; quantity: number; photoId: string | null }[];
}

export interface ListPage {
  status?: OrderStatus | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** What the artisan and the admin see; each screen a constant number of statements. */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly orders: Orders,
  ) {}

  async counts(actor: Actor, shopId: string): Promise<DeskCounts> {
    actor.requireMember('shop', shopId);
    const now = this.clock.now();
    const counts = await this.db.one<DeskCounts>(
      `SELECT count(*) FILTER (WHERE status = 'paid')::int AS "toAccept", count(*) FILTER (WHERE status = 'accepted')::int AS "toPack",
              count(*) FILTER (WHERE status = 'packed')::int AS "toShip", count(*) FILTER (WHERE status = 'shipped')::int AS "onTheWay",
              count(*) FILTER (WHERE status = 'paid' AND accept_by < $2 OR status IN ('accepted', 'packed') AND accepted_at < $3)::int AS late
       FROM orders.orders WHERE shop_id = $1 AND status IN ('paid', 'accepted', 'packed', 'shipped')`,
      [shopId, later(now, { days: 1 }), later(now, { days: -TERMS.packWithinDays })],
    );
    return counts!;
  }

  /** The shop's orders by state, newest first. */
  async list(actor: Actor, shopId: string, page: ListPage): Promise<Page<OrderCard>> {
    actor.requireMember('shop', shopId);
    return orderCards(this.db, { shopId, status: page.status }, page);
  }

  /** Accepted or packed, oldest first, at most 100, with what goes into the parcel. */
  async toPack(actor: Actor, shopId: string): Promise<PackingRow[]> {
    actor.requireMember('shop', shopId);
    return this.db.query<PackingRow>(
      `SELECT o.id AS "orderId", o.number, o.status, o.buyer_name AS "buyerName", o.address, o.courier_name AS "courierName", o.service_name AS "serviceName",
              o.accepted_at AS "acceptedAt", o.accepted_at < $2 AS "isLate",
              (SELECT json_agg(json_build_object('productName', l.product_name, 'variantLabel', l.variant_label, 'sku', l.sku,
                                                 'quantity', l.quantity - l.refund_quantity, 'photoId', l.photo_id) ORDER BY l.position)
               FROM orders.order_line l WHERE l.order_id = o.id AND l.quantity > l.refund_quantity) AS lines
       FROM orders.orders o
       WHERE o.shop_id = $1 AND o.status IN ('accepted', 'packed')
       ORDER BY o.accepted_at, o.id LIMIT 100`,
      [shopId, later(this.clock.now(), { days: -TERMS.packWithinDays })],
    );
  }

  async order(actor: Actor, shopId: string, orderId: OrderId): Promise<OrderView> {
    actor.requireMember('shop', shopId);
    const [view] = await this.orders.views(actor, { orderId, shopId });
    if (!view) throw new NotFound();
    return view;
  }

  /** Every order of the market, for admins; `number` is the short one that people know. */
  async all(actor: Actor, page: ListPage & { number?: string | undefined }): Promise<Page<OrderCard>> {
    actor.requireAdmin();
    return orderCards(this.db, { status: page.status, number: page.number }, page);
  }
}
