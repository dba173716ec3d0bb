import { Injectable } from '@nestjs/common';
import { Clock, Config, Database, isId, later, newId, NotFound, outside, Outbox, publication, readableNumber, type Actor } from '#libs/platform';
import { Commissions, Payments, type PaymentIntent } from '#libs/payment';
import { Regions } from '#libs/region';
import { Shipping, type ChosenDelivery } from '#libs/shipping';
import { Catalogue, OutOfStock, Stock } from '#libs/shop';
import { checkedAddress } from '../basket/address.js';
import { BasketEmpty } from '../basket/basket.errors.js';
import { lockBasketToPlace, type BasketToPlace, type Unpaid } from '../basket/basket.queries.js';
import { fingerprintOf, splitByShop, type ShopPart } from '../basket/price-basket.js';
import { OrderPlaced } from '../order/order.events.js';
import { TERMS } from '../order/terms.js';
import { BasketCheckedOut, DeliveryMissing, LinesNotSellable, TooManyUnpaid, TotalChanged } from './checkout.errors.js';
import { checkoutOfBasket, placedCheckout } from './checkout.queries.js';
import type { CheckoutId, PlacedCheckout, PlaceRequest } from './checkout.view.js';
import { checkoutToken, holdKey, tokenHash } from './guest-token.js';
import { insertCheckout, type CheckoutToInsert } from './insert-checkout.js';
import { commissionQuestions, planOrders, totalsOf, type PlannedOrder } from './plan-orders.js';

interface Placed {
  checkout: CheckoutToInsert;
  chargeId: Parameters<Payments['begin']>[0];
  intent: PaymentIntent;
}

