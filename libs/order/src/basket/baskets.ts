import { Injectable } from '@nestjs/common';
import { Clock, Database, InvalidInput, newId, NotFound, RateLimits, type Actor, type Limit } from '#libs/platform';
import { Regions } from '#libs/region';
import { Shipping } from '#libs/shipping';
import { Catalogue, type Offer } from '#libs/shop';
import { checkoutOfBasket } from '../checkout/checkout.queries.js';
import { BasketCheckedOut } from '../checkout/checkout.errors.js';
import { newToken, tokenHash } from '../checkout/guest-token.js';
import { TERMS } from '../order/terms.js';
import { checkedAddress } from './address.js';
import { BasketEmpty, BasketFull, QuantityTooLarge, VariantNotSellable } from './basket.errors.js';
import { addItem, findBasket, findCurrent, moveItems, setItem, type BasketRow } from './basket.queries.js';
import type { Address, BasketId, BasketView, ShopDeliveryOptions } from './basket.view.js';
import { basketView, fingerprintOf, splitByShop, type Wanted } from './price-basket.js';

/** Per person or address; far above what people need. */
const NEW_BASKETS: Limit = { name: 'order.new-basket', times: 600, seconds: 60 };
/** Each keeps a quote for every shop of the basket and every courier. */
const PRICINGS: Limit = { name: 'order.delivery-options', times: 240, seconds: 60 };

