import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Actor, newId } from '#libs/platform';
import { ADDRESS, GETASAN, guest, ordering, person, statements, type Ordering } from './ordering.js';

let market: Ordering;
beforeAll(async () => {
  market = await ordering();
});
afterAll(() => market.close());

describe('baskets', () => {
  test('group by shop, add up quantities and apply price tiers', async () => {
    const a = await market.goods({ price: 20_000, variants: 2 });
    const b = await market.goods({ price: 15_000, villageCode: GETASAN });
    await market.rows(`INSERT INTO shop.price_tier (variant_id, audience, min_quantity, unit_price) VALUES ($1, 'retail', 12, 18000)`, [a.variantIds[0]]);
    const basket = await market.filled([[a.variantIds[0]!, 5], [b.variantIds[0]!, 1], [a.variantIds[1]!, 1], [a.variantIds[0]!, 7]]);
    const view = await market.baskets.view(basket.actor, basket.id);
    expect(view.shops.map((shop) => [shop.shopId, shop.items.map((item) => [item.variantId, item.quantity, item.unitAmount, item.totalAmount]), shop.subtotalAmount])).toEqual([
      [a.shopId, [[a.variantIds[0], 12, 18_000, 216_000], [a.variantIds[1], 1, 20_000, 20_000]], 236_000],
      [b.shopId, [[b.variantIds[0], 1, 15_000, 15_000]], 15_000],
    ]);
    expect(view.subtotalAmount).toBe(251_000);
    expect((await market.baskets.setQuantity(basket.actor, basket.id, a.variantIds[0]!, 2)).subtotalAmount).toBe(75_000);
    expect((await market.baskets.remove(basket.actor, basket.id, b.variantIds[0]!)).shops).toHaveLength(1);
    await expect(market.baskets.remove(basket.actor, basket.id, b.variantIds[0]!)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('adding takes three statements, viewing two', async () => {
    const { variantIds } = await market.goods({ variants: 3 });
    const basket = await market.filled([[variantIds[0]!, 1], [variantIds[1]!, 1]]);
    expect(await statements(() => market.baskets.add(basket.actor, basket.id, variantIds[2]!, 1))).toHaveLength(3);
    expect(await statements(() => market.baskets.view(basket.actor, basket.id))).toHaveLength(2);
  });

  test('an id opens nothing: another guest, a person and a wrong token find no basket, nor change it', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const basket = await market.filled([[variantId!, 1]]);
    const mine = person();
    const own = await market.filled([[variantId!, 1]], mine);
    for (const other of [new Actor({}), guest({ basket: 'guess' }), person(), mine]) {
      await expect(market.baskets.view(other, basket.id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(market.baskets.add(other, basket.id, variantId!, 1)).rejects.toMatchObject({ code: 'not_found' });
      await expect(market.baskets.deliveryOptions(other, basket.id, ADDRESS)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(market.baskets.view(basket.actor, own.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await market.baskets.view(basket.actor, basket.id)).shops[0]!.items[0]!.quantity).toBe(1);
    expect(await market.rows('SELECT 1 FROM orders.basket WHERE encode(token_hash, $2) = $1', [basket.actor.tokens.basket, 'escape'])).toEqual([]);
  });

  test('quantities are whole, from 1 to 9999 in all', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const basket = await market.filled([[variantId!, 9_998]]);
    for (const quantity of [0, -1, 1.5, 10_000, Number.NaN]) {
      await expect(market.baskets.add(basket.actor, basket.id, variantId!, quantity)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    await expect(market.baskets.add(basket.actor, basket.id, variantId!, 2)).rejects.toMatchObject({ code: 'quantity_too_large' });
    expect((await market.baskets.add(basket.actor, basket.id, variantId!, 1)).shops[0]!.items[0]!.quantity).toBe(9_999);
  });

  test('only what is for sale goes in; what stops being sold stays with a warning and counts nothing', async () => {
    const { variantIds: [variantId], shopId } = await market.goods();
    const basket = await market.filled([[variantId!, 1]]);
    await expect(market.baskets.add(basket.actor, basket.id, newId('var'), 1)).rejects.toMatchObject({ code: 'not_sellable', status: 422 });
    await market.rows(`UPDATE shop.shop SET state = 'suspended' WHERE id = $1`, [shopId]);
    await expect(market.baskets.add(basket.actor, basket.id, variantId!, 1)).rejects.toMatchObject({ code: 'not_sellable' });
    expect(await market.baskets.view(basket.actor, basket.id)).toMatchObject({ subtotalAmount: 0, shops: [{ items: [{ warning: 'not_sellable' }] }] });
  });

  test('made to order is never short', async () => {
    const { variantIds: [variantId] } = await market.goods({ madeToOrder: true, onHand: 0 });
    const basket = await market.filled([[variantId!, 40]]);
    expect((await market.baskets.view(basket.actor, basket.id)).shops[0]!.items[0]).toMatchObject({ warning: null, madeToOrder: true, leadDays: 7 });
  });

  test("at sign-in the guest's basket joins the person's, or becomes it", async () => {
    const { variantIds: [a, b] } = await market.goods({ variants: 2 });
    const buyer = person();
    const first = await market.filled([[a!, 2]]);
    const adopted = await market.baskets.mergeInto(buyer, first.actor.tokens.basket!);
    expect(adopted).toBe(first.id);
    await expect(market.baskets.view(first.actor, first.id)).rejects.toMatchObject({ code: 'not_found' });
    const second = await market.filled([[a!, 3], [b!, 1]]);
    expect(await market.baskets.mergeInto(buyer, second.actor.tokens.basket!)).toBe(first.id);
    expect(await market.baskets.mergeInto(buyer, second.actor.tokens.basket!)).toBe(first.id);
    const merged = await market.baskets.view(buyer, first.id);
    expect(merged.shops[0]!.items.map((item) => [item.variantId, item.quantity])).toEqual([[a, 5], [b, 1]]);
    expect(await market.baskets.current(buyer)).toBe(first.id);
    expect(await market.baskets.current(person())).toBeNull();
  });

  test('delivery options per shop, cheapest first; a village that does not exist is refused at its field', async () => {
    const a = await market.goods();
    const b = await market.goods({ villageCode: GETASAN });
    const basket = await market.filled([[a.variantIds[0]!, 1], [b.variantIds[0]!, 2]]);
    const options = await market.baskets.deliveryOptions(basket.actor, basket.id, ADDRESS);
    expect(options.map((shop) => shop.shopId)).toEqual([a.shopId, b.shopId]);
    for (const shop of options) {
      const prices = shop.options.map((option) => option.priceAmount);
      expect(prices.length).toBeGreaterThan(1);
      expect(prices).toEqual([...prices].sort((x, y) => x - y));
    }
    await expect(market.baskets.deliveryOptions(basket.actor, basket.id, { ...ADDRESS, villageCode: '99.01.01.2001' })).rejects.toMatchObject({
      status: 422, spec: { errors: [{ pointer: '/address/villageCode' }] },
    });
    const empty = await market.filled([]);
    await expect(market.baskets.deliveryOptions(empty.actor, empty.id, ADDRESS)).rejects.toMatchObject({ code: 'basket_empty' });
  });

  test('forgotten and merged baskets go after 90 days, checked-out ones stay', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const forgotten = await market.filled([[variantId!, 1]]);
    const { checkout } = await market.placed([[variantId!, 1]]);
    market.clock.advance({ days: 91 });
    const fresh = await market.filled([]);
    await market.schedules.forgetBaskets();
    await expect(market.baskets.view(forgotten.actor, forgotten.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await market.rows('SELECT b.state FROM orders.basket b JOIN orders.checkout c ON c.basket_id = b.id WHERE c.id = $1', [checkout.id])).toEqual([{ state: 'checked_out' }]);
    expect(await market.baskets.view(fresh.actor, fresh.id)).toMatchObject({ shops: [] });
  });
});
