import { randomBytes } from 'node:crypto';

/** Objects as Stripe's API shows them (https://docs.stripe.com/api); amounts in hundredths of a rupiah, times in Unix seconds. */
export interface Session {
  id: string;
  object: 'checkout.session';
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
  payment_intent: string | null;
  amount_total: number;
  currency: string;
  metadata: Record<string, string>;
  created: number;
  expires_at: number;
  success_url: string;
  cancel_url: string;
  url: string | null;
  locale: string | null;
  customer_email: string | null;
  [further: string]: unknown;
}

export interface Intent {
  id: string;
  object: 'payment_intent';
  status: 'requires_payment_method' | 'processing' | 'succeeded' | 'canceled';
  amount: number;
  amount_received: number;
  currency: string;
  latest_charge: string | null;
  metadata: Record<string, string>;
  created: number;
  [further: string]: unknown;
}

export interface Charge {
  id: string;
  object: 'charge';
  status: 'succeeded' | 'failed';
  paid: boolean;
  captured: boolean;
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  currency: string;
  payment_intent: string | null;
  metadata: Record<string, string>;
  created: number;
  [further: string]: unknown;
}

export interface Refund {
  id: string;
  object: 'refund';
  status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string | null;
  metadata: Record<string, string>;
  created: number;
  [further: string]: unknown;
}

export interface Event {
  id: string;
  object: 'event';
  type: string;
  data: { object: Thing };
  created: number;
  [further: string]: unknown;
}

export type Thing = Session | Intent | Charge | Refund;

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function now(): number {
  return Math.floor(Date.now() / 1000);
}

export interface Wanted {
  amount: number;
  currency: string;
  metadata: Record<string, string>;
  expiresAt: number;
  successUrl: string;
  cancelUrl: string;
  clientReferenceId: string | null;
  customerEmail: string | null;
  locale: string | null;
  intent: { description: string | null; metadata: Record<string, string> };
}

export function newSession(wanted: Wanted, origin: string): Session {
  const id = newId('cs_test');
  return {
    id, object: 'checkout.session', status: 'open', payment_status: 'unpaid', payment_intent: null, amount_subtotal: wanted.amount, amount_total: wanted.amount,
    currency: wanted.currency, metadata: wanted.metadata, created: now(), expires_at: wanted.expiresAt, success_url: wanted.successUrl, cancel_url: wanted.cancelUrl,
    url: `${origin}/c/pay/${id}`, locale: wanted.locale, customer_email: wanted.customerEmail, client_reference_id: wanted.clientReferenceId, mode: 'payment', livemode: false,
    adaptive_pricing: { enabled: false }, after_expiration: null, allow_promotion_codes: null, allowed_payment_method_types: ['card'], automatic_tax: { enabled: false, status: null },
    billing_address_collection: null, client_secret: null, consent: null, consent_collection: null, currency_conversion: null, custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null }, customer: null, customer_creation: 'if_required', customer_details: null,
    invoice: null, invoice_creation: { enabled: false, invoice_data: { account_tax_ids: null, custom_fields: null, description: null, footer: null, metadata: {}, rendering_options: null } },
    payment_link: null, payment_method_collection: 'if_required', payment_method_options: {}, payment_method_types: ['card'], phone_number_collection: { enabled: false }, recovered_from: null,
    setup_intent: null, shipping_address_collection: null, shipping_cost: null, shipping_details: null, shipping_options: [], submit_type: null, subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 }, ui_mode: 'hosted_page',
    // What the payment will carry; a payment is made when somebody pays.
    standin_intent: wanted.intent,
  };
}

export function newIntent(session: Session): Intent {
  const { metadata, description } = session['standin_intent'] as Wanted['intent'];
  return {
    id: newId('pi'), object: 'payment_intent', status: 'requires_payment_method', amount: session.amount_total, amount_received: 0, currency: session.currency, latest_charge: null, metadata,
    description, created: now(), amount_capturable: 0, amount_details: { tip: {} }, capture_method: 'automatic', confirmation_method: 'automatic', livemode: false, application: null,
    application_fee_amount: null, automatic_payment_methods: null, canceled_at: null, cancellation_reason: null, client_secret: null, customer: null, invoice: null, last_payment_error: null,
    next_action: null, on_behalf_of: null, payment_method: null, payment_method_options: {}, payment_method_types: ['card'], processing: null, receipt_email: null, review: null,
    setup_future_usage: null, shipping: null, source: null, statement_descriptor: null, statement_descriptor_suffix: null, transfer_data: null, transfer_group: null,
  };
}

/** Of a payment, or made by hand in the dashboard. */
export function newCharge(of: { amount: number; currency: string; metadata: Record<string, string>; intent: string | null; status: Charge['status'] }): Charge {
  const isPaid = of.status === 'succeeded';
  return {
    id: newId('ch'), object: 'charge', status: of.status, paid: isPaid, captured: isPaid, amount: of.amount, amount_captured: isPaid ? of.amount : 0, amount_refunded: 0, currency: of.currency,
    payment_intent: of.intent, metadata: { ...of.metadata }, created: now(), application: null, application_fee: null, application_fee_amount: null, balance_transaction: isPaid ? newId('txn') : null,
    billing_details: { address: null, email: null, name: null, phone: null }, calculated_statement_descriptor: 'KRIYADESA', customer: null, description: null, disputed: false,
    failure_balance_transaction: null, failure_code: isPaid ? null : 'card_declined', failure_message: isPaid ? null : 'Your card was declined.', fraud_details: {}, invoice: null, livemode: false,
    on_behalf_of: null, outcome: null, payment_method: newId('pm'), payment_method_details: null, receipt_email: null, receipt_number: null, receipt_url: null, refunded: false, review: null,
    shipping: null, source: null, source_transfer: null, statement_descriptor: null, statement_descriptor_suffix: null, transfer_data: null, transfer_group: null,
  };
}

export function newRefund(charge: Charge, amount: number, metadata: Record<string, string>, status: Refund['status']): Refund {
  return {
    id: newId('re'), object: 'refund', status, amount, currency: charge.currency, charge: charge.id, payment_intent: charge.payment_intent, metadata, created: now(),
    balance_transaction: newId('txn'), destination_details: null, reason: null, receipt_number: null, source_transfer_reversal: null, transfer_reversal: null,
  };
}

export function newEvent(type: string, about: Thing): Event {
  const { standin_intent: _, ...shown } = about;
  return {
    id: newId('evt'), object: 'event', type, data: { object: structuredClone(shown) as Thing }, created: now(), api_version: '2026-10-28.endive', livemode: false, pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
  };
}
