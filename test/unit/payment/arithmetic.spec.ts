import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { newId, type Id } from '#libs/platform';
import { captured, refundFailed, refundRequested, refundSent, released, surplusCaptured, type CapturedShare, type Posting } from '../../../libs/payment/src/ledger/postings.js';
import { checkSums } from '../../../libs/payment/src/open-payable.js';
import { SharesDoNotSum } from '../../../libs/payment/src/payment.errors.js';
import { planRefund, planRest, type PaidLine, type PaidOrder } from '../../../libs/payment/src/refund/refund-arithmetic.js';

const RUNS = { numRuns: 50 };
const ORDER = newId('ord');
const CHARGE = newId('chg');

const paidLine = fc
  .record({ amount: fc.integer({ min: 0, max: 5_000_000 }), points: fc.integer({ min: 0, max: 10_000 }) })
  .map(({ amount, points }): PaidLine => ({ lineId: newId('oln'), amount, commissionAmount: Math.trunc((amount * points) / 10_000), refundedAmount: 0, commissionReversedAmount: 0 }));
const paidOrder = fc.record({ lines: fc.array(paidLine, { minLength: 1, maxLength: 5 }), shippingAmount: fc.integer({ min: 0, max: 200_000 }) }).map((order): PaidOrder => ({ ...order, shippingRefundedAmount: 0 }));

/** What insertRefund does to the rows. */
function after(order: PaidOrder, plan: NonNullable<ReturnType<typeof planRest>>): PaidOrder {
  const lines = order.lines.map((line) => {
    const step = plan.lines.find(({ lineId }) => lineId === line.lineId);
    return step ? { ...line, refundedAmount: line.refundedAmount + step.amount, commissionReversedAmount: line.commissionReversedAmount + step.commissionReversedAmount } : line;
  });
  return { ...order, lines, shippingRefundedAmount: order.shippingRefundedAmount + plan.shippingAmount };
}

const balances = (postings: readonly Posting[]) => {
  const sums: Record<string, number> = {};
  for (const { entries } of postings) for (const { account, amount } of entries) sums[account] = (sums[account] ?? 0) + amount;
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
};

