import { Injectable } from '@nestjs/common';
import { NotFound, type Actor, type Page } from '#libs/platform';
import type { OrderStatus } from '../order/order.status.js';
import type { OrderCard, OrderId, OrderView } from '../order/order.view.js';

export interface DeskCounts {
  toAccept: number;
  toPack: number;
  toShip: number;
  onTheWay: number;
  /** To accept within a day or less, or packed late. */
  late: number;
  placedToday: number;
}

export interface PackingRow {
  orderId: OrderId;
  number: string;
  status: OrderStatus;
  buyerName: string;
  place: string;
  acceptedAt: Date;
  isLate: boolean;
  lines: { productName: { id: string; en?: string }; variantLabel: { id: string; en?: string } | null; sku: string; quantity: number; photoId: string | null }[];
}

/** What the artisan and the admin see; each screen a constant number of statements. */
@Injectable()
export class OrderDesk {
  counts(_actor: Actor, _shopId: string): Promise<DeskCounts> {
    throw new NotFound();
  }

  /** The shop's orders by state, newest first. */
  list(_actor: Actor, _shopId: string, _page: { status?: OrderStatus; limit?: number; cursor?: string }): Promise<Page<OrderCard>> {
    throw new NotFound();
  }

  /** Accepted or packed, oldest first, with what goes into the parcel. */
  toPack(_actor: Actor, _shopId: string): Promise<PackingRow[]> {
    throw new NotFound();
  }

  order(_actor: Actor, _shopId: string, _orderId: OrderId): Promise<OrderView> {
    throw new NotFound();
  }

  /** Every order of the market, for admins. */
  all(_actor: Actor, _page: { status?: OrderStatus; number?: string; limit?: number; cursor?: string }): Promise<Page<OrderCard>> {
    throw new NotFound();
  }
}
