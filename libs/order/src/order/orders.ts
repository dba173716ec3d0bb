import { Injectable } from '@nestjs/common';
import { Database, NotFound, type Actor, type Page } from '#libs/platform';
import { Shipping, type ParcelView } from '#libs/shipping';
import { orderCards } from '../desk/order-cards.js';
import { BuyerVerbs } from './buyer-verbs.js';
import type { Choice } from './order.entity.js';
import { orderRows, orderView, type OrdersWanted } from './order.queries.js';
import type { OrderCard, OrderId, OrderRefundView, OrderView } from './order.view.js';
import { SellerVerbs } from './seller-verbs.js';

/** Lines of an order by id; without a quantity, all pieces that are left. */
export type LineChoice = Choice;

/** The verbs of an order. Buyers reach theirs, members their shop's; everything else is not found. */
@Injectable()
export class Orders {
  constructor(
    private readonly db: Database,
    private readonly shipping: Shipping,
    private readonly buyer: BuyerVerbs,
    private readonly seller: SellerVerbs,
  ) {}

  /** The order for its buyer (person, or guest by checkout token), its shop's members and admins. */
  async view(actor: Actor, orderId: OrderId): Promise<OrderView> {
    return this.found(await this.views(actor, { orderId }));
  }

  /** All that the actor may see of these, in two statements; one while none has been accepted, as when somebody waits for a payment to arrive. */
  async views(actor: Actor, wanted: OrdersWanted): Promise<OrderView[]> {
    const rows = await orderRows(this.db, actor, wanted);
    const begun = rows.filter((row) => row.fulfilment !== 'placed').map((row) => row.id);
    const parcels = begun.length > 0 ? await this.shipping.parcelsOf(begun) : [];
    return rows.map((row) => orderView(row, parcels, actor));
  }

  /** The signed-in buyer's orders, newest first. */
  async mine(actor: Actor, page: { limit?: number; cursor?: string }): Promise<Page<OrderCard>> {
    return orderCards(this.db, { buyerUserId: actor.requireSignedIn() }, page);
  }

  /** By the buyer before packing. An unpaid checkout is one payment, so all its orders are cancelled together. */
  async cancel(actor: Actor, orderId: OrderId, reason: string): Promise<OrderView> {
    await this.buyer.cancel(actor, orderId, reason);
    return this.view(actor, orderId);
  }

  /** The buyer has it: completes the order and makes the seller's money available. */
  async receive(actor: Actor, orderId: OrderId): Promise<OrderView> {
    await this.buyer.receive(actor, orderId);
    return this.view(actor, orderId);
  }

  /** Whole, or only these lines; the others are rejected and refunded. */
  async accept(actor: Actor, shopId: string, orderId: OrderId, lines?: readonly LineChoice[]): Promise<OrderView> {
    await this.seller.accept(actor, shopId, orderId, lines);
    return this.view(actor, orderId);
  }

  /** Whole, or only these lines, refunded; the rest still waits for an answer. */
  async reject(actor: Actor, shopId: string, orderId: OrderId, rejection: { reason: string; lines?: readonly LineChoice[] }): Promise<OrderView> {
    await this.seller.reject(actor, shopId, orderId, rejection);
    return this.view(actor, orderId);
  }

  async pack(actor: Actor, shopId: string, orderId: OrderId): Promise<OrderView> {
    await this.seller.pack(actor, shopId, orderId);
    return this.view(actor, orderId);
  }

  ship(actor: Actor, shopId: string, orderId: OrderId, parcel: { courier: string; service: string; waybill?: string | undefined }): Promise<ParcelView> {
    return this.seller.ship(actor, shopId, orderId, parcel);
  }

  /** Typed by the seller; money waits for the buyer's receipt or the hold. */
  async deliver(actor: Actor, shopId: string, orderId: OrderId, parcelId: string): Promise<OrderView> {
    await this.seller.deliver(actor, shopId, orderId, parcelId);
    return this.view(actor, orderId);
  }

  /** The parcel came back to the shop: stock and money return. */
  async takeBack(actor: Actor, shopId: string, orderId: OrderId, reason: string): Promise<OrderView> {
    await this.seller.takeBack(actor, shopId, orderId, reason);
    return this.view(actor, orderId);
  }

  /** By the seller of the order or an admin: whole, these lines, or an amount in whole rupiah. Never more than captured; the same `attemptKey` is the same refund. */
  refund(
    actor: Actor,
    orderId: OrderId,
    refund: { lines?: readonly LineChoice[]; amount?: number; reason: string },
    attemptKey: string | null = null,
  ): Promise<OrderRefundView> {
    return this.seller.refund(actor, orderId, refund, attemptKey);
  }

  private found(views: OrderView[]): OrderView {
    if (!views[0]) throw new NotFound();
    return views[0];
  }
}
