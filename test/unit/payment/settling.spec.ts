import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { newId } from '#libs/platform';
import { Charge, Payable, type Outcome } from '../../../libs/payment/src/payable.entity.js';
import { gatewayDifference } from '../../../libs/payment/src/reconciliation/gateway-difference.js';
import type { GatewayCharge } from '../../../libs/payment/src/gateway/gateway.js';
import { missingPage, payPage } from '../../../libs/payment/src/sandbox/bank/page.js';
import { readMischief } from '../../../libs/payment/src/sandbox/bank/mischief.js';
import type { Payment } from '../../../libs/payment/src/sandbox/bank/books.js';

const NOW = new Date('2026-11-22T03:00:00Z');
const RUNS = { numRuns: 50 };
const AMOUNT = 129_000;

function payable(state: Payable['state'] = 'open'): Payable {
  const closed = state === 'closed' ? { closedAt: NOW, closeReason: 'expired' as const } : { closedAt: null, closeReason: null };
  return Object.assign(new Payable(), { id: newId('pbl'), subjectId: newId('cko'), amount: AMOUNT, currency: 'IDR', state, dueAt: new Date(NOW.getTime() + 60_000), paidAt: null, ...closed });
}

function charge(): Charge {
  const id = newId('chg');
  return Object.assign(new Charge(), { id, gateway: 'sandbox', idempotencyKey: id, gatewayRef: null, state: 'created', amount: AMOUNT, currency: 'IDR', capturedAmount: 0, refundedAmount: 0, isSurplus: false, flag: null, settledAt: null });
}

const outcome = (status: Outcome['status'], over: Partial<Outcome> = {}): Outcome => ({ status, gatewayRef: 'pay_1', amount: AMOUNT, currency: 'IDR', ...over });
const statuses = fc.array(fc.constantFrom<Outcome['status'][]>('pending', 'captured', 'failed', 'expired'), { minLength: 1, maxLength: 8 });

describe('news in any order', () => {
  test('any order and repetition of the same news ends in the same state, and captured takes effect exactly once', () => {
    fc.assert(
      fc.property(statuses, fc.infiniteStream(fc.nat()), (news, random) => {
        const shuffled = news.map((status) => ({ status, place: random.next().value as number })).sort((a, b) => a.place - b.place).map(({ status }) => status);
        const ends = [news, shuffled, [...news, ...shuffled], news.toReversed()].map((order) => {
          const [bill, attempt] = [payable(), charge()];
          const effects = order.map((status) => bill.hear(attempt, outcome(status), NOW));
          expect(effects.filter((effect) => effect === 'paid')).toHaveLength(news.includes('captured') ? 1 : 0);
          return { state: attempt.state, bill: bill.state, captured: attempt.capturedAmount, ref: attempt.gatewayRef };
        });
        for (const end of ends) expect(end).toEqual(ends[0]);
      }),
      RUNS,
    );
  });

  test('of several captured attempts exactly one pays and every other is surplus, whichever comes first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat({ max: 4 }), { minLength: 5, maxLength: 20 }), fc.boolean(), (count, order, isLate) => {
        const bill = payable(isLate ? 'closed' : 'open');
        const attempts = Array.from({ length: count }, charge);
        const effects = [...order, ...attempts.keys()].map((place) => bill.hear(attempts[place % count]!, outcome('captured'), NOW)).filter((effect) => effect !== 'none');
        expect(effects).toEqual([isLate ? 'paid_late' : 'paid', ...Array.from({ length: count - 1 }, () => 'surplus')]);
        expect(attempts.filter(({ isSurplus }) => !isSurplus)).toHaveLength(1);
        expect(bill.state).toBe('paid');
      }),
      RUNS,
    );
  });

  test.each([
    ['another amount', { amount: AMOUNT - 1 }],
    ['another currency', { currency: 'USD' }],
    ['another payment', { gatewayRef: 'pay_2' }],
    ['another key', { key: 'chg_other' }],
  ])('%s is a disagreement', (_, over) => {
    const attempt = Object.assign(charge(), { gatewayRef: 'pay_1' });
    expect(attempt.disagreement(outcome('captured'))).toBeNull();
    expect(attempt.disagreement(outcome('captured', { key: attempt.idempotencyKey }))).toBeNull();
    expect(attempt.disagreement(outcome('captured', over))).toMatch(/mismatch/);
  });

  test('a payable that is paid does not close, one that is closed or past due takes no attempt', () => {
    const paid = payable();
    paid.hear(charge(), outcome('captured'), NOW);
    expect(paid.close('expired', NOW)).toBe(false);
    expect(() => paid.requireOpen(NOW)).toThrow('already_paid');
    expect(() => payable('closed').requireOpen(NOW)).toThrow('payment_closed');
    expect(() => payable().requireOpen(new Date(NOW.getTime() + 60_000))).toThrow('payment_closed');
  });
});

