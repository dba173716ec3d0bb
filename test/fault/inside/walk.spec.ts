import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { OrderId } from '#libs/order';
import { Actor, later, Problem, Subscribers, type Id } from '#libs/platform';
import { OutOfStock } from '#libs/shop';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { ordering, type Ordering } from '../../module/order/ordering.js';
import type { Goods } from '../../module/shop/goods.js';
import { atSize } from '../support/size.js';

let market: Ordering;
beforeAll(async () => {
  market = await ordering();
});
afterAll(() => market.close());

interface Bought {
  id: OrderId;
  checkoutId: Id<'cko'>;
  buyer: Actor;
  goods: Goods;
}

/** A small town: two shops, whoever buys there, their bank and the time. */
interface Town {
  shops: Goods[];
  orders: Bought[];
  /** Pages at the bank on which nobody has chosen yet. */
  pages: string[];
}

type Real = { market: Ordering; town: Town };
type Deed = (real: Real, pick: number) => Promise<unknown>;

const reason = 'uji';
const pickOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % Math.max(1, all.length)];

/** Something that one does with one of the orders, when there is one. */
const withOrder = (deed: (bought: Bought) => Promise<unknown>): Deed => async ({ town }, pick) => {
  const bought = pickOf(town.orders, pick);
  if (bought) await deed(bought);
};

const line = async ({ buyer, id }: Bought) => [{ lineId: (await market.orders.view(buyer, id)).lines[0]!.id, quantity: 1 }];

async function buy({ town }: Real, pick: number): Promise<void> {
  const wanted = pick % 3 === 0 ? town.shops : [pickOf(town.shops, pick)!];
  const { checkout, buyer } = await market.placed(wanted.map(({ variantIds }) => [variantIds[0]!, 1 + (pick % 3)] as const));
  for (const { id, shopId } of checkout.orders) town.orders.push({ id, checkoutId: checkout.id, buyer, goods: town.shops.find((shop) => shop.shopId === shopId)! });
  town.pages.push(checkout.payment.action!.url);
}

const choose = (outcome: 'paid' | 'failed' | 'expired'): Deed => async ({ town }, pick) => {
  const page = pickOf(town.pages, pick);
  if (page) await market.bank.choose(page, outcome);
};

const DEEDS = {
  'somebody buys': buy,
  'the bank is paid': choose('paid'),
  'the bank refuses': choose('failed'),
  'the page at the bank runs out': choose('expired'),
  'another attempt is begun': withOrder(async ({ buyer, checkoutId }) => {
    const { action } = await market.checkouts.attempt(buyer, checkoutId, 'sandbox');
    if (action) await market.bank.choose(action.url, 'paid');
  }),
  'a keeper accepts': withOrder(({ goods: { keeper, shopId }, id }) => market.orders.accept(keeper, shopId, id)),
  'a keeper rejects a piece': withOrder(async (bought) => market.orders.reject(bought.goods.keeper, bought.goods.shopId, bought.id, { reason, lines: await line(bought) })),
  'a keeper packs': withOrder(({ goods: { keeper, shopId }, id }) => market.orders.pack(keeper, shopId, id)),
  'a keeper sends': withOrder(({ goods: { keeper, shopId }, id }) => market.orders.ship(keeper, shopId, id, { courier: 'OWN', service: 'OWN' })),
  'a keeper refunds a piece': withOrder(async (bought) => market.orders.refund(bought.goods.keeper, bought.id, { reason, lines: await line(bought) })),
  'a keeper refunds some': withOrder(({ goods: { keeper }, id }) => market.orders.refund(keeper, id, { reason, amount: 1_234 })),
  'a parcel comes back': withOrder(({ goods: { keeper, shopId }, id }) => market.orders.takeBack(keeper, shopId, id, reason)),
  'a buyer cancels': withOrder(({ buyer, id }) => market.orders.cancel(buyer, id, reason)),
  'a buyer has it': withOrder(({ buyer, id }) => market.orders.receive(buyer, id)),
  'a shelf is counted': async ({ town }: Real, pick: number) => {
    const { keeper, shopId, variantIds } = pickOf(town.shops, pick)!;
    await market.stock.count(keeper, shopId, variantIds[0]!, { onHand: pick % 9, reason });
  },
  'an hour passes': async () => market.clock.advance({ minutes: 61 }),
  'three days pass': async () => market.clock.advance({ days: 3, minutes: 1 }),
  'a week passes': async () => market.clock.advance({ days: 7, minutes: 1 }),
  'a month passes': async () => market.clock.advance({ days: 30, minutes: 1 }),
} satisfies Record<string, Deed>;

/** The deed, refused or not, then everything that goes by itself: and nothing is broken. */
class Doing implements fc.AsyncCommand<object, Real> {
  constructor(
    private readonly deed: keyof typeof DEEDS,
    private readonly pick: number,
  ) {}

  check = (): boolean => true;

  async run(_: object, real: Real): Promise<void> {
    await DEEDS[this.deed](real, this.pick).catch((thrown: unknown) => {
      if (!(thrown instanceof Problem) && !(thrown instanceof OutOfStock)) throw thrown;
    });
    await settle();
    expect(await findBroken(market.app)).toEqual([]);
  }

  toString = (): string => `${this.deed} (${this.pick})`;
}

async function settle(): Promise<void> {
  await market.payments.pollUnanswered({ all: true });
  await market.settle();
  for (const schedule of market.get(Subscribers).schedules.filter(({ name }) => name.startsWith('order.'))) await schedule.run();
  await market.settle();
}

const deeds = (Object.keys(DEEDS) as (keyof typeof DEEDS)[]).map((deed) => fc.nat(11).map((pick) => new Doing(deed, pick)));

test('whatever buyers, sellers, the bank and time do, nothing is broken after any step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(deeds, { maxCommands: atSize(25, 80), size: 'max' }), async (walk) => {
      market.clock.set(later(market.clock.now(), { days: 1 }));
      const shops = [await market.goods({ onHand: 5 }), await market.goods({ onHand: 5 })];
      await fc.asyncModelRun(() => ({ model: {}, real: { market, town: { shops, orders: [], pages: [] } } }), walk);
    }),
    // What broke once stays broken in the database, so a shorter walk would show nothing.
    { numRuns: atSize(6, 40), endOnFailure: true },
  );
}, atSize(120_000, 3_000_000));
