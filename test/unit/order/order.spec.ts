import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { newId, Problem } from '#libs/platform';
import { Order, type Choice } from '../../../libs/order/src/order/order.entity.js';
import { OrderLine } from '../../../libs/order/src/order/order-line.entity.js';
import { FULFILMENTS, mayBecome, PAYMENT_STATES, statusOf, TRANSITIONS } from '../../../libs/order/src/order/order.status.js';
import { everything, spread, totalOf, type RefundParts } from '../../../libs/order/src/order/refund-parts.js';
import type { By } from '../../../libs/order/src/order/timeline.js';

const NOW = new Date('2026-11-22T03:00:00Z');
const SELLER: By = { role: 'seller' };

function order(lines: readonly { quantity: number; unitAmount: number }[], deliveryAmount: number): Order {
  const made = Object.assign(new Order(), {
    id: newId('ord'), fulfilment: 'placed', payment: 'awaiting', deliveryAmount, capturedAmount: 0, deliveryRefundAmount: 0, refundedAmount: 0,
    acceptBy: null, closedAt: null, closedReason: null, completesAt: null, deliveredAt: null, shippedAt: null,
  });
  made.lines = lines.map(({ quantity, unitAmount }) =>
    Object.assign(new OrderLine(), { id: newId('oln'), quantity, unitAmount, totalAmount: quantity * unitAmount, rejectedQuantity: 0, refundQuantity: 0, refundAmount: 0, madeToOrder: false }),
  );
  made.totalAmount = made.lines.reduce((sum, line) => sum + line.totalAmount, deliveryAmount);
  return made;
}

const goods = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 50 }), unitAmount: fc.integer({ min: 0, max: 1_000_000 }) }), { minLength: 1, maxLength: 5 });
const delivery = fc.integer({ min: 0, max: 200_000 });

describe('the derived status', () => {
  test('a placed order waits for payment until its money is safe; later its fulfilment says it all', () => {
    expect(PAYMENT_STATES.map((payment) => statusOf('placed', payment))).toEqual(['awaiting_payment', 'paid', 'paid', 'paid', 'paid']);
    for (const fulfilment of FULFILMENTS.filter((each) => each !== 'placed')) {
      for (const payment of PAYMENT_STATES) expect(statusOf(fulfilment, payment)).toBe(fulfilment);
    }
  });

  test('nothing follows an end, except a late payment an expiry', () => {
    expect(FULFILMENTS.filter((each) => TRANSITIONS[each].length === 0)).toEqual(['completed', 'cancelled', 'rejected', 'returned']);
    expect(TRANSITIONS.expired).toEqual(['placed']);
    expect(mayBecome('packed', 'rejected')).toBe(false);
  });
});

describe('refund parts', () => {
  const left = fc.array(fc.record({ leftQuantity: fc.integer({ min: 0, max: 9 }), leftAmount: fc.integer({ min: 0, max: 10_000_000 }) }), { minLength: 1, maxLength: 6 });

  test('an amount is spread exactly, over the goods first, and never beyond what is left of any part', () => {
    fc.assert(
      fc.property(left, delivery, fc.double({ min: 0, max: 1, noNaN: true }), (lines, leftDelivery, share) => {
        const given = lines.map((line) => ({ id: newId('oln'), ...line }));
        const most = totalOf(everything(given, leftDelivery));
        const amount = Math.min(most, Math.max(1, Math.trunc(most * share)));
        fc.pre(most > 0);
        const parts = spread(amount, given, leftDelivery);
        expect(totalOf(parts)).toBe(amount);
        expect(parts.shippingAmount).toBeLessThanOrEqual(leftDelivery);
        for (const part of parts.lines) expect(part.amount).toBeLessThanOrEqual(given.find((line) => line.id === part.lineId)!.leftAmount);
        const goodsLeft = given.reduce((sum, line) => sum + line.leftAmount, 0);
        if (parts.shippingAmount > 0 && amount < most) expect(amount).toBeGreaterThan(goodsLeft);
      }),
    );
  });
});

type Verb = { name: string; run: (order: Order, open: Open) => void };
interface Open {
  parts: RefundParts;
  id: string;
}

const choices = fc.array(fc.record({ line: fc.integer({ min: 0, max: 4 }), quantity: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }) }), { minLength: 1, maxLength: 3 });
const chosen = (of: Order, wanted: { line: number; quantity: number | undefined }[]): Choice[] =>
  wanted.map(({ line, quantity }) => ({ lineId: of.lines[line % of.lines.length]!.id, ...(quantity ? { quantity } : {}) }));

/** What the facade does with parts: they are asked back at once. */
function giveBack(of: Order, parts: RefundParts, pending: Open[]): void {
  if (totalOf(parts) === 0) return;
  const id = newId('rfd');
  of.giveBack(parts, id, SELLER, 'uji', NOW);
  pending.push({ parts, id });
}

