import type { INestApplicationContext } from '@nestjs/common';
import { People } from '#libs/identity';
import { Clock, Database, later } from '#libs/platform';
import { Regions } from '#libs/region';
import { BulkCatalogue, BulkShops } from '#libs/shop';
import { DEMO_PASSWORD } from '../demo/people.js';
import { progressOf } from './progress.js';
import { ownerEmail, planShop, productsOfPlan, shopsFor, sizeOf, type ShopPlan } from './shop-plan.js';
import { villageCodes } from './villages.js';

/** While one shop's rows go to the database the next one is thought out. */
const SHOPS_AT_ONCE = 3;

/**
 * Fills the market with shops until there are that many products beside the demo world's. A shop is one transaction, and the same number is always the
 * same shop: run again, it goes on where it was broken off; asked for more, it adds.
 */
export async function growCatalogue(app: INestApplicationContext, products: number): Promise<void> {
  const goal = shopsFor(products);
  const villages = await villageCodes(app.get(Regions));
  const progress = progressOf(`products of ${goal.shops} shops`, goal.products);
  let next = 1;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next <= goal.shops) {
      const number = next++;
      const isThere = await app.get(People).byEmail(ownerEmail(number));
      if (!isThere) await openShop(app, planShop(number, villages[(number * 7919) % villages.length]!));
      progress.reached((done += sizeOf(number)));
    }
  };
  await app.get(BulkCatalogue).growing(async () => void (await Promise.all(Array.from({ length: SHOPS_AT_ONCE }, work))));
  progress.finished();
}

async function openShop(app: INestApplicationContext, plan: ShopPlan): Promise<void> {
  const now = app.get(Clock).now();
  const products = productsOfPlan(plan, now);
  const drawings = await app.get(BulkCatalogue).storeDrawings(products);
  await app.get(Database).transaction(async () => {
    const { name, email } = plan.owner;
    const ownerId = await app.get(People).create({ email, name, locale: 'id', password: DEMO_PASSWORD, emailVerified: true });
    const shopId = await app.get(BulkShops).open({ ownerId, slug: plan.slug, details: plan.details, certificates: plan.certificates, openedAt: later(now, { days: -800 }) });
    await app.get(BulkCatalogue).publish(shopId, plan.slug, products, drawings);
  });
}
