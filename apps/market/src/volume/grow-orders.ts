import type { INestApplicationContext } from '@nestjs/common';
import { People } from '#libs/identity';
import { BulkOrders } from '#libs/order';
import { Clock, type Id } from '#libs/platform';
import { Regions } from '#libs/region';
import { BulkSales, Catalogue, type Offer } from '#libs/shop';
import { DEMO_PEOPLE } from '../demo/people.js';
import { pastSale, salesFor, type TradingWorld } from './past-sales.js';
import { progressOf } from './progress.js';
import { ownerEmail } from './shop-plan.js';
import { villageCodes } from './villages.js';

const SALES_AT_ONCE = 4_000;
/** One batch is thought out while another is written. */
const BATCHES_AT_ONCE = 2;
const VARIANTS_OF_A_SHOP = 6;
const OFFERS_AT_ONCE = 500;
const BUYERS = 500;

/** Records past trade until there are about that many past orders, oldest first; a batch is one transaction, and run again it goes on where it was broken off. */
export async function growOrders(app: INestApplicationContext, orders: number): Promise<void> {
  const bulk = app.get(BulkOrders);
  const past = await bulk.past();
  const goal = salesFor(orders);
  const world = await tradingWorld(app);
  const progress = progressOf('past orders', orders);
  let next = past.sales;
  let done = past.orders;
  const work = async (): Promise<void> => {
    while (next < goal) {
      const first = next;
      next += SALES_AT_ONCE;
      const sales = Array.from({ length: Math.min(SALES_AT_ONCE, goal - first) }, (_, place) => pastSale(world, first + place, goal));
      const recorded = await bulk.record(sales);
      progress.reached((done += recorded));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, work));
  await bulk.analyse();
  progress.finished(done);
}

async function tradingWorld(app: INestApplicationContext): Promise<TradingWorld> {
  const variants = await app.get(BulkSales).variants(VARIANTS_OF_A_SHOP);
  const shops = new Map<string, Offer[]>();
  for (let at = 0; at < variants.length; at += OFFERS_AT_ONCE) {
    for (const offer of await app.get(Catalogue).offers(variants.slice(at, at + OFFERS_AT_ONCE))) shops.set(offer.shopId, [...(shops.get(offer.shopId) ?? []), offer]);
  }
  return { shops: [...shops.values()], buyers: await buyers(app.get(People)), villages: await villageCodes(app.get(Regions)), now: app.get(Clock).now() };
}

/** Owners of shops buy from their neighbours. */
async function buyers(people: People): Promise<Id<'usr'>[]> {
  const emails = [DEMO_PEOPLE[0]!.email, ...Array.from({ length: BUYERS }, (_, place) => ownerEmail(place + 1))];
  const found: Id<'usr'>[] = [];
  for (const email of emails) {
    const person = await people.byEmail(email);
    if (!person) break;
    found.push(person.userId);
  }
  return found;
}
