import { later } from '#libs/platform';
import { Lifecycle } from '../../../../libs/order/src/order/lifecycle.js';
import type { Meeting } from './scene.js';

type Verb = (meeting: Meeting) => Promise<unknown>;

const reason = 'uji';
const anHourFrom = ({ market }: Meeting) => later(market.clock.now(), { hours: 1 });

/** Stock verbs are the last statement of somebody's transaction: here of one of their own, so that they can be met before it commits. */
const inTransaction = (verb: Verb): Verb => (meeting) => meeting.market.db.transaction(() => verb(meeting));

const hold = (quantity: number) => inTransaction((m) => m.market.stock.reserve([{ holder: m.budi, variantId: m.variantId, quantity }], anHourFrom(m)));
const count = (onHand: number): Verb => (m) => m.market.stock.count(m.goods.keeper, m.goods.shopId, m.variantId, { onHand, reason });

/** What one may want of a shelf, a basket, a payment or an order, in words. */
export const VERBS = {
  // The shelf of four pieces, two of them Ani's.
  'Budi holds 2': hold(2),
  'Budi holds 3': hold(3),
  'Ani holds 1 more': inTransaction((m) => m.market.stock.reserve([{ holder: m.ani, variantId: m.variantId, quantity: 1 }], anHourFrom(m))),
  "Ani's are claimed": inTransaction(async (m) => ((await m.market.stock.claim([m.ani])).length === 1 ? 'lost' : 'done')),
  "Ani's are released": inTransaction((m) => m.market.stock.release([m.ani])),
  "one of Ani's is released": inTransaction((m) => m.market.stock.releaseLines(m.ani, [{ variantId: m.variantId, quantity: 1 }], 'one thing that happened')),
  "Ani's leave the shop": inTransaction((m) => m.market.stock.fulfil(m.ani)),
  "Ani's come back": inTransaction((m) => m.market.stock.putBack(m.ani, [{ variantId: m.variantId, quantity: 2 }])),
  "one of Ani's comes back": inTransaction((m) => m.market.stock.putBack(m.ani, [{ variantId: m.variantId, quantity: 1 }], 'one thing that happened')),
  'the keeper counts 2': count(2),
  'the keeper counts 3': count(3),
  'the keeper counts 9': count(9),
  'the keeper takes in 5': (m) => m.market.stock.receive(m.goods.keeper, m.goods.shopId, m.variantId, { quantity: 5 }),

  // The basket of two pieces.
  'the buyer places': async (m) => m.hold(await m.market.checkouts.place(m.basket.actor, m.request)),
  'the buyer adds a piece': (m) => m.market.baskets.add(m.basket.actor, m.basket.id, m.variantId, 1),
  'the buyer empties the basket': (m) => m.market.baskets.remove(m.basket.actor, m.basket.id, m.variantId),
  'the keeper counts 1': count(1),

  // The checkout that waits for money.
  'the money is heard of': (m) => paidAndHeard(m),
  'the orders hear of it': (m) => m.market.settle(),
  'the checkout expires': (m) => m.market.get(Lifecycle).expire(m.checkout.id),
  'the buyer pays anew': (m) => m.market.checkouts.attempt(m.buyer, m.checkout.id, 'sandbox'),
  'the buyer cancels': (m) => m.market.orders.cancel(m.buyer, m.orderId, reason),

  // The paid order.
  'the keeper accepts': (m) => m.market.orders.accept(m.goods.keeper, m.goods.shopId, m.orderId),
  'the keeper accepts one piece': async (m) => m.market.orders.accept(m.goods.keeper, m.goods.shopId, m.orderId, await m.onePiece()),
  'the keeper rejects one piece': async (m) => m.market.orders.reject(m.goods.keeper, m.goods.shopId, m.orderId, { reason, lines: await m.onePiece() }),
  'the keeper rejects': (m) => m.market.orders.reject(m.goods.keeper, m.goods.shopId, m.orderId, { reason }),
  'the keeper refunds one piece': async (m) => m.market.orders.refund(m.goods.keeper, m.orderId, { reason, lines: await m.onePiece() }),
  'the keeper refunds all': (m) => m.market.orders.refund(m.goods.keeper, m.orderId, { reason }),
  'the keeper packs': (m) => m.market.orders.pack(m.goods.keeper, m.goods.shopId, m.orderId),
  'the keeper sends': (m) => m.market.orders.ship(m.goods.keeper, m.goods.shopId, m.orderId, { courier: 'OWN', service: 'OWN' }),
  'the keeper says delivered': (m) => m.market.orders.deliver(m.goods.keeper, m.goods.shopId, m.orderId, m.parcelId),
  'the parcel comes back': (m) => m.market.orders.takeBack(m.goods.keeper, m.goods.shopId, m.orderId, reason),
  'the buyer has it': (m) => m.market.orders.receive(m.buyer, m.orderId),
  'three days pass unanswered': afterwards({ days: 3, minutes: 1 }, (m) => m.market.get(Lifecycle).cancelUnanswered(m.orderId)),
  'the hold passes': afterwards({ days: 7, minutes: 1 }, (m) => m.market.get(Lifecycle).complete(m.orderId)),
  'the refund is sent': (m) => m.market.payments.pollUnanswered({ all: true }),
} satisfies Record<string, Verb>;

export type VerbName = keyof typeof VERBS;

/** Paid at the bank at that moment, then asked after. */
async function paidAndHeard({ market, checkout }: Meeting): Promise<void> {
  await market.bank.choose(checkout.payment.action!.url, 'paid');
  await market.payments.pollUnanswered({ all: true });
}

function afterwards(time: { days: number; minutes: number }, verb: Verb): Verb {
  return async (meeting) => {
    meeting.market.clock.advance(time);
    await verb(meeting);
  };
}
