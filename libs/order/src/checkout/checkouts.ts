import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/platform';
import type { BasketId } from '../basket/basket.view.js';
import type { CheckoutId, CheckoutView, PaymentMethodView, PlaceRequest } from './checkout.view.js';

/** One buyer, one address, one payment, many orders. A guest opens a checkout with `actor.tokens.checkout`. */
@Injectable()
export class Checkouts {
  place(_actor: Actor, _request: PlaceRequest): Promise<CheckoutView> {
    throw new NotFound();
  }

  /** Another attempt after a failed or abandoned one. */
  attempt(_actor: Actor, _checkoutId: CheckoutId, _method: string): Promise<CheckoutView> {
    throw new NotFound();
  }

  view(_actor: Actor, _checkoutId: CheckoutId): Promise<CheckoutView> {
    throw new NotFound();
  }

  paymentMethods(_actor: Actor, _basketId: BasketId | null): Promise<PaymentMethodView[]> {
    throw new NotFound();
  }

  /** The secret that opens a guest's checkout, for links in mails: `/pesanan/<id>/<token>`. */
  tokenOf(_checkoutId: CheckoutId): string {
    throw new NotFound();
  }
}
