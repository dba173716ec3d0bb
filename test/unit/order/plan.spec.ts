import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { newId } from '#libs/platform';
import type { Offer } from '#libs/shop';
import { checkedAddress } from '../../../libs/order/src/basket/address.js';
import { basketView, fingerprintOf, splitByShop } from '../../../libs/order/src/basket/price-basket.js';
import { checkoutToken, holdKey, tokenHash } from '../../../libs/order/src/checkout/guest-token.js';
import { commissionQuestions, planOrders, totalsOf } from '../../../libs/order/src/checkout/plan-orders.js';

const SHOPS = Array.from({ length: 4 }, () => newId('shp'));

function offer(shopId: Offer['shopId'], over: Partial<Offer> = {}): Offer {
  return {
    variantId: newId('var'), productId: newId('prd'), productSlug: 'bakul', productName: { id: 'Bakul' }, variantLabel: null, sku: 'B1', shopId, shopSlug: 'palam', shopName: 'Palam',
    shopVillageCode: '63.72.03.1001', sentraId: null, categoryPath: 'craft/weaving', priceAmount: 20_000, tiers: [], unit: { code: 'PCS', step: 1 }, weightGrams: 200,
    packedMm: { length: 300, width: 200, height: 100 }, nestable: false, madeToOrder: false, leadDays: 0, photoId: null, available: 100, sellable: true, ...over,
  };
}

const tiers = fc.uniqueArray(fc.record({ minQuantity: fc.integer({ min: 2, max: 200 }), unitAmount: fc.integer({ min: 1, max: 1_000_000 }) }), { selector: (tier) => tier.minQuantity, maxLength: 3 });
const wanted = fc.array(
  fc.record({ shop: fc.integer({ min: 0, max: 3 }), priceAmount: fc.integer({ min: 0, max: 50_000_000 }), tiers, quantity: fc.integer({ min: 1, max: 9_999 }) }),
  { minLength: 1, maxLength: 20 },
);
const deliveryOf = (shopId: string, priceAmount: number) => ({ quoteId: newId('qot'), shopId, courier: 'JNE', courierName: 'JNE', service: 'REG', serviceName: 'Reguler', priceAmount, days: { min: 1, max: 3 }, chargeableGrams: 1000 });

describe('splitting by shop', () => {
  test('every line is in exactly one order, and the orders sum to the checkout', () => {
    fc.assert(
      fc.property(wanted, fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 4, maxLength: 4 }), (items, prices) => {
        const offers = items.map((item) => offer(SHOPS[item.shop]!, { priceAmount: item.priceAmount, tiers: item.tiers.sort((a, b) => a.minQuantity - b.minQuantity) }));
        const asked = offers.map(({ variantId }, index) => ({ variantId, quantity: items[index]!.quantity }));
        const parts = splitByShop(asked, offers);
        const deliveries = parts.map((part) => deliveryOf(part.shopId, prices[SHOPS.indexOf(part.shopId)]!));
        const commissions = commissionQuestions(parts).map(({ amount }) => ({ basisPoints: 500, amount: Math.trunc(amount / 20) }));
        const orders = planOrders(parts, deliveries, commissions);
        const totals = totalsOf(parts, deliveries);

        expect(orders.map((order) => order.part.shopId)).toEqual([...new Set(orders.map((order) => order.part.shopId))]);
        expect(orders.flatMap((order) => order.lines.map((line) => line.item.offer.variantId)).sort()).toEqual(asked.map((item) => item.variantId).sort());
        for (const order of orders) {
          expect(order.lines.every((line) => line.item.offer.shopId === order.part.shopId)).toBe(true);
          expect(order.totalAmount).toBe(order.lines.reduce((sum, line) => sum + line.item.totalAmount, order.delivery.priceAmount));
          for (const line of order.lines) expect(line.commission.amount).toBe(Math.trunc(line.item.totalAmount / 20));
        }
        expect(orders.reduce((sum, order) => sum + order.totalAmount, 0)).toBe(totals.totalAmount);
        expect(totals.itemsAmount).toBe(basketView(newId('bkt'), asked, offers).subtotalAmount);
        expect(totals.totalAmount).toBe(totals.itemsAmount + totals.deliveryAmount);
      }),
    );
  });

  test('a fingerprint names contents, not the order of adding; what cannot be sold does not count', () => {
    const [a, b, gone] = [offer(SHOPS[0]!), offer(SHOPS[0]!), offer(SHOPS[0]!, { sellable: false })];
    const of = (...items: [Offer, number][]) => fingerprintOf(splitByShop(items.map(([{ variantId }, quantity]) => ({ variantId, quantity })), [a, b, gone])[0]!);
    expect(of([a, 1], [b, 2])).toBe(of([b, 2], [gone, 1], [a, 1]));
    expect(of([a, 1], [b, 2])).not.toBe(of([a, 2], [b, 1]));
  });
});

describe('an address', () => {
  const good = { recipientName: 'Ni Luh', phone: '+6281234567890', line1: 'Jl. Raya 7', villageCode: '51.03.04.2005' };

  test('loses empty fields and outer spaces', () => {
    expect(checkedAddress({ ...good, line1: ' Jl. Raya 7 ', rt: '', postalCode: '80353' })).toEqual({ ...good, postalCode: '80353' });
  });

  test('names every field that cannot be right', () => {
    const refusal = { code: 'invalid_input', spec: { errors: [{ pointer: '/address/phone' }, { pointer: '/address/villageCode' }, { pointer: '/address/postalCode' }] } };
    expect(() => checkedAddress({ ...good, phone: '0812', villageCode: '5103042005', postalCode: '8035' })).toThrow(expect.objectContaining({ code: refusal.code }));
    try {
      checkedAddress({ ...good, phone: '0812', villageCode: '5103042005', postalCode: '8035' });
    } catch (thrown) {
      expect(thrown).toMatchObject(refusal);
    }
  });
});

describe("a guest's token", () => {
  const config = { keyFor: (purpose: string) => Buffer.from(`secret of ${purpose}`) };

  test('is derived again from the id, and differs by id and secret', () => {
    const id = newId('cko');
    expect(checkoutToken(config, id)).toBe(checkoutToken(config, id));
    expect(checkoutToken(config, id)).not.toBe(checkoutToken(config, newId('cko')));
    expect(checkoutToken(config, id)).not.toBe(checkoutToken({ keyFor: () => Buffer.from('other') }, id));
    expect(tokenHash(undefined)).toBeNull();
    expect(tokenHash('')).toBeNull();
  });

  test('the same person is recognised whatever the spelling, and never by another kind of key', () => {
    expect(holdKey(config, 'person', ' Ni.Luh@Example.test ')).toEqual(holdKey(config, 'person', 'ni.luh@example.test'));
    expect(holdKey(config, 'person', 'x')).not.toEqual(holdKey(config, 'address', 'x'));
  });
});
