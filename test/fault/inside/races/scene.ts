import { findBroken } from '../../../../apps/market/src/commands/reconcile.js';
import type { OrderId, OrderView, PlacedCheckout, PlaceRequest } from '#libs/order';
import { newId, Problem, type Actor, type Id } from '#libs/platform';
import { OutOfStock } from '#libs/shop';
import type { Ordering } from '../../../module/order/ordering.js';
import type { Goods } from '../../../module/shop/goods.js';

/** How far things are when the two meet. `shelf`: four pieces of which Ani holds two; the others: two pieces of ten in a basket, in an order that … */
export type Given = 'shelf' | 'sold' | 'basket' | 'unpaid' | 'overdue' | 'paid' | 'accepted' | 'packed' | 'shipped' | 'delivered';

const STEPS: Given[] = ['basket', 'unpaid', 'paid', 'accepted', 'packed', 'shipped', 'delivered'];

/** One shop's goods and what became of them, for two who want something at the same moment. */
export class Meeting {
  goods!: Goods;
  buyer!: Actor;
  checkout!: PlacedCheckout;
  basket!: { id: PlaceRequest['basketId']; actor: Actor };
  request!: PlaceRequest;
  parcelId = '';
  readonly ani: Id<'ord'> = newId('ord');
  readonly budi: Id<'ord'> = newId('ord');

  private constructor(readonly market: Ordering) {}

  static async given(market: Ordering, given: Given): Promise<Meeting> {
    market.clock.set(new Date());
    const meeting = new Meeting(market);
    if (given === 'shelf' || given === 'sold') await meeting.stock(given);
    else await meeting.trade(given);
    return meeting;
  }

  get variantId(): Id<'var'> {
    return this.goods.variantIds[0]!;
  }

  get orderId(): OrderId {
    return this.checkout.orders[0]!.id;
  }

  order(): Promise<OrderView> {
    return this.market.orders.view(this.buyer, this.orderId);
  }

  /** One of the two pieces. */
  async onePiece(): Promise<{ lineId: Id<'oln'>; quantity: number }[]> {
    return [{ lineId: (await this.order()).lines[0]!.id, quantity: 1 }];
  }

  /** What it came to once everybody has heard of everything. */
  async end(): Promise<string> {
    const { market } = this;
    if (this.checkout) {
      await market.payments.pollUnanswered({ all: true });
      await market.settle();
    }
    const { onHand, reserved } = await market.available(this.variantId);
    const shelf = `${reserved} of ${onHand} held`;
    if (!this.checkout) return shelf;
    const order = await this.order();
    const paid = order.capturedAmount === 0 ? 'unpaid' : `${Math.round((order.refundedAmount / order.capturedAmount) * 100)} % back`;
    return `${order.status}, ${paid}, ${shelf}`;
  }

  /** By today's clock: who waits for weeks in one meeting must not make the others' orders overdue. */
  broken(): Promise<unknown[]> {
    this.market.clock.set(new Date());
    return findBroken(this.market.app);
  }

  private async stock(given: 'shelf' | 'sold'): Promise<void> {
    const { market } = this;
    this.goods = await market.goods({ onHand: 4 });
    const inAnHour = new Date(market.clock.now().getTime() + 3_600_000);
    await market.stock.reserve([{ holder: this.ani, variantId: this.variantId, quantity: 2 }], inAnHour);
    if (given === 'sold') await market.stock.fulfil(this.ani);
  }

  private async trade(given: Given): Promise<void> {
    const { market } = this;
    this.goods = await market.goods({ onHand: 10 });
    this.basket = await market.filled([[this.variantId, 2]]);
    this.request = await market.request(this.basket);
    if (given === 'basket') return;
    await this.place(this.request);
    if (given === 'overdue') return market.clock.advance({ minutes: 61 });
    for (const step of STEPS.slice(2, STEPS.indexOf(given) + 1)) await this.advance(step);
    await market.settle();
  }

  private async place(request: PlaceRequest): Promise<void> {
    this.hold(await this.market.checkouts.place(this.basket.actor, request));
  }

  hold(checkout: PlacedCheckout): PlacedCheckout {
    this.checkout = checkout;
    this.buyer = this.basket.actor.holding('checkout', checkout.token!);
    return checkout;
  }

  private async advance(step: Given): Promise<void> {
    const { market, goods: { keeper, shopId } } = this;
    if (step === 'paid') return market.pay(this.checkout);
    if (step === 'accepted') return void (await market.orders.accept(keeper, shopId, this.orderId));
    if (step === 'packed') return void (await market.orders.pack(keeper, shopId, this.orderId));
    if (step === 'shipped') return void (this.parcelId = (await market.orders.ship(keeper, shopId, this.orderId, { courier: 'OWN', service: 'OWN' })).id);
    await market.orders.deliver(keeper, shopId, this.orderId, this.parcelId);
  }
}

/** `done`, or the code of the refusal; anything else is thrown, since nobody may be shown it. */
export function outcome(result: PromiseSettledResult<unknown>): string {
  if (result.status === 'fulfilled') return typeof result.value === 'string' ? result.value : 'done';
  const reason: unknown = result.reason;
  if (reason instanceof OutOfStock) return 'out_of_stock';
  if (reason instanceof Problem) return reason.code;
  throw reason;
}