describe('refund arithmetic', () => {
  test('steps of any size, in any order, then the rest, give back exactly every line, the shipping and the commission', () => {
    const step = fc.record({ line: fc.nat({ max: 4 }), portion: fc.integer({ min: 0, max: 100 }), shipping: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(paidOrder, fc.array(step, { maxLength: 8 }), (whole, steps) => {
        let order = whole;
        let total = 0;
        for (const { line: place, portion, shipping } of steps) {
          const line = order.lines[place % order.lines.length]!;
          const amount = Math.trunc(((line.amount - line.refundedAmount) * portion) / 100);
          const shippingAmount = Math.trunc(((order.shippingAmount - order.shippingRefundedAmount) * shipping) / 100);
          if (amount + shippingAmount === 0) continue;
          const plan = planRefund(order, { lines: [{ lineId: line.lineId, quantity: 1, amount }], shippingAmount });
          expect(plan.amount).toBe(amount + shippingAmount);
          expect(plan.commissionReversedAmount).toBeGreaterThanOrEqual(0);
          expect(plan.commissionReversedAmount).toBeLessThanOrEqual(plan.goodsAmount);
          total += plan.amount;
          order = after(order, plan);
        }
        const rest = planRest(order);
        if (rest) order = after(order, rest);
        expect(total + (rest?.amount ?? 0)).toBe(whole.shippingAmount + whole.lines.reduce((sum, line) => sum + line.amount, 0));
        for (const line of order.lines) expect([line.refundedAmount, line.commissionReversedAmount]).toEqual([line.amount, line.amount === 0 ? 0 : line.commissionAmount]);
        expect(planRest(order)).toBeNull();
      }),
      RUNS,
    );
  });

  test('one rupiah more than what is left is refused, whichever line it is and however it is cut up', () => {
    fc.assert(
      fc.property(paidOrder, fc.nat({ max: 4 }), fc.integer({ min: 1, max: 1_000_000 }), (order, place, excess) => {
        const { lineId, amount } = order.lines[place % order.lines.length]!;
        expect(() => planRefund(order, { lines: [{ lineId, quantity: 1, amount: amount + excess }], shippingAmount: 0 })).toThrow('refund_too_large');
        expect(() => planRefund(order, { lines: [{ lineId, quantity: 1, amount }, { lineId, quantity: 1, amount: excess }], shippingAmount: 0 })).toThrow('refund_too_large');
        expect(() => planRefund(order, { lines: [], shippingAmount: order.shippingAmount + excess })).toThrow('refund_too_large');
      }),
      RUNS,
    );
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no amount to refund', (amount) => {
    const line = { lineId: newId('oln'), amount: 100, commissionAmount: 5, refundedAmount: 0, commissionReversedAmount: 0 };
    const order = { lines: [line], shippingAmount: 100, shippingRefundedAmount: 0 };
    expect(() => planRefund(order, { lines: [{ lineId: line.lineId, quantity: 1, amount }], shippingAmount: 0 })).toThrow(/refund/);
    expect(() => planRefund(order, { lines: [], shippingAmount: amount })).toThrow(/refund/);
  });
});

describe('postings', () => {
  const share = fc
    .record({ goods: fc.integer({ min: 1, max: 9_000_000 }), shippingAmount: fc.integer({ min: 0, max: 300_000 }), points: fc.integer({ min: 0, max: 10_000 }) })
    .map(({ goods, shippingAmount, points }): CapturedShare => ({ orderId: newId('ord'), payeeId: newId('shp'), amount: goods + shippingAmount, shippingAmount, commissionAmount: Math.trunc((goods * points) / 10_000) }));

  test('a capture of any orders sums to zero and leaves each seller the goods and shipping less the commission', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 10 }), (shares) => {
        const posting = captured(CHARGE, 'sandbox', shares);
        expect(posting.entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
        expect(posting.entries.every(({ amount }) => amount !== 0)).toBe(true);
        const sums = balances([posting]);
        expect(sums['gateway_clearing:sandbox']).toBe(shares.reduce((sum, { amount }) => sum + amount, 0));
        for (const { payeeId, amount, commissionAmount } of shares) expect(sums[`seller_pending:${payeeId}`] ?? 0).toBe(commissionAmount - amount + 0);
      }),
      RUNS,
    );
  });

  test('captured, wholly refunded and sent back: every account is at zero; so it is when a refund failed and another succeeded', () => {
    fc.assert(
      fc.property(share, fc.boolean(), (paid, isReleased) => {
        const { orderId, payeeId, amount, shippingAmount, commissionAmount } = paid;
        const purse = isReleased ? ('seller_available' as const) : ('seller_pending' as const);
        const whole = (refundId: Id<'rfd'>) => ({ refundId, gateway: 'sandbox', orderId, payeeId, purse, goodsAmount: amount - shippingAmount, shippingAmount, commissionReversedAmount: commissionAmount });
        const [lost, sent] = [newId('rfd'), newId('rfd')];
        const postings = [
          captured(CHARGE, 'sandbox', [paid]),
          ...(isReleased ? [released(orderId, payeeId, amount - commissionAmount)] : []),
          refundRequested(whole(lost)),
          refundFailed(whole(lost)),
          refundRequested(whole(sent)),
          refundSent(sent, 'sandbox', orderId, amount),
        ];
        for (const { entries } of postings) expect(entries.reduce((sum, entry) => sum + entry.amount, 0)).toBe(0);
        expect(balances(postings)).toEqual({});
      }),
      RUNS,
    );
  });

  test('a surplus passes through what is owed to buyers and touches no seller', () => {
    const refund = newId('rfd');
    expect(balances([surplusCaptured(CHARGE, 'sandbox', 5_000)])).toEqual({ 'gateway_clearing:sandbox': 5_000, 'refund_clearing:sandbox': -5_000 });
    expect(balances([surplusCaptured(CHARGE, 'sandbox', 5_000), refundSent(refund, 'sandbox', null, 5_000)])).toEqual({});
  });
});

describe('what is given to open', () => {
  const line = { lineId: newId('oln'), amount: 10_000, commissionAmount: 500 };
  const share = { orderId: ORDER, payeeId: newId('shp'), amount: 12_000, shippingAmount: 2_000, lines: [line] };
  const intent = { subjectId: newId('cko'), amount: 12_000, shares: [share] };

  test('is taken when it sums up', () => expect(() => checkSums(intent)).not.toThrow());

  test.each([
    ['a total that is not the shares', { ...intent, amount: 12_001 }],
    ['a share that is not its lines and shipping', { ...intent, amount: 12_001, shares: [{ ...share, amount: 12_001 }] }],
    ['a commission above its line', { ...intent, shares: [{ ...share, lines: [{ ...line, commissionAmount: 10_001 }] }] }],
    ['a negative line made up by another', { ...intent, shares: [{ ...share, lines: [{ ...line, amount: 11_000 }, { ...line, amount: -1_000, commissionAmount: 0 }] }] }],
    ['parts of a rupiah', { ...intent, shares: [{ ...share, lines: [{ ...line, amount: 9_999.5 }, { ...line, amount: 0.5, commissionAmount: 0 }] }] }],
    ['nothing at all', { ...intent, amount: 0, shares: [] }],
  ])('is refused with %s', (_, wrong) => expect(() => checkSums(wrong)).toThrow(SharesDoNotSum));
});