/** Baskets of guests (opened by their token in `actor.tokens.basket`) and of people; someone else's is not found. */
@Injectable()
export class Baskets {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly catalogue: Catalogue,
    private readonly regions: Regions,
    private readonly shipping: Shipping,
  ) {}

  /** A new basket; a guest gets the token that opens it, a person does not need one. */
  async create(actor: Actor): Promise<{ id: BasketId; token: string | null }> {
    await this.limits.take(NEW_BASKETS, actor.userId ?? actor.ip ?? 'unknown');
    const basket = { id: newId('bkt'), token: actor.userId ? null : newToken() };
    await this.db.query('INSERT INTO orders.basket (id, user_id, token_hash, created_at, touched_at) VALUES ($1, $2, $3, $4, $4)', [
      basket.id, actor.userId, tokenHash(basket.token), this.clock.now(),
    ]);
    return basket;
  }

  /** The person's open basket that was touched last, or the guest's by token; null when there is none. */
  async current(actor: Actor): Promise<BasketId | null> {
    return findCurrent(this.db, actor);
  }

  /** Adds to what is already there. `quantity` counts sellable steps, 1 to 9999. */
  async add(actor: Actor, basketId: BasketId, variantId: string, quantity: number): Promise<BasketView> {
    requireQuantity(quantity);
    const basket = await this.open(actor, basketId);
    const before = basket.items.find((item) => item.variantId === variantId)?.quantity ?? 0;
    if (before + quantity > TERMS.quantity) throw new QuantityTooLarge(TERMS.quantity);
    if (before === 0 && basket.items.length >= TERMS.basketLines) throw new BasketFull(TERMS.basketLines);
    const items = withQuantity(basket.items, variantId, before + quantity);
    const offers = await this.offers(items);
    if (!offers.find((offer) => offer.variantId === variantId)?.sellable) throw new VariantNotSellable();
    if (!(await addItem(this.db, basket.id, variantId, quantity, this.clock.now()))) await this.refuseClosed(basket.id);
    return basketView(basket.id, items, offers);
  }

  async setQuantity(actor: Actor, basketId: BasketId, variantId: string, quantity: number): Promise<BasketView> {
    requireQuantity(quantity);
    return this.change(actor, basketId, variantId, quantity);
  }

  async remove(actor: Actor, basketId: BasketId, variantId: string): Promise<BasketView> {
    return this.change(actor, basketId, variantId, 0);
  }

  /** Shows an open basket with today's prices; a basket that became a checkout answers 409 naming it. */
  async view(actor: Actor, basketId: BasketId): Promise<BasketView> {
    const basket = await this.open(actor, basketId);
    return basketView(basket.id, basket.items, await this.offers(basket.items));
  }

  /** At sign-in: what the guest had collected joins the person's basket. Answers the person's basket, null when there is none. */
  async mergeInto(actor: Actor, guestToken: string): Promise<BasketId | null> {
    const userId = actor.requireSignedIn();
    return this.db.transaction(async () => {
      const own = await findCurrent(this.db, actor);
      const now = this.clock.now();
      if (own && (await moveItems(this.db, tokenHash(guestToken)!, own, now))) return own;
      const adopted = await this.db.one<{ id: BasketId }>(
        `UPDATE orders.basket SET user_id = $2, token_hash = NULL, touched_at = $3 WHERE token_hash = $1 AND state = 'open' RETURNING id`,
        [tokenHash(guestToken), userId, now],
      );
      return adopted?.id ?? null;
    });
  }

  /** TooManyRequests past a limit. Per shop, cheapest first; valid for as long as shipping keeps its quotes and the shop's lines stay the same. */
  async deliveryOptions(actor: Actor, basketId: BasketId, address: Address): Promise<ShopDeliveryOptions[]> {
    await this.limits.take(PRICINGS, actor.userId ?? actor.ip ?? 'unknown');
    const { villageCode } = checkedAddress(address);
    const basket = await this.open(actor, basketId);
    await this.regions.require(villageCode, '/address/villageCode');
    const parts = splitByShop(basket.items, await this.offers(basket.items)).filter((part) => part.items.some(({ offer }) => offer.sellable));
    if (parts.length === 0) throw new BasketEmpty();
    return this.shipping.quote({
      destinationVillageCode: villageCode,
      shops: parts.map((part) => ({
        shopId: part.shopId,
        originVillageCode: part.items[0]!.offer.shopVillageCode,
        items: part.items.filter(({ offer }) => offer.sellable).map(({ offer, quantity }) => ({ quantity, weightGrams: offer.weightGrams, packedMm: offer.packedMm, nestable: offer.nestable })),
        fingerprint: fingerprintOf(part),
      })),
    });
  }

  private async change(actor: Actor, basketId: BasketId, variantId: string, quantity: number): Promise<BasketView> {
    const basket = await this.open(actor, basketId);
    if (!basket.items.some((item) => item.variantId === variantId)) throw new NotFound();
    if (!(await setItem(this.db, basket.id, variantId, quantity, this.clock.now()))) await this.refuseClosed(basket.id);
    const items = withQuantity(basket.items, variantId, quantity);
    return basketView(basket.id, items, await this.offers(items));
  }

  private async open(actor: Actor, basketId: BasketId): Promise<BasketRow> {
    const basket = await findBasket(this.db, actor, basketId);
    if (!basket) throw new NotFound();
    if (basket.state !== 'open') await this.refuseClosed(basket.id);
    return basket;
  }

  private async refuseClosed(basketId: BasketId): Promise<never> {
    const checkout = await checkoutOfBasket(this.db, basketId);
    if (!checkout) throw new NotFound();
    throw new BasketCheckedOut(checkout.id, checkout.number);
  }

  private async offers(items: readonly Wanted[]): Promise<Offer[]> {
    return items.length === 0 ? [] : this.catalogue.offers(items.map((item) => item.variantId));
  }
}

function withQuantity(items: readonly Wanted[], variantId: string, quantity: number): Wanted[] {
  if (quantity === 0) return items.filter((item) => item.variantId !== variantId);
  if (!items.some((item) => item.variantId === variantId)) return [...items, { variantId, quantity }];
  return items.map((item) => (item.variantId === variantId ? { variantId, quantity } : item));
}

function requireQuantity(quantity: number): void {
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= TERMS.quantity) return;
  throw InvalidInput.at('/quantity', { id: `Harus bilangan bulat 1 sampai ${TERMS.quantity}`, en: `Must be a whole number from 1 to ${TERMS.quantity}` });
}
