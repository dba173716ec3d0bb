import { GatewayUnavailable } from '../gateway/gateway.js';

/** A refund as the stand-in bank writes it. */
export interface BankRefund {
  id: string;
  key: string;
  amount: number;
  status: 'succeeded';
}

/** A payment as the stand-in bank writes it. */
export interface BankPayment {
  id: string;
  key: string;
  status: 'pending' | 'paid' | 'failed' | 'expired';
  amount: number;
  currency: string;
  changedAt: string;
  refunds: BankRefund[];
}

type Fields = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 255;
const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** Throws GatewayUnavailable for what is no payment: an answer without sense says nothing about the money. */
export function readPayment(answer: unknown): BankPayment {
  const { id, key, status, amount, currency, changedAt, refunds } = fieldsOf(answer);
  const isKnown = status === 'pending' || status === 'paid' || status === 'failed' || status === 'expired';
  const isWhole = isText(id) && isText(key) && isKnown && isAmount(amount) && isText(currency) && isText(changedAt) && !Number.isNaN(Date.parse(changedAt)) && Array.isArray(refunds);
  if (!isWhole) throw new GatewayUnavailable('the answer is no payment');
  return { id, key, status, amount, currency, changedAt, refunds: refunds.map(readRefund) };
}

/** The payment that was asked for under that key; another one is no answer to the question. */
export function readPaymentOf(asked: { key: string; amount: number }, answer: unknown): BankPayment {
  const payment = readPayment(answer);
  if (payment.key !== asked.key || payment.amount !== asked.amount) throw new GatewayUnavailable('the answer is about another payment');
  return payment;
}

/** As for payments. */
export function readRefund(answer: unknown): BankRefund {
  const { id, key, amount, status } = fieldsOf(answer);
  if (!isText(id) || !isText(key) || !isAmount(amount) || status !== 'succeeded') throw new GatewayUnavailable('the answer is no refund');
  return { id, key, amount, status };
}

export function readRefundOf(asked: { key: string; amount: number }, answer: unknown): BankRefund {
  const refund = readRefund(answer);
  if (refund.key !== asked.key || refund.amount !== asked.amount) throw new GatewayUnavailable('the answer is about another refund');
  return refund;
}

/** A page of the bank's list. */
export function readPage(answer: unknown): { items: BankPayment[]; next: string | null } {
  const { items, next } = fieldsOf(answer);
  if (!Array.isArray(items) || !(next === null || isText(next))) throw new GatewayUnavailable('the answer is no list');
  return { items: items.map(readPayment), next };
}