/** Turns a basket into a checkout: eight statements in one transaction for any number of shops, then the gateway. */
@Injectable()
export class PlaceCheckout {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly outbox: Outbox,
    private readonly catalogue: Catalogue,
    private readonly stock: Stock,
    private readonly regions: Regions,
    private readonly shipping: Shipping,
    private readonly commissions: Commissions,
    private readonly payments: Payments,
  ) {}

  async place(actor: Actor, request: PlaceRequest, attemptKey: string | null): Promise<PlacedCheckout> {
    const key = tokenHash(attemptKey);
    const placed = await withFreshNumbers(() => this.db.transaction(() => this.record(actor, request, key)));
    if ('earlier' in placed) return this.resume(actor, placed.earlier);
    const { checkout, chargeId, intent } = placed;
    const payment = await outside(() => this.payments.begin(chargeId, intent));
    const { id, number, itemsAmount, deliveryAmount, totalAmount, expiresAt } = checkout;
    return {
      id, number, itemsAmount, deliveryAmount, totalAmount, expiresAt, payment,
      token: actor.userId ? null : checkoutToken(this.config, id),
      status: 'awaiting_payment',
      orders: checkout.orders.map((order) => ({
        id: order.id, number: order.number, shopId: order.part.shopId, shopName: order.part.items[0]!.offer.shopName,
        totalAmount: order.totalAmount, status: 'awaiting_payment',
      })),
    };
  }

  /** A retry of what was committed, though its answer never arrived. */
  private async resume(actor: Actor, checkoutId: CheckoutId): Promise<PlacedCheckout> {
    const checkout = await placedCheckout(this.db, checkoutId);
    const [payable] = await this.payments.view([checkoutId]);
    const payment = await outside(() => this.payments.begin(payable!.charge.id));
    return { ...checkout, payment, token: actor.userId ? null : checkoutToken(this.config, checkoutId) };
  }

  private async record(actor: Actor, request: PlaceRequest, attemptKey: Buffer | null): Promise<Placed | { earlier: CheckoutId }> {
    const address = checkedAddress(request.address);
    const keys = this.holdKeys(actor, { ...request, address });
    const basket = await lockBasketToPlace(this.db, actor, request.basketId, keys, this.turns(keys));
    if (!basket) throw new NotFound();
    if (basket.state !== 'open') return { earlier: await this.earlier(basket.id, attemptKey) };
    if (basket.items.length === 0) throw new BasketEmpty();
    this.requireFew(basket);
    const parts = await this.sellableParts(basket);
    const deliveries = await this.redeem(parts, request);
    const totals = totalsOf(parts, deliveries);
    if (totals.totalAmount !== request.expectedTotal) throw new TotalChanged(request.expectedTotal, totals.totalAmount);
    requireOnShelf(parts);

    const orders = planOrders(parts, deliveries, await this.commissions.quote(commissionQuestions(parts)));
    const id: CheckoutId = newId('cko');
    const placedAt = this.clock.now();
    const expiresAt = later(placedAt, { minutes: this.payments.payWithinMinutes(request.payment.method, totals.totalAmount) });
    const checkout: CheckoutToInsert = {
      id, number: readableNumber('KD'), basketId: basket.id, tokenHash: actor.userId ? null : tokenHash(checkoutToken(this.config, id)), attemptKey,
      contact: request.contact, address, ...totals, keys, placedAt, expiresAt, orders,
    };
    this.requireFew(await insertCheckout(this.db, actor, checkout));
    const intent = this.intent(actor, request, checkout);
    const { chargeId } = await this.payments.open(intent);
    await this.outbox.publishAll(orders.map((order) => publication(OrderPlaced, this.facts(actor, checkout, order))));
    // Last: stock rows are the hot ones and stay locked until the commit.
    await this.stock.reserve(heldLines(orders), later(expiresAt, { minutes: TERMS.holdGraceMinutes }));
    return { checkout, chargeId, intent };
  }

  private async earlier(basketId: string, attemptKey: Buffer | null): Promise<CheckoutId> {
    const first = await checkoutOfBasket(this.db, basketId, attemptKey);
    if (!first) throw new NotFound();
    if (!first.isSameAttempt) throw new BasketCheckedOut(first.id, first.number);
    return first.id;
  }

  private requireFew({ unpaidOfPerson, unpaidAtAddress, unpaidInNetwork }: Unpaid): void {
    const factor = this.config.rateLimitFactor;
    const isTooMany =
      unpaidOfPerson >= TERMS.unpaidPerPerson * factor || unpaidAtAddress >= TERMS.unpaidPerAddress * factor || unpaidInNetwork >= TERMS.unpaidPerNetwork * factor;
    if (isTooMany) throw new TooManyUnpaid(TERMS.unpaidMinutes * 60);
  }

  /** Where a limit is smaller than a crowd, those who share it place one by one: each would else see the others' checkouts when it is too late. */
  private turns({ person, address }: CheckoutToInsert['keys']): Buffer[] {
    const factor = this.config.rateLimitFactor;
    return [...(TERMS.unpaidPerPerson * factor < TERMS.placedAtOnce ? [person] : []), ...(TERMS.unpaidPerAddress * factor < TERMS.placedAtOnce ? [address] : [])];
  }

  private async sellableParts(basket: BasketToPlace): Promise<ShopPart[]> {
    const offers = await this.catalogue.offers(basket.items.map((item) => item.variantId));
    const sellable = new Set<string>(offers.filter((offer) => offer.sellable).map((offer) => offer.variantId));
    const others = basket.items.filter((item) => !sellable.has(item.variantId)).map((item) => item.variantId);
    if (others.length > 0) throw new LinesNotSellable(others);
    return splitByShop(basket.items, offers);
  }

  /** Quotes are given for villages that exist, so only their refusal asks whether this one does. */
  private async redeem(parts: readonly ShopPart[], request: PlaceRequest): Promise<ChosenDelivery[]> {
    const missing = parts.filter((part) => !isId('qot', request.delivery[part.shopId])).map((part) => part.shopId);
    if (missing.length > 0) throw new DeliveryMissing(missing);
    const { villageCode } = request.address;
    const wanted = parts.map((part) => ({ quoteId: request.delivery[part.shopId]!, shopId: part.shopId, fingerprint: fingerprintOf(part), destinationVillageCode: villageCode }));
    try {
      return await this.shipping.redeem(wanted);
    } catch (refusal) {
      await this.regions.require(villageCode, '/address/villageCode');
      throw refusal;
    }
  }

  private intent(actor: Actor, request: PlaceRequest, checkout: CheckoutToInsert): PaymentIntent {
    return {
      subjectId: checkout.id,
      reference: checkout.number,
      amount: checkout.totalAmount,
      method: request.payment.method,
      dueAt: checkout.expiresAt,
      buyer: { ...checkout.contact, locale: actor.locale },
      returnPath: `${actor.locale === 'en' ? '/en' : ''}/pesanan/${checkout.id}`,
      shares: checkout.orders.map((order) => ({
        orderId: order.id,
        payeeId: order.part.shopId,
        amount: order.totalAmount,
        shippingAmount: order.delivery.priceAmount,
        lines: order.lines.map((line) => ({ lineId: line.id, amount: line.item.totalAmount, commissionAmount: line.commission.amount })),
      })),
    };
  }

  private facts(actor: Actor, checkout: CheckoutToInsert, order: PlannedOrder) {
    return {
      orderId: order.id, number: order.number, shopId: order.part.shopId, shopName: order.part.items[0]!.offer.shopName, checkoutId: checkout.id,
      buyer: { userId: actor.userId, ...checkout.contact, locale: actor.locale },
      totalAmount: order.totalAmount, checkoutNumber: checkout.number, checkoutAmount: checkout.totalAmount, expiresAt: checkout.expiresAt.toISOString(),
    };
  }

  private holdKeys(actor: Actor, request: PlaceRequest): CheckoutToInsert['keys'] {
    return {
      person: holdKey(this.config, 'person', actor.userId ?? request.contact.email),
      address: holdKey(this.config, 'address', `${request.address.villageCode} ${request.address.line1}`),
      network: actor.ip ? holdKey(this.config, 'network', actor.ip) : null,
    };
  }
}

/** What is plainly sold out is refused before anything is written, so that a crowd costs little; the reservation decides for good. */
function requireOnShelf(parts: readonly ShopPart[]): void {
  const short = parts.flatMap((part) => part.items).filter(({ offer, quantity }) => !offer.madeToOrder && offer.available < quantity);
  if (short.length > 0) throw new OutOfStock(short.map(({ offer, quantity }) => ({ variantId: offer.variantId, wanted: quantity, available: offer.available })));
}

function heldLines(orders: readonly PlannedOrder[]) {
  return orders.flatMap((order) =>
    order.lines
      .filter(({ item }) => !item.offer.madeToOrder)
      .map(({ item }) => ({ holder: order.id, variantId: item.offer.variantId, quantity: item.quantity })),
  );
}

/** Numbers are random and may, once in a very long while, be taken: then the whole transaction is tried anew. */
async function withFreshNumbers<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (thrown) {
      const { constraint } = (thrown as { driverError?: { constraint?: string } }).driverError ?? {};
      if (tries >= 3 || (constraint !== 'checkout_number' && constraint !== 'order_number')) throw thrown;
    }
  }
}
