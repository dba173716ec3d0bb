import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/platform';
import type { Address, BasketId, BasketView, ShopDeliveryOptions } from './basket.view.js';

/** Baskets of guests (opened by their token in `actor.tokens.basket`) and of people; someone else's is not found. */
@Injectable()
export class Baskets {
  /** A new basket; a guest gets the token that opens it, a person does not need one. */
  create(_actor: Actor): Promise<{ id: BasketId; token: string | null }> {
    throw new NotFound();
  }

  /** The person's open basket that was touched last, or the guest's by token; null when there is none. */
  current(_actor: Actor): Promise<BasketId | null> {
    throw new NotFound();
  }

  /** Adds to what is already there. `quantity` counts sellable steps, 1 to 9999. */
  add(_actor: Actor, _basketId: BasketId, _variantId: string, _quantity: number): Promise<BasketView> {
    throw new NotFound();
  }

  setQuantity(_actor: Actor, _basketId: BasketId, _variantId: string, _quantity: number): Promise<BasketView> {
    throw new NotFound();
  }

  remove(_actor: Actor, _basketId: BasketId, _variantId: string): Promise<BasketView> {
    throw new NotFound();
  }

  view(_actor: Actor, _basketId: BasketId): Promise<BasketView> {
    throw new NotFound();
  }

  /** At sign-in: what the guest had collected joins the person's basket. Answers the person's basket, null when there is none. */
  mergeInto(_actor: Actor, _guestToken: string): Promise<BasketId | null> {
    throw new NotFound();
  }

  deliveryOptions(_actor: Actor, _basketId: BasketId, _address: Address): Promise<ShopDeliveryOptions[]> {
    throw new NotFound();
  }
}
