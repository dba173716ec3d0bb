import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Actor } from '#libs/platform';
import { ADDRESS, CONTACT, GETASAN, guest, ordering, person, statements, type Ordering } from './ordering.js';

let market: Ordering;
beforeAll(async () => {
  market = await ordering();
});
afterAll(() => market.close());

describe('placing a checkout', () => {
  test('splits a basket by shop, sums exactly, holds the stock and leads to the gateway', async () => {
    const purun = await market.goods({ price: 20_000 });
    const endek = await market.goods({ price: 350_000, villageCode: GETASAN });
    const basket = await market.filled([[purun.variantIds[0]!, 3], [endek.variantIds[0]!, 1]]);
    const request = await market.request(basket);
    const checkout = await market.checkouts.place(basket.actor, request);

    expect(checkout).toMatchObject({ status: 'awaiting_payment', itemsAmount: 410_000, totalAmount: request.expectedTotal });
    expect(checkout.number).toMatch(/^KD-[2-9A-HJKMNP-Z]{6}$/);
    expect(checkout.orders.map((order) => order.shopId)).toEqual([purun.shopId, endek.shopId]);
    expect(checkout.orders.reduce((sum, order) => sum + order.totalAmount, 0)).toBe(checkout.totalAmount);
    expect(checkout.payment).toMatchObject({ status: 'pending', action: { type: 'redirect', url: expect.stringContaining('/sandbox/pay/') } });
    expect(await market.available(purun.variantIds[0]!)).toEqual({ onHand: 100, reserved: 3 });

    const view = await market.checkouts.view(guest({ checkout: checkout.token! }), checkout.id);
    expect(view.orders.flatMap((order) => order.lines.map((line) => [line.variantId, line.quantity, line.totalAmount]))).toEqual([
      [purun.variantIds[0], 3, 60_000], [endek.variantIds[0], 1, 350_000],
    ]);
    expect(view.orders.map((order) => order.timeline.map((entry) => entry.kind))).toEqual([['placed'], ['placed']]);
    await expect(market.checkouts.view(guest({ checkout: 'another' }), checkout.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(market.checkouts.view(person(), checkout.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await market.invariants.findings(market.clock.now())).toEqual([]);
  });

  test('takes at most nine statements and four to record the gateway, however many shops there are', async () => {
    for (const shops of [1, 7]) {
      const goods = [];
      for (let i = 0; i < shops; i++) goods.push(await market.goods({ variants: 2 }));
      const basket = await market.filled(goods.flatMap((each) => each.variantIds.map((id) => [id, 2] as const)));
      const request = await market.request(basket);
      const sent = await statements(() => market.checkouts.place(basket.actor, request));
      const opened = sent.findIndex((text) => text.includes('payment.payable'));
      const reserved = sent.findIndex((text) => text.includes('INSERT INTO shop.reservation'));
      expect(opened).toBeGreaterThan(0);
      // The hot rows come last in the transaction; what follows is the gateway's answer.
      expect(reserved).toBeGreaterThan(opened);
      expect(reserved + 1).toBeLessThanOrEqual(9);
      expect(sent.length - (reserved + 1)).toBeLessThanOrEqual(4);
    }
  });

  test('belongs to the person who was signed in, without a token', async () => {
    const { variantIds } = await market.goods();
    const buyer = person();
    const { checkout } = await market.placed([[variantIds[0]!, 1]], buyer);
    expect(checkout.token).toBeNull();
    expect((await market.checkouts.view(buyer, checkout.id)).number).toBe(checkout.number);
    expect((await market.orders.mine(buyer, {})).items.map((order) => order.id)).toEqual([checkout.orders[0]!.id]);
    await expect(market.checkouts.view(person(), checkout.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(market.checkouts.view(new Actor({}), checkout.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('50 parallel submits of one basket make one checkout; the others are told which', async () => {
    const { variantIds } = await market.goods();
    const basket = await market.filled([[variantIds[0]!, 2]]);
    const request = await market.request(basket);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => market.checkouts.place(basket.actor, request)));
    const first = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(first).toHaveLength(1);
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [(answer.reason as { spec: unknown }).spec] : []));
    expect(refusals).toHaveLength(49);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'basket_checked_out', extra: { checkoutId: first[0]!.id, number: first[0]!.number } });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 2 });
  });

  test('a retry of a try whose answer was lost gets the same checkout and goes on to the gateway', async () => {
    const { variantIds } = await market.goods();
    const basket = await market.filled([[variantIds[0]!, 2]]);
    const request = await market.request(basket);
    const first = await market.checkouts.place(basket.actor, request, 'key of the client');
    expect(await market.checkouts.place(basket.actor, request, 'key of the client')).toEqual(first);
    await expect(market.checkouts.place(basket.actor, request, 'another key')).rejects.toMatchObject({ code: 'basket_checked_out' });
    await expect(market.checkouts.place(basket.actor, request)).rejects.toMatchObject({ code: 'basket_checked_out' });
    expect(await market.available(variantIds[0]!)).toEqual({ onHand: 100, reserved: 2 });
  });

  test('a retried attempt at paying goes on with the charge that the first try had begun', async () => {
    const { variantIds } = await market.goods();
    const { checkout, buyer } = await market.placed([[variantIds[0]!, 1]]);
    const first = await market.checkouts.attempt(buyer, checkout.id, 'sandbox', 'pay again');
    expect(await market.checkouts.attempt(buyer, checkout.id, 'sandbox', 'pay again')).toEqual(first);
    const other = await market.checkouts.attempt(buyer, checkout.id, 'sandbox', 'pay once more');
    expect(new Set([checkout.payment.id, first.id, other.id]).size).toBe(3);
    await market.pay({ ...checkout, payment: first });
    expect(await market.checkouts.attempt(buyer, checkout.id, 'sandbox', 'pay again')).toMatchObject({ id: first.id, status: 'captured' });
  });

  test('40 buyers of mixed baskets for 7 units: exactly 7 sold, nobody stuck', async () => {
    const a = await market.goods({ onHand: 7 });
    const b = await market.goods({ onHand: 1000 });
    const baskets = [];
    for (let i = 0; i < 40; i++) {
      const lines = [[a.variantIds[0]!, 1], [b.variantIds[0]!, 1]] as const;
      const basket = await market.filled(i % 2 ? lines : [...lines].reverse());
      baskets.push({ basket, request: await market.request(basket) });
    }
    const answers = await Promise.allSettled(baskets.map(({ basket, request }) => market.checkouts.place(basket.actor, request)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(7);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'out_of_stock' });
    expect(await market.available(a.variantIds[0]!)).toEqual({ onHand: 7, reserved: 7 });
    expect(await market.available(b.variantIds[0]!)).toEqual({ onHand: 1000, reserved: 7 });
  });
});

describe('what a checkout refuses', () => {
  test('too few on the shelf: names what is short, and the basket stays usable', async () => {
    const { variantIds: [variantId] } = await market.goods({ onHand: 2 });
    const basket = await market.filled([[variantId!, 3]]);
    const request = await market.request(basket);
    await expect(market.checkouts.place(basket.actor, request)).rejects.toMatchObject({ code: 'out_of_stock', spec: { extra: { variants: [{ variantId, wanted: 3, available: 2 }] } } });
    expect((await market.baskets.view(basket.actor, basket.id)).shops[0]!.items[0]!.warning).toBe('not_enough');
    await market.baskets.setQuantity(basket.actor, basket.id, variantId!, 2);
    expect((await market.checkouts.place(basket.actor, await market.request(basket))).status).toBe('awaiting_payment');
  });

  test('a price that changed: 409 with the new total, nothing written', async () => {
    const { variantIds: [variantId] } = await market.goods({ price: 20_000 });
    const basket = await market.filled([[variantId!, 2]]);
    const request = await market.request(basket);
    await market.rows('UPDATE shop.variant SET price = 21000 WHERE id = $1', [variantId]);
    await expect(market.checkouts.place(basket.actor, request)).rejects.toMatchObject({
      code: 'total_changed', spec: { status: 409, extra: { total: { amount: request.expectedTotal + 2_000, currency: 'IDR' } } },
    });
    expect(await market.rows('SELECT 1 FROM orders.checkout WHERE basket_id = $1', [basket.id])).toEqual([]);
    expect(await market.available(variantId!)).toEqual({ onHand: 100, reserved: 0 });
  });

  test('an empty basket, a missing delivery, an unknown village, a wrong phone, an unknown method, a suspended shop', async () => {
    const { variantIds: [variantId], shopId } = await market.goods();
    const empty = await market.filled([]);
    const basket = await market.filled([[variantId!, 1]]);
    const request = await market.request(basket);
    const place = (over: object, actor = basket.actor) => market.checkouts.place(actor, { ...request, ...over });
    await expect(place({ basketId: empty.id }, empty.actor)).rejects.toMatchObject({ code: 'basket_empty', status: 422 });
    await expect(place({ delivery: {} })).rejects.toMatchObject({ code: 'delivery_missing', status: 422, spec: { errors: [{ pointer: `/delivery/${shopId}` }] } });
    await expect(place({ address: { ...ADDRESS, villageCode: '99.99.99.9999' } })).rejects.toMatchObject({ status: 422, spec: { errors: [{ pointer: '/address/villageCode' }] } });
    await expect(place({ address: { ...ADDRESS, phone: '0812' } })).rejects.toMatchObject({ code: 'invalid_input', spec: { errors: [{ pointer: '/address/phone' }] } });
    await expect(place({ payment: { method: 'gold' } })).rejects.toMatchObject({ code: 'payment_method_unavailable', status: 422 });
    await expect(place({ address: { ...ADDRESS, villageCode: GETASAN } })).rejects.toMatchObject({ code: 'quote_expired' });
    await expect(place({}, person())).rejects.toMatchObject({ code: 'not_found' });
    await market.rows(`UPDATE shop.shop SET state = 'suspended' WHERE id = $1`, [shopId]);
    await expect(place({})).rejects.toMatchObject({ code: 'not_sellable', spec: { extra: { variants: [{ variantId }] } } });
    await market.rows(`UPDATE shop.shop SET state = 'active' WHERE id = $1`, [shopId]);
    expect((await place({})).orders).toHaveLength(1);
  });

  test('a delivery quoted for other contents or too long ago', async () => {
    const { variantIds: [variantId] } = await market.goods();
    const basket = await market.filled([[variantId!, 1]]);
    const { delivery } = await market.request(basket);
    await market.baskets.add(basket.actor, basket.id, variantId!, 1);
    await expect(market.checkouts.place(basket.actor, { ...(await market.request(basket)), delivery })).rejects.toMatchObject({ code: 'quote_expired' });
    const request = await market.request(basket);
    market.clock.advance({ minutes: 61 });
    await expect(market.checkouts.place(basket.actor, request)).rejects.toMatchObject({ code: 'quote_expired', status: 409 });
    expect((await market.checkouts.place(basket.actor, await market.request(basket))).orders).toHaveLength(1);
  });

  test('more unpaid checkouts than one person may have', async () => {
    const strict = await ordering({ RATE_LIMIT_FACTOR: '0.2' });
    try {
      const { variantIds } = await strict.goods();
      const first = await strict.placed([[variantIds[0]!, 1]]);
      await strict.placed([[variantIds[0]!, 1]]);
      await expect(strict.placed([[variantIds[0]!, 1]])).rejects.toMatchObject({ code: 'too_many_requests', status: 429 });
      await strict.pay(first.checkout);
      await strict.placed([[variantIds[0]!, 1]]);
      const other = await strict.filled([[variantIds[0]!, 1]]);
      const request = await strict.request(other, { contact: { ...CONTACT, email: 'lain@example.test' } });
      expect((await strict.checkouts.place(other.actor, request)).status).toBe('awaiting_payment');
    } finally {
      await strict.close();
    }
  });

  test('a gateway that is away: the checkout stands, and another attempt pays it', async () => {
    const { variantIds } = await market.goods();
    const basket = await market.filled([[variantIds[0]!, 1]]);
    const request = await market.request(basket);
    await market.bank.stop();
    const checkout = await market.checkouts.place(basket.actor, request);
    expect(checkout.payment).toMatchObject({ status: 'pending', action: null });
    await market.bank.restart();
    const buyer = guest({ checkout: checkout.token! });
    await expect(market.checkouts.attempt(person(), checkout.id, 'sandbox')).rejects.toMatchObject({ code: 'not_found' });
    const payment = await market.checkouts.attempt(buyer, checkout.id, 'sandbox');
    await market.pay({ ...checkout, payment });
    expect(await market.checkouts.view(buyer, checkout.id)).toMatchObject({ status: 'paid', orders: [{ status: 'paid' }], payment: { status: 'captured' } });
    await expect(market.checkouts.attempt(buyer, checkout.id, 'sandbox')).rejects.toMatchObject({ code: 'checkout_not_payable' });
  });
});
