import { describe, expect, test } from '@jest/globals';
import { GatewayUnavailable } from '../../../libs/payment/src/gateway/gateway.js';
import { readPage, readPayment, readPaymentOf, readRefundOf } from '../../../libs/payment/src/sandbox/bank-records.js';

const payment = { id: 'pay_1', key: 'chg_1', status: 'paid', amount: 129_000, currency: 'IDR', changedAt: '2026-11-22T03:00:00.000Z', refunds: [] };

describe('what the stand-in bank answers', () => {
  test('is taken when it makes sense, without what nobody asked for', () => {
    expect(readPaymentOf({ key: 'chg_1', amount: 129_000 }, { ...payment, returnUrl: 'x' })).toEqual(payment);
    expect(readPage({ items: [payment], next: null })).toEqual({ items: [payment], next: null });
  });

  test.each([
    undefined, null, 7, 'paid', [], {}, { ...payment, id: 7 }, { ...payment, id: '' }, { ...payment, status: 'maybe' }, { ...payment, amount: '129000' }, { ...payment, amount: -1 },
    { ...payment, amount: 0.5 }, { ...payment, amount: 2 ** 53 }, { ...payment, changedAt: 'soon' }, { ...payment, refunds: 'none' }, { ...payment, refunds: [null] },
  ])('says nothing about the money when it does not: %j', (answer) => {
    expect(() => readPayment(answer)).toThrow(GatewayUnavailable);
  });

  test('says nothing either when it is about something else', () => {
    expect(() => readPaymentOf({ key: 'chg_2', amount: 129_000 }, payment)).toThrow(GatewayUnavailable);
    expect(() => readPaymentOf({ key: 'chg_1', amount: 1 }, payment)).toThrow(GatewayUnavailable);
    expect(() => readRefundOf({ key: 'rfd_2', amount: 5 }, { id: 'ref_1', key: 'rfd_1', amount: 5, status: 'succeeded' })).toThrow(GatewayUnavailable);
    expect(() => readPage({ items: {}, next: null })).toThrow(GatewayUnavailable);
  });
});
