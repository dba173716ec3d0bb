import { Injectable } from '@nestjs/common';
import { Config, Database, later, outside, RateLimits, type Actor, type Limit } from '#libs/platform';
import { Payments, type PaymentMethod } from '#libs/payment';
import { Stock } from '#libs/shop';
import { Baskets } from '../basket/baskets.js';
import type { BasketId } from '../basket/basket.view.js';
import { Orders } from '../order/orders.js';
import { TERMS } from '../order/terms.js';
import { CheckoutNotPayable } from './checkout.errors.js';
import { earlierAttempt, findCheckout, lengthenCheckout, lockCheckout, rememberAttempt } from './checkout.queries.js';
import type { CheckoutId, CheckoutView, PaymentView, PlacedCheckout, PlaceRequest } from './checkout.view.js';
import { checkoutToken, tokenHash } from './guest-token.js';
import { PlaceCheckout } from './place-checkout.js';

/** Each asks the gateway for a new payment. Per person or address, and per checkout wherever the tries come from. */
const ATTEMPTS: Limit = { name: 'order.payment-attempt', times: 60, seconds: 600 };
const ATTEMPTS_OF_CHECKOUT: Limit = { name: 'order.payment-attempt-of-checkout', times: 20, seconds: 3_600 };

/** One buyer, one address, one payment, many orders. A guest opens a checkout with `actor.tokens.checkout`. */
@Injectable()
export class Checkouts {
  constructor(
    private readonly db: Database,
    private readonly config: Config,
    private readonly limits: RateLimits,
    private readonly payments: Payments,
    private readonly placing: PlaceCheckout,
    private readonly baskets: Baskets,
    private readonly orders: Orders,
    private readonly stock: Stock,
  ) {}

  /**
   * BasketEmpty, DeliveryMissing (422); TotalChanged, OutOfStock, QuoteExpired, BasketCheckedOut, LinesNotSellable (409); TooManyUnpaid (429).
   * When the gateway does not answer, the checkout stands with `payment.status` pending and no action; attempt again.
   * The same `attemptKey` over the same basket answers the checkout that the first try had committed before it was cut off.
   */
  place(actor: Actor, request: PlaceRequest, attemptKey: string | null = null): Promise<PlacedCheckout> {
    return this.placing.place(actor, request, attemptKey);
  }

  /** Another attempt after a failed or abandoned one, until the checkout expires; a way that takes longer lengthens checkout and holds. The same `attemptKey` is the same attempt. TooManyRequests past a limit. */
  async attempt(actor: Actor, checkoutId: CheckoutId, method: string, attemptKey: string | null = null): Promise<PaymentView> {
    await this.limits.take(ATTEMPTS, actor.userId ?? actor.ip ?? 'unknown');
    const key = tokenHash(attemptKey);
    const chargeId = await this.db.transaction(async () => {
      const { state, placedAt, expiresAt } = await lockCheckout(this.db, actor, checkoutId);
      const earlier = key && (await earlierAttempt(this.db, checkoutId, key));
      if (earlier) return earlier;
      if (state !== 'awaiting_payment') throw new CheckoutNotPayable(state);
      // Counted once the checkout is found to be theirs: who merely knows its id must not use up its tries.
      await this.limits.take(ATTEMPTS_OF_CHECKOUT, checkoutId);
      const begun = await this.payments.attempt(checkoutId, method, later(placedAt, { minutes: TERMS.unpaidAtMostMinutes }));
      if (key) await rememberAttempt(this.db, checkoutId, key, begun.chargeId);
      if (begun.dueAt > expiresAt) await this.lengthen(checkoutId, begun.dueAt);
      return begun.chargeId;
    });
    return outside(() => this.payments.begin(chargeId));
  }

  private async lengthen(checkoutId: CheckoutId, until: Date): Promise<void> {
    const orderIds = await lengthenCheckout(this.db, checkoutId, until);
    await this.stock.prolong(orderIds, later(until, { minutes: TERMS.holdGraceMinutes }));
  }

  /** Three statements, whatever the number of orders; four once a shop has taken its order on. */
  async view(actor: Actor, checkoutId: CheckoutId): Promise<CheckoutView> {
    const checkout = await findCheckout(this.db, actor, checkoutId);
    const orders = await this.orders.views(actor, { checkoutId });
    const [payable] = await this.payments.view([checkoutId]);
    const { id, number, state, locale, address, itemsAmount, deliveryAmount, totalAmount, placedAt, expiresAt } = checkout;
    return {
      id, number, status: state, itemsAmount, deliveryAmount, totalAmount, locale, address, placedAt, expiresAt, orders,
      contact: { name: checkout.contactName, email: checkout.contactEmail, phone: checkout.contactPhone },
      payment: payable?.charge ?? null,
    };
  }

  /** The ways to pay for that basket now. */
  async paymentMethods(actor: Actor, basketId: BasketId): Promise<PaymentMethod[]> {
    return this.payments.methods((await this.baskets.view(actor, basketId)).subtotalAmount);
  }

  /** The secret that opens a guest's checkout, for links to the guest only: `/pesanan/<id>/<token>`. */
  tokenOf(checkoutId: CheckoutId): string {
    return checkoutToken(this.config, checkoutId);
  }
}
