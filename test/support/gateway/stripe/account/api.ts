import type { Books } from './books.js';
import { missing, StripeError } from './errors.js';
import { expanded, listed, PAGING } from './lists.js';
import type { Mischief } from './mischief.js';
import { newRefund, newSession, now, type Charge, type Intent, type Refund, type Session } from './objects.js';
import { metadata, part, required, text, type Params, type Shape } from './params.js';

export interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  shape: Shape;
  answer(params: Params, id: string): unknown;
}

const EXPAND: Shape = { expand: ['text'] };
const SESSION: Shape = {
  ...EXPAND,
  mode: 'text', allowed_payment_method_types: ['text'], client_reference_id: 'text', customer_email: 'text', locale: 'text', success_url: 'text', cancel_url: 'text', expires_at: 'integer',
  metadata: 'metadata', adaptive_pricing: { enabled: 'flag' }, payment_intent_data: { description: 'text', metadata: 'metadata' },
  line_items: [{ quantity: 'integer', price: 'text', price_data: { currency: 'text', unit_amount: 'integer', product_data: { name: 'text', description: 'text', metadata: 'metadata' } } }],
};

/** The part of Stripe's API that a shop with card payments needs, strict about what it is asked. */
export function routes(books: Books, mischief: Mischief, origin: () => string): Route[] {
  const id = '(?<id>[A-Za-z0-9_]+)';
  const show = (thing: unknown, params: Params) => expanded(books, thing, params);
  const get = (path: string, what: string, find: (id: string) => unknown): Route => ({
    method: 'GET', path: new RegExp(`^/v1/${path}/${id}$`), shape: EXPAND,
    answer: (params, wanted) => {
      const found = find(wanted);
      if (!found) throw missing(what, wanted);
      return show(found, params);
    },
  });
  const list = (path: string, shape: Shape, all: (params: Params) => readonly { id: string; created: number }[]): Route => ({
    method: 'GET', path: new RegExp(`^/v1/${path}$`), shape: { ...EXPAND, ...PAGING, ...shape },
    answer: (params) => listed(books, `/v1/${path}`, all(params), params),
  });
  return [
    { method: 'POST', path: /^\/v1\/checkout\/sessions$/, shape: SESSION, answer: (params) => show(createSession(books, params, origin()), params) },
    list('checkout/sessions', { payment_intent: 'text', status: 'text' }, (params) => books.all<Session>('checkout.session').filter((each) => matches(each, params, ['payment_intent', 'status']))),
    get('checkout/sessions', 'checkout.session', (wanted) => books.session(wanted)),
    { method: 'POST', path: new RegExp(`^/v1/checkout/sessions/${id}/expire$`), shape: EXPAND, answer: (params, wanted) => show(expire(books, wanted), params) },
    list('payment_intents', {}, () => books.all<Intent>('payment_intent')),
    get('payment_intents', 'payment_intent', (wanted) => books.intent(wanted)),
    list('charges', { payment_intent: 'text' }, (params) => books.all<Charge>('charge').filter((each) => matches(each, params, ['payment_intent']))),
    get('charges', 'charge', (wanted) => books.charge(wanted)),
    { method: 'POST', path: /^\/v1\/refunds$/, shape: { ...EXPAND, charge: 'text', payment_intent: 'text', amount: 'integer', reason: 'text', metadata: 'metadata' }, answer: (params) => refund(books, mischief, params) },
    list('refunds', { charge: 'text', payment_intent: 'text' }, (params) => books.all<Refund>('refund').filter((each) => matches(each, params, ['charge', 'payment_intent']))),
    get('refunds', 'refund', (wanted) => books.refund(wanted)),
    list('events', { type: 'text' }, (params) => [...books.events.values()].toReversed().filter((each) => matches(each, params, ['type']))),
    get('events', 'event', (wanted) => books.events.get(wanted)),
  ];
}

function matches(thing: object, params: Params, names: readonly string[]): boolean {
  return names.every((name) => text(params, name) === null || (thing as Record<string, unknown>)[name] === text(params, name));
}

