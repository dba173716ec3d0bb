import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { IdentityModule } from '#libs/identity';
import { NoticeModule } from '#libs/notice';
import { RegionModule } from '#libs/region';
import { ShopModule } from '#libs/shop';
import { DEMO_SHOPS, makeDemoWorld } from '../../../apps/market/src/demo/demo-world.js';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';

let world: ModuleUnderTest;

beforeAll(async () => {
  world = await moduleUnderTest({ imports: [IdentityModule, RegionModule, NoticeModule, ShopModule] });
  await makeDemoWorld(world.app, () => undefined);
});

afterAll(() => world.close());

const count = async (sql: string) => (await world.db.one<{ n: number }>(sql))!.n;

test('the demo world fills about 30 shops with about 200 listed products', async () => {
  expect(await count("SELECT count(*) AS n FROM shop.shop WHERE state = 'active'")).toBe(DEMO_SHOPS.length);
  expect(await count('SELECT count(*) AS n FROM shop.card')).toBeGreaterThanOrEqual(180);
  expect(await count('SELECT count(*) AS n FROM shop.sentra')).toBe(8);
});

test('every product has a picture of its own', async () => {
  expect(await count('SELECT count(*) AS n FROM shop.product p WHERE NOT EXISTS (SELECT FROM shop.photo f WHERE f.product_id = p.id)')).toBe(0);
});

test('stock levels are the sum of their movements from the first day', async () => {
  expect(
    await count(`SELECT count(*) AS n FROM shop.stock_level l WHERE l.on_hand <> (
      SELECT coalesce(sum(quantity), 0) FROM shop.stock_movement m WHERE (m.variant_id, m.location_id, m.lot_id) = (l.variant_id, l.location_id, l.lot_id))`),
  ).toBe(0);
});

test('making it again changes nothing', async () => {
  const before = await count('SELECT count(*) AS n FROM shop.product');
  await makeDemoWorld(world.app, () => undefined);
  expect(await count('SELECT count(*) AS n FROM shop.product')).toBe(before);
});
