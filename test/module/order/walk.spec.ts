import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { OrderId, PlacedCheckout } from '#libs/order';
import { Problem, type Actor } from '#libs/platform';
import { StockInvariants } from '#libs/shop';
import { statusOf } from '../../../libs/order/src/order/order.status.js';
import { ordering, type Ordering } from './ordering.js';

let market: Ordering;
beforeAll(async () => {
  market = await ordering();
});
afterAll(() => market.close());

interface Scene {
  checkout: PlacedCheckout;
  buyer: Actor;
  keeper: Actor;
  shopId: string;
  id: OrderId;
}

const seen = ({ buyer, id }: Scene) => market.orders.view(buyer, id);
const onePiece = async (scene: Scene) => [{ lineId: (await seen(scene)).lines[0]!.id, quantity: 1 }];
const reason = 'uji';

/** What may happen to the two orders of a checkout, each by whom it concerns. */
const EVENTS: Record<string, (scene: Scene) => Promise<unknown>> = {
  pay: ({ checkout }) => market.bank.choose(checkout.payment.action!.url, 'paid'),
  accept: ({ keeper, shopId, id }) => market.orders.accept(keeper, shopId, id),
  acceptOnePiece: async (scene) => market.orders.accept(scene.keeper, scene.shopId, scene.id, await onePiece(scene)),
  reject: ({ keeper, shopId, id }) => market.orders.reject(keeper, shopId, id, { reason }),
  rejectOnePiece: async (scene) => market.orders.reject(scene.keeper, scene.shopId, scene.id, { reason, lines: await onePiece(scene) }),
  pack: ({ keeper, shopId, id }) => market.orders.pack(keeper, shopId, id),
  ship: ({ keeper, shopId, id }) => market.orders.ship(keeper, shopId, id, { courier: 'OWN', service: 'OWN' }),
  deliver: async (scene) => market.orders.deliver(scene.keeper, scene.shopId, scene.id, (await seen(scene)).parcels[0]?.id ?? 'none'),
  receive: ({ buyer, id }) => market.orders.receive(buyer, id),
  cancel: ({ buyer, id }) => market.orders.cancel(buyer, id, reason),
  refundSome: ({ keeper, id }) => market.orders.refund(keeper, id, { amount: 1_234, reason }),
  refundOnePiece: async (scene) => market.orders.refund(scene.keeper, scene.id, { reason, lines: await onePiece(scene) }),
  refundRest: ({ keeper, id }) => market.orders.refund(keeper, id, { reason }),
  hourLater: async () => market.clock.advance({ minutes: 61 }),
  weekLater: async () => market.clock.advance({ days: 7, minutes: 1 }),
  sweep,
  hear,
};

const steps = fc.array(fc.record({ event: fc.constantFrom(...Object.keys(EVENTS)), which: fc.integer({ min: 0, max: 1 }) }), { minLength: 6, maxLength: 16 });

test('whatever people and time do to a checkout, the sums, the stock and the books agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), steps, async (isPaidFirst, walk) => {
      const goods = [await market.goods({ variants: 2, onHand: 10 }), await market.goods({ onHand: 10 })];
      const { checkout, buyer } = await market.placed(goods.flatMap((each) => each.variantIds.map((id) => [id, 2] as const)));
      if (isPaidFirst) await market.pay(checkout);
      for (const { event, which } of walk) {
        const { keeper, shopId } = goods[which]!;
        await EVENTS[event]!({ checkout, buyer, keeper, shopId, id: checkout.orders[which]!.id }).catch((thrown: unknown) => {
          if (!(thrown instanceof Problem)) throw thrown;
        });
      }
      await hear();
      await sweep();
      await hear();
      expect(await market.invariants.findings(market.clock.now())).toEqual([]);
      expect(await market.get(StockInvariants).findings(market.clock.now())).toEqual([]);
      expect(await market.reconciliation.findings()).toEqual([]);
      for (const order of (await market.checkouts.view(buyer, checkout.id)).orders) {
        // The database derives the status for its indexes, the program for its rules.
        expect(order.status).toBe(statusOf(order.fulfilment, order.paymentState));
        if (['cancelled', 'rejected', 'expired'].includes(order.status)) expect(order.refundedAmount).toBe(order.capturedAmount);
        expect(order.refunds.reduce((sum, refund) => sum + refund.amount, 0)).toBe(order.refundedAmount);
      }
    }),
    { numRuns: 12 },
  );
});

async function hear(): Promise<void> {
  await market.payments.pollUnanswered({ all: true });
  await market.settle();
}

async function sweep(): Promise<void> {
  await market.schedules.expireUnpaid();
  await market.schedules.cancelUnanswered();
  await market.schedules.assumeDelivered();
  await market.schedules.completeDelivered();
}