function createSession(books: Books, params: Params, origin: string): Session {
  if (required(params, 'mode') !== 'payment') throw refused('mode', 'Only payment mode is known here.');
  const items = Object.values(part(params, 'line_items')) as Params[];
  if (items.length === 0) throw refused('line_items', 'Missing required param: line_items.');
  let amount = 0;
  for (const item of items) {
    const price = part(item, 'price_data');
    if (required(price, 'currency', 'line_items[0][price_data]') !== 'idr') throw refused('line_items[0][price_data][currency]', 'Currencies are written in lowercase; only idr is known here.');
    required(part(price, 'product_data'), 'name', 'line_items[0][price_data][product_data]');
    amount += Number(required(price, 'unit_amount')) * Number(required(item, 'quantity'));
  }
  if (amount < 800_000) throw refused('line_items', 'The Checkout Session’s total amount must convert to at least 50 cents.', 'amount_too_small');
  if (amount > 999_999_999_999) throw refused('line_items', 'Amount must be no more than Rp9,999,999,999.99', 'amount_too_large');
  const expiresAt = Number(text(params, 'expires_at') ?? now() + 86_400);
  if (expiresAt < now() + 1_800) throw refused('expires_at', 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.');
  if (expiresAt > now() + 86_400) throw refused('expires_at', 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.');
  const email = text(params, 'customer_email');
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw refused('customer_email', `Invalid email address: ${email}`, 'email_invalid');
  for (const name of ['success_url', 'cancel_url']) if (!URL.canParse(required(params, name))) throw refused(name, 'Not a valid URL', 'url_invalid');
  const intent = part(params, 'payment_intent_data');
  const session = newSession(
    {
      amount, currency: 'idr', metadata: metadata(params), expiresAt, successUrl: required(params, 'success_url'), cancelUrl: required(params, 'cancel_url'),
      clientReferenceId: text(params, 'client_reference_id'), customerEmail: email, locale: text(params, 'locale'), intent: { description: text(intent, 'description'), metadata: metadata(intent) },
    },
    origin,
  );
  books.record([session]);
  return session;
}

/** Over: by its time, or because the shop said so. */
export function expire(books: Books, id: string): Session {
  const session = books.session(id);
  if (!session) throw missing('checkout.session', id);
  if (session.status !== 'open') throw new StripeError(400, 'invalid_request_error', { message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.` }, true);
  const expired: Session = { ...session, status: 'expired', url: null };
  books.record([expired], [['checkout.session.expired', expired]]);
  return expired;
}

function refund(books: Books, mischief: Mischief, params: Params): Refund {
  const intent = books.intent(text(params, 'payment_intent'));
  const charge = books.charge(text(params, 'charge') ?? intent?.latest_charge ?? null);
  if (!charge) throw missing('charge', text(params, 'charge') ?? text(params, 'payment_intent') ?? '');
  if (charge.status !== 'succeeded') throw new StripeError(400, 'invalid_request_error', { message: 'This charge has not been paid.', param: 'charge' }, true);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = Number(text(params, 'amount') ?? left);
  if (left === 0) throw new StripeError(400, 'invalid_request_error', { code: 'charge_already_refunded', message: `Charge ${charge.id} has already been refunded.` }, true);
  if (amount < 1) throw refused('amount', 'Invalid positive integer', 'parameter_invalid_integer');
  if (amount > left) throw new StripeError(400, 'invalid_request_error', { message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, param: 'amount' }, true);
  const made = newRefund(charge, amount, metadata(params), mischief.take('pendingRefund') ? 'pending' : 'succeeded');
  const changed: Charge = { ...charge, amount_refunded: charge.amount_refunded + amount, refunded: amount === left };
  books.record([made, changed], [['refund.created', made], ['charge.refunded', changed], ...(made.status === 'succeeded' ? [['refund.updated', made] as const] : [])]);
  return made;
}

function refused(param: string, message: string, code?: string): StripeError {
  return new StripeError(400, 'invalid_request_error', { message, param, ...(code ? { code } : {}) });
}
