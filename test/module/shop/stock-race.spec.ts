import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { newId, type Id } from '#libs/platform';
import { OutOfStock, ShopModule, Stock, StockBelowReserved, StockInvariants } from '#libs/shop';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { givenGoods, type Goods } from './goods.js';

let market: ModuleUnderTest;
let stock: Stock;

beforeAll(async () => {
  market = await moduleUnderTest({ imports: [ShopModule] });
  stock = market.get(Stock);
});
afterAll(() => market.close());

const inAnHour = () => new Date(market.clock.now().getTime() + 3_600_000);
const order = (): Id<'ord'> => newId('ord');
const line = (holder: string, variantId: string, quantity: number) => ({ holder, variantId, quantity });

async function stocked(onHand: number, wanted: Parameters<typeof givenGoods>[1] = {}): Promise<Goods> {
  const goods = await givenGoods(market.db, wanted);
  for (const variantId of goods.variantIds) await stock.count(goods.keeper, goods.shopId, variantId, { onHand, reason: 'awal' });
  return goods;
}

async function level({ keeper, shopId }: Goods, variantId: string) {
  const { items } = await stock.levels(keeper, shopId);
  const { onHand, reserved, available } = items.find((each) => each.variantId === variantId)!;
  return { onHand, reserved, available };
}

async function expectSound(): Promise<void> {
  expect((await market.get(StockInvariants).findings(new Date(0))).filter((finding) => finding.invariant === 'I5')).toEqual([]);
}

/** The second begins while the first has done its work but not committed it. */
async function after(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  let commit = () => {};
  let done = () => {};
  const isDone = new Promise<void>((resolve) => (done = resolve));
  const mayCommit = new Promise<void>((resolve) => (commit = resolve));
  const one = market.db.transaction(async () => {
    await first();
    done();
    await mayCommit;
  });
  await isDone;
  const other = second();
  await new Promise((resolve) => setTimeout(resolve, 100));
  commit();
  await Promise.all([one, other]);
}

test('a lot that comes in while the product’s terms change has the new ones', async () => {
  const goods = await stocked(1);
  const [variantId] = goods.variantIds as [Id<'var'>];
  await after(
    () => market.db.query('UPDATE shop.product SET stop_selling_days = 5 WHERE shop_id = $1', [goods.shopId]),
    () => stock.receive(goods.keeper, goods.shopId, variantId, { quantity: 1, expiresOn: '2027-03-31' }),
  );
  await after(
    () => stock.receive(goods.keeper, goods.shopId, variantId, { quantity: 1, expiresOn: '2027-04-30' }),
    () => market.db.query('UPDATE shop.product SET stop_selling_days = 7 WHERE shop_id = $1', [goods.shopId]),
  );
  const days = await market.db.query<{ day: string }>('SELECT sold_before::text AS day FROM shop.stock_level WHERE variant_id = $1 ORDER BY 1', [variantId]);
  expect(days.map(({ day }) => day)).toEqual(['2027-03-24', '2027-04-23', 'infinity']);
  await expectSound();
});