const verbs = (pending: Open[]): fc.Arbitrary<Verb> =>
  fc.oneof(
    fc.constantFrom<Verb>(
      { name: 'secure', run: (o) => o.secure(NOW) },
      { name: 'expire', run: (o) => o.expire(NOW) },
      { name: 'revive', run: (o) => o.revive(NOW) },
      { name: 'accept', run: (o) => o.accept(SELLER, NOW) },
      { name: 'pack', run: (o) => o.pack(SELLER, NOW) },
      { name: 'ship', run: (o) => o.ship(SELLER, newId('pcl'), NOW) },
      { name: 'deliver', run: (o) => o.deliver(SELLER, NOW) },
      { name: 'complete', run: (o) => o.complete({ role: 'buyer' }, NOW) },
      { name: 'cancel', run: (o) => giveBack(o, o.cancel({ role: 'buyer' }, 'uji', NOW), pending) },
      { name: 'cancel by shop', run: (o) => giveBack(o, o.cancel(SELLER, 'uji', NOW), pending) },
      { name: 'come back', run: (o) => giveBack(o, o.comeBack(SELLER, 'uji', NOW), pending) },
      { name: 'reject', run: (o) => giveBack(o, o.reject(SELLER, 'uji', undefined, NOW), pending) },
      { name: 'refund rest', run: (o) => giveBack(o, o.partsFor({}), pending) },
      { name: 'arrived', run: (o) => { const next = pending.shift(); if (next) o.refundArrived(totalOf(next.parts), next.id, NOW); } },
      { name: 'failed', run: (o) => { const next = pending.shift(); if (next) o.refundFailed(next.parts, next.id, NOW); } },
    ),
    choices.map<Verb>((wanted) => ({ name: 'reject lines', run: (o) => giveBack(o, o.reject(SELLER, 'uji', chosen(o, wanted), NOW), pending) })),
    choices.map<Verb>((wanted) => ({ name: 'refund lines', run: (o) => giveBack(o, o.partsFor({ lines: chosen(o, wanted) }), pending) })),
    fc.integer({ min: 1, max: 2_000_000 }).map<Verb>((amount) => ({ name: 'refund amount', run: (o) => giveBack(o, o.partsFor({ amount }), pending) })),
  );

const factsOf = (one: Order) => JSON.stringify(one, (key, value: unknown) => (key === 'happenings' ? undefined : value));

describe('an order', () => {
  test('keeps its promises whatever is done to it in whatever order; a refusal changes nothing', () => {
    const pending: Open[] = [];
    fc.assert(
      fc.property(goods, delivery, fc.array(verbs(pending), { maxLength: 40 }), (lines, deliveryAmount, steps) => {
        pending.length = 0;
        const one = order(lines, deliveryAmount);
        for (const step of steps) {
          const before = { fulfilment: one.fulfilment, facts: factsOf(one) };
          try {
            step.run(one, pending[0]!);
          } catch (thrown) {
            if (!(thrown instanceof Problem)) throw thrown;
            expect(factsOf(one)).toBe(before.facts);
          }
          if (one.fulfilment !== before.fulfilment) expect(mayBecome(before.fulfilment, one.fulfilment)).toBe(true);
          checkPromises(one);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a buyer cannot cancel what is packed, the shop can until it has left', () => {
    const one = order([{ quantity: 1, unitAmount: 5_000 }], 1_000);
    one.secure(NOW);
    one.accept(SELLER, NOW);
    one.pack(SELLER, NOW);
    expect(() => one.cancel({ role: 'buyer' }, 'uji', NOW)).toThrow('step_not_allowed');
    expect(totalOf(one.cancel(SELLER, 'uji', NOW))).toBe(6_000);
  });
});

function checkPromises(one: Order): void {
  const asked = one.lines.reduce((sum, line) => sum + line.refundAmount, one.deliveryRefundAmount);
  expect(asked).toBeLessThanOrEqual(one.capturedAmount);
  expect(one.refundedAmount).toBeLessThanOrEqual(asked);
  expect([0, one.totalAmount]).toContain(one.capturedAmount);
  for (const line of one.lines) {
    expect(line.refundAmount).toBeLessThanOrEqual(line.totalAmount);
    expect(line.refundQuantity).toBeLessThanOrEqual(line.quantity);
    expect(Math.min(line.leftQuantity, line.leftAmount, line.refundQuantity, line.refundAmount)).toBeGreaterThanOrEqual(0);
  }
  if (one.payment === 'awaiting') expect(['placed', 'cancelled', 'expired']).toContain(one.fulfilment);
  if (TRANSITIONS[one.fulfilment].length === 0) expect(one.closedAt).not.toBeNull();
}
