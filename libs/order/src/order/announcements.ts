import { Injectable } from '@nestjs/common';
import { Database, isId, Reaction, type Happened } from '#libs/platform';
import { LINK_KEY, Notices } from '#libs/notice';
import { PaymentFailed } from '#libs/payment';
import {
  OrderAccepted, OrderCancelled, OrderCompleted, OrderDelivered, OrderExpired, OrderPaidTooLate, OrderPlaced, OrderRefunded, OrderRejected, OrderReturned, OrderSecured, OrderShipped,
  type OrderClosedFacts, type OrderDeliveredFacts, type OrderFacts, type OrderPlacedFacts, type OrderRefundedFacts, type OrderRejectedFacts, type OrderShippedFacts,
} from './order.events.js';
import { notesOf, TEXTS, type Paths } from './order.notices.js';

/** Tells buyers and sellers what happened to their orders, each thing once. */
@Injectable()
export class Announcements {
  constructor(
    private readonly db: Database,
    private readonly notices: Notices,
  ) {}

  /** The buyer hears of the checkout once, however many shops it has. */
  @Reaction(OrderPlaced, 'order.tell-placed')
  async whenPlaced({ payload }: Happened<OrderPlacedFacts>): Promise<void> {
    await this.notices.tell([
      ...notesOf(`checkout.placed:${payload.checkoutId}`, { buyer: TEXTS.placed.buyer }, payload, this.paths),
      ...notesOf(`order.placed:${payload.orderId}`, { seller: TEXTS.placed.seller }, payload, this.paths),
    ]);
  }

  @Reaction(OrderSecured, 'order.tell-secured')
  async whenSecured({ payload }: Happened<OrderFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.secured:${payload.orderId}`, TEXTS.secured, payload, this.paths));
  }

  @Reaction(OrderAccepted, 'order.tell-accepted')
  async whenAccepted({ payload }: Happened<OrderFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.accepted:${payload.orderId}`, TEXTS.accepted, payload, this.paths));
  }

  /** A shop may turn down lines more than once, so the event's own id is part of the key. */
  @Reaction(OrderRejected, 'order.tell-rejected')
  async whenRejected({ id, payload }: Happened<OrderRejectedFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.rejected:${payload.orderId}:${id}`, TEXTS.rejected, payload, this.paths));
  }

  @Reaction(OrderShipped, 'order.tell-shipped')
  async whenShipped({ payload }: Happened<OrderShippedFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.shipped:${payload.orderId}`, TEXTS.shipped, payload, this.paths));
  }

  @Reaction(OrderDelivered, 'order.tell-delivered')
  async whenDelivered({ payload }: Happened<OrderDeliveredFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.delivered:${payload.orderId}`, TEXTS.delivered, payload, this.paths));
  }

  @Reaction(OrderCompleted, 'order.tell-completed')
  async whenCompleted({ payload }: Happened<OrderFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.completed:${payload.orderId}`, TEXTS.completed, payload, this.paths));
  }

  @Reaction(OrderCancelled, 'order.tell-cancelled')
  async whenCancelled({ payload }: Happened<OrderClosedFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.cancelled:${payload.orderId}`, TEXTS.cancelled, payload, this.paths));
  }

  @Reaction(OrderReturned, 'order.tell-returned')
  async whenReturned({ payload }: Happened<OrderClosedFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.returned:${payload.orderId}`, TEXTS.returned, payload, this.paths));
  }

  @Reaction(OrderExpired, 'order.tell-expired')
  async whenExpired({ payload }: Happened<OrderFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.expired:${payload.orderId}`, TEXTS.expired, payload, this.paths));
  }

  @Reaction(OrderPaidTooLate, 'order.tell-paid-too-late')
  async whenPaidTooLate({ payload }: Happened<OrderClosedFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.paid_too_late:${payload.orderId}`, TEXTS.paidTooLate, payload, this.paths));
  }

  @Reaction(OrderRefunded, 'order.tell-refunded')
  async whenRefunded({ payload }: Happened<OrderRefundedFacts>): Promise<void> {
    await this.notices.tell(notesOf(`order.refunded:${payload.refundId}`, TEXTS.refunded, payload, this.paths));
  }

  /** An attempt failed and the buyer can still try again. */
  @Reaction(PaymentFailed, 'order.tell-payment-failed')
  async whenPaymentFailed({ payload }: Happened<{ subjectId: string; chargeId: string }>): Promise<void> {
    if (!isId('cko', payload.subjectId)) return;
    const waiting = await this.db.one<{ number: string; name: string; email: string; phone: string; locale: 'id' | 'en'; userId: `usr_${string}` | null }>(
      `SELECT number, contact_name AS name, contact_email AS email, contact_phone AS phone, locale, user_id AS "userId"
       FROM orders.checkout WHERE id = $1 AND state = 'awaiting_payment'`,
      [payload.subjectId],
    );
    if (!waiting) return;
    const { number, userId, ...guest } = waiting;
    await this.notices.tell([
      {
        key: `checkout.payment_failed:${payload.chargeId}:buyer`,
        to: userId ? { userId } : guest,
        kind: 'order',
        path: this.pathOf(payload.subjectId, userId),
        subject: { id: `Pembayaran pesanan ${number} belum berhasil`, en: `The payment for order ${number} did not go through` },
        body: { id: 'Uang Anda tidak terpotong. Silakan coba lagi atau pilih cara lain di halaman pesanan.', en: 'You have not been charged. Please try again or choose another way on the order page.' },
      },
    ]);
  }

  private readonly paths: Paths = {
    buyer: (facts) => this.pathOf(facts.checkoutId, facts.buyer.userId),
    seller: (facts) => `/desk/${facts.shopId}/pesanan/${facts.orderId}`,
  };

  /** Only the guest's own mail names the key. */
  private pathOf(checkoutId: string | null, userId: string | null): string {
    if (!checkoutId) return '/pesanan';
    return userId ? `/pesanan/${checkoutId}` : `/pesanan/${checkoutId}/${LINK_KEY}`;
  }
}