describe('many at once', () => {
  test('of 200 buyers for 7 units exactly 7 get one, in each of 20 rounds', async () => {
    for (let round = 0; round < 20; round++) {
      const goods = await stocked(7);
      const buyers = Array.from({ length: 200 }, () => market.db.transaction(() => stock.reserve([line(order(), goods.variantIds[0]!, 1)], inAnHour())));
      const answers = await Promise.allSettled(buyers);
      const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
      expect(answers.length - refusals.length).toBe(7);
      expect(refusals.filter((refusal) => !(refusal instanceof OutOfStock))).toEqual([]);
      expect(await level(goods, goods.variantIds[0]!)).toEqual({ onHand: 7, reserved: 7, available: 0 });
    }
    await expectSound();
  });

  test('baskets of the same jars in opposite order, released and fulfilled meanwhile, never deadlock and never oversell', async () => {
    const goods = await stocked(40, { variants: 4 });
    const held: string[] = [];
    const buyers = Array.from({ length: 120 }, async (_, i) => {
      const holder = order();
      const variants = i % 2 ? goods.variantIds : goods.variantIds.toReversed();
      await market.db.transaction(() => stock.reserve(variants.map((variantId) => line(holder, variantId, 1)), inAnHour()));
      if (i % 3 === 0) await market.db.transaction(() => stock.release([holder]));
      else if (i % 3 === 1) await market.db.transaction(() => stock.fulfil([holder]));
      else held.push(holder);
    });
    const refusals = (await Promise.allSettled(buyers)).flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refusals.filter((refusal) => !(refusal instanceof OutOfStock))).toEqual([]);
    for (const variantId of goods.variantIds) {
      const { onHand, reserved, available } = await level(goods, variantId);
      expect(reserved).toBe(held.length);
      expect(available).toBe(onHand - reserved);
    }
    await stock.release(held);
    await expectSound();
  });

  test('who waited for a shelf is judged by what is on it then, not by what was on it before', async () => {
    const goods = await stocked(6);
    const [variantId] = goods.variantIds as [Id<'var'>];
    const [first, second] = [order(), order()];
    await stock.reserve([line(first, variantId, 5)], inAnHour());
    await after(() => stock.release([first]), () => stock.reserve([line(second, variantId, 5)], inAnHour()));
    expect(await level(goods, variantId)).toEqual({ onHand: 6, reserved: 5, available: 1 });
    await after(
      () => stock.count(goods.keeper, goods.shopId, variantId, { onHand: 9, reason: 'lebih' }),
      () => stock.count(goods.keeper, goods.shopId, variantId, { onHand: 5, reason: 'kurang' }),
    );
    expect(await level(goods, variantId)).toEqual({ onHand: 5, reserved: 5, available: 0 });
    await after(() => stock.release([second]), () => stock.count(goods.keeper, goods.shopId, variantId, { onHand: 1, reason: 'rusak' }));
    await after(
      () => stock.count(goods.keeper, goods.shopId, variantId, { onHand: 2, reason: 'rusak' }),
      async () => expect(await stock.reserve([line(order(), variantId, 3)], inAnHour()).catch((error: unknown) => error)).toBeInstanceOf(OutOfStock),
    );
    await expectSound();
  });

  test('whatever is done at once, what is on hand is what moved and what is reserved is what is held', async () => {
    const verb = fc.record({
      kind: fc.constantFrom('reserve', 'release', 'releaseLine', 'claim', 'fulfil', 'putBack', 'count', 'receive'),
      holder: fc.nat(4), variant: fc.nat(2), quantity: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(verb, { minLength: 5, maxLength: 40 }), async (verbs) => {
        const goods = await stocked(6, { variants: 3 });
        const holders = Array.from({ length: 5 }, order);
        const run = async ({ kind, holder, variant, quantity }: (typeof verbs)[number]): Promise<unknown> => {
          const [of, variantId] = [holders[holder]!, goods.variantIds[variant]!];
          const { keeper, shopId } = goods;
          switch (kind) {
            case 'reserve': return stock.reserve(goods.variantIds.slice(variant).toReversed().map((each) => line(of, each, quantity)), inAnHour());
            case 'release': return stock.release([of, holders[(holder + 1) % 5]!]);
            case 'releaseLine': return stock.releaseLines(of, [{ variantId, quantity }], quantity % 2 ? 'same cause' : null);
            case 'claim': return stock.claim(holders);
            case 'fulfil': return stock.fulfil(of);
            case 'putBack': return stock.putBack(of, [{ variantId, quantity }]);
            case 'count': return stock.count(keeper, shopId, variantId, { onHand: quantity * 2, reason: 'hitung' });
            default: return stock.receive(keeper, shopId, variantId, { quantity, expiresOn: quantity % 2 ? '2027-05-01' : null });
          }
        };
        const answers = await Promise.allSettled(verbs.map(run));
        const unexpected = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : [])).filter((reason) => !(reason instanceof OutOfStock) && !(reason instanceof StockBelowReserved));
        expect(unexpected).toEqual([]);
        await expectSound();
      }),
      { numRuns: 60 },
    );
  });
});

describe('invariants', () => {
  test('one wrong row each is found: on hand, reserved, and a hold that should be gone', async () => {
    const goods = await stocked(5, { variants: 2 });
    const [a, b] = goods.variantIds as [Id<'var'>, Id<'var'>];
    const holder = order();
    await stock.reserve([line(holder, b, 1)], inAnHour());
    await market.db.query('UPDATE shop.stock_level SET on_hand = on_hand + 1 WHERE variant_id = $1', [a]);
    await market.db.query('UPDATE shop.stock_level SET reserved = reserved + 1 WHERE variant_id = $1', [b]);
    const findings = await market.get(StockInvariants).findings(new Date(inAnHour().getTime() + 1));
    const ours = findings.filter(({ subject }) => subject === holder || subject.startsWith(a) || subject.startsWith(b));
    expect(ours.map(({ invariant, subject }) => [invariant, subject.slice(0, 30)])).toEqual([['I5', a], ['I5', b], ['I6', holder]].sort((x, y) => (x[0]! + x[1]! < y[0]! + y[1]! ? -1 : 1)));
  });
});
