import { newBankId, refundedAmount, type BankEvent, type Books, type Payment, type Refund } from './books.js';

export interface Answer {
  status: number;
  body: object;
  /** Written to the books and to be told. */
  event?: BankEvent;
  wrote?: boolean;
}

const PAGE = 200;
const refusal = (status: number, code: string): Answer => ({ status, body: { error: code } });
const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value.length > 0 && value.length <= max;
const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const isHttp = (value: unknown): value is string => isText(value, 2000) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** A new payment to be made on the pay page; the same key answers with the same payment. */
export function createPayment(books: Books, key: string | undefined, input: Record<string, unknown>): Answer {
  if (!isText(key, 255)) return refusal(400, 'idempotency_key_missing');
  const { amount, currency, reference, webhookUrl, returnUrl, expiresInSeconds = 3600 } = input;
  if (!isAmount(amount) || currency !== 'IDR') return refusal(422, 'amount_or_currency');
  if (!isText(reference, 100) || !isHttp(webhookUrl) || !isHttp(returnUrl)) return refusal(422, 'reference_or_address');
  if (!isAmount(expiresInSeconds)) return refusal(422, 'expiry');
  const known = books.findByKey(key);
  if (known) return known.amount === amount && known.reference === reference ? { status: 200, body: known, wrote: true } : refusal(422, 'key_used_for_another');
  const now = new Date();
  const payment: Payment = {
    id: newBankId('pay'),
    key,
    reference,
    amount,
    currency,
    status: 'pending',
    webhookUrl,
    returnUrl,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + expiresInSeconds * 1000).toISOString(),
    changedAt: now.toISOString(),
    refunds: [],
  };
  books.add(payment);
  return { status: 201, body: payment, wrote: true };
}

/** Part or all of a payment back; never more than was paid, and once per key. */
export function createRefund(books: Books, id: string, key: string | undefined, input: Record<string, unknown>): Answer {
  if (!isText(key, 255)) return refusal(400, 'idempotency_key_missing');
  const payment = books.find(id);
  if (!payment) return refusal(404, 'not_found');
  const { amount, currency, reason } = input;
  if (!isAmount(amount) || currency !== payment.currency || !isText(reason, 500)) return refusal(422, 'amount_or_currency');
  const known = books.findRefund(key);
  if (known) return known.payment === payment && known.refund.amount === amount ? { status: 200, body: known.refund, wrote: true } : refusal(422, 'key_used_for_another');
  if (payment.status !== 'paid') return refusal(409, 'not_paid');
  if (refundedAmount(payment) + amount > payment.amount) return refusal(422, 'more_than_paid');
  const refund: Refund = { id: newBankId('ref'), key, amount, reason, status: 'succeeded', createdAt: new Date().toISOString() };
  const event = books.refund(payment, refund);
  return { status: 201, body: refund, event, wrote: true };
}

export function readPayment(payment: Payment | undefined): Answer {
  return payment ? { status: 200, body: payment } : refusal(404, 'not_found');
}

export function listPayments(books: Books, after: string): Answer {
  const items = books.list(after, PAGE);
  return { status: 200, body: { items, next: items.length === PAGE ? items.at(-1)!.id : null } };
}

export const notFound = refusal(404, 'not_found');
export const unauthorised = refusal(401, 'api_key');
