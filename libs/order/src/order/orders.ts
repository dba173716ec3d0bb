import { Injectable } from '@nestjs/common';
import { NotFound, type Actor, type Page } from '#libs/platform';
import type { OrderCard, OrderId, OrderLineId, OrderRefundView, OrderView, ParcelView } from './order.view.js';

/** Lines of an order by id; without a quantity, all pieces that are left. */
export type LineChoice = { lineId: OrderLineId; quantity?: number };

/** The verbs of an order. Buyers reach theirs, members their shop's; everything else is not found. */
@Injectable()
export class Orders {
  /** The order for its buyer (person, or guest by checkout token), its shop's members and admins. */
  view(_actor: Actor, _orderId: OrderId): Promise<OrderView> {
    throw new NotFound();
  }

  /** The signed-in buyer's orders, newest first. */
  mine(_actor: Actor, _page: { limit?: number; cursor?: string }): Promise<Page<OrderCard>> {
    throw new NotFound();
  }

  /** By the buyer before packing. An unpaid checkout is one payment, so all its orders are cancelled together. */
  cancel(_actor: Actor, _orderId: OrderId, _reason: string): Promise<OrderView> {
    throw new NotFound();
  }

  /** The buyer has it: completes the order and makes the seller's money available. */
  receive(_actor: Actor, _orderId: OrderId): Promise<OrderView> {
    throw new NotFound();
  }

  /** Whole, or only these lines; the others are rejected and refunded. */
  accept(_actor: Actor, _shopId: string, _orderId: OrderId, _lines?: LineChoice[]): Promise<OrderView> {
    throw new NotFound();
  }

  reject(_actor: Actor, _shopId: string, _orderId: OrderId, _rejection: { reason: string; lines?: LineChoice[] }): Promise<OrderView> {
    throw new NotFound();
  }

  pack(_actor: Actor, _shopId: string, _orderId: OrderId): Promise<OrderView> {
    throw new NotFound();
  }

  ship(_actor: Actor, _shopId: string, _orderId: OrderId, _parcel: { courier: string; service: string; waybill?: string }): Promise<ParcelView> {
    throw new NotFound();
  }

  /** Typed by the seller; money waits for the buyer's receipt or the hold. */
  deliver(_actor: Actor, _shopId: string, _orderId: OrderId, _parcelId: string): Promise<OrderView> {
    throw new NotFound();
  }

  /** By the seller of the order or an admin: whole, these lines, or an amount in whole rupiah. */
  refund(_actor: Actor, _orderId: OrderId, _refund: { lines?: LineChoice[]; amount?: number; reason: string }): Promise<OrderRefundView> {
    throw new NotFound();
  }
}