describe('the difference with the gateway', () => {
  const theirs = (over: Partial<GatewayCharge> = {}): GatewayCharge => ({ gatewayRef: 'pay_1', key: 'k1', status: 'captured', amount: 100, currency: 'IDR', changedAt: NOW, refunds: [], ...over });
  const ours = { id: 'chg_1', key: 'k1', state: 'captured', amount: 100, refunds: [] };
  const sent = { gatewayRef: 'ref_1', key: 'rfd_1', amount: 40, status: 'succeeded' as const };
  const refund = { id: 'rfd_1', amount: 40, state: 'succeeded' as const };
  const difference = (here: Parameters<typeof gatewayDifference>[1], there: GatewayCharge[]) => gatewayDifference('sandbox', here, there, NOW).map(({ subject }) => subject);

  test('is empty when both say the same', () => {
    expect(difference([{ ...ours, refunds: [refund] }, { ...ours, id: 'chg_2', key: 'k2', state: 'expired' }], [theirs({ refunds: [sent] }), theirs({ key: 'k2', status: 'expired' })])).toEqual([]);
  });

  test.each<[string, Parameters<typeof gatewayDifference>[1], GatewayCharge[], string]>([
    ['a charge that only we know', [ours], [], 'chg_1'],
    ['a charge that only the gateway knows', [], [theirs()], 'sandbox:pay_1'],
    ['a charge that the gateway captured and we did not', [{ ...ours, state: 'pending' }], [theirs()], 'chg_1'],
    ['a charge that failed there', [ours], [theirs({ status: 'failed' })], 'chg_1'],
    ['another amount', [ours], [theirs({ amount: 99 })], 'chg_1'],
    ['a refund that only we know', [{ ...ours, refunds: [refund] }], [theirs()], 'rfd_1'],
    ['a refund that only the gateway knows', [ours], [theirs({ refunds: [sent] })], 'rfd_1'],
    ['a refund of another amount', [{ ...ours, refunds: [{ ...refund, amount: 41 }] }], [theirs({ refunds: [sent] })], 'rfd_1'],
  ])('names %s', (_, here, there, subject) => expect(difference(here, there)).toEqual([subject]));

  test('leaves out what changed there a moment ago, and refunds under way', () => {
    expect(difference([], [theirs({ changedAt: new Date(NOW.getTime() + 1) })])).toEqual([]);
    expect(difference([{ ...ours, refunds: [{ ...refund, state: 'under_way' }] }], [theirs({ refunds: [sent] })])).toEqual([]);
  });
});

describe('the pay page', () => {
  const payment: Payment = { id: 'pay_1', key: 'k', reference: '<b>"KD"</b>', amount: AMOUNT, currency: 'IDR', status: 'pending', webhookUrl: '', returnUrl: 'http://site.test/?a=1&b="2"', createdAt: NOW.toISOString(), expiresAt: NOW.toISOString(), changedAt: NOW.toISOString(), refunds: [] };

  test('escapes whatever it shows', () => {
    for (const page of [payPage(payment, 'id'), payPage({ ...payment, status: 'paid' }, 'en')]) {
      expect(page).not.toContain('<b>');
      expect(page).not.toContain('b="2"');
    }
  });

  test('keeps the reader\'s language when it posts', () => {
    expect(payPage(payment, 'id')).toContain('<form method="post" action="pay_1">');
    expect(payPage(payment, 'en')).toContain('<form method="post" action="pay_1?lang=en">');
    expect(missingPage('en')).toContain('not found');
  });

  test('misbehaviour is asked for by known names only', () => {
    expect(readMischief({ lost: 1, duplicate: -1 })).toEqual({ lost: 1, duplicate: -1 });
    for (const wrong of [{ explode: 1 }, { lost: 0.5 }, { toString: 1 }, null, 'lost']) expect(readMischief(wrong)).toBeNull();
  });
});
