import { Injectable } from '@nestjs/common';
import { Baskets, type BasketId, type BasketView } from '#libs/order';
import type { CookieChange } from '../kit/reply.js';
import type { Visit } from '../kit/visit.js';

const A_MONTH = 30 * 24 * 3600;

/** The basket of a visit, and the cookies that go with it. */
@Injectable()
export class BasketOf {
  constructor(private readonly baskets: Baskets) {}

  /** The open basket; what a guest collected joins the person's basket at the first page that needs it after signing in. */
  async current({ actor }: Visit): Promise<BasketId | null> {
    const guestToken = actor.tokens.basket;
    if (actor.isSignedIn && guestToken) return this.baskets.mergeInto(actor, guestToken);
    return this.baskets.current(actor);
  }

  /** The open basket, or a new one with the token that opens it. */
  async orNew(visit: Visit): Promise<{ id: BasketId; token: string | null }> {
    const id = await this.current(visit);
    return id ? { id, token: null } : this.baskets.create(visit.actor);
  }

  /** A guest's token, kept for a month; nothing to keep once somebody has signed in; and the number in the header. */
  cookies({ actor }: Visit, basket: BasketView | null, token: string | null = null): CookieChange[] {
    return [
      ...(token ? [{ name: 'basket', value: token, maxAgeSeconds: A_MONTH }] : []),
      ...(actor.isSignedIn && actor.tokens.basket ? [{ name: 'basket', value: null }] : []),
      { name: 'count', value: basket && basket.itemCount > 0 ? String(basket.itemCount) : null, maxAgeSeconds: A_MONTH },
    ];
  }

  /** Placed: the basket is a checkout now. */
  forgotten(): CookieChange[] {
    return [
      { name: 'basket', value: null },
      { name: 'count', value: null },
    ];
  }
}
