import type { Buyer } from '../intents.js';
import type { PaymentMethod } from '../views.js';

export type GatewayStatus = 'pending' | 'captured' | 'failed' | 'expired';

/** A payment as the gateway knows it. Amounts in whole rupiah: an adapter converts at its edge. */
export interface GatewayCharge {
  gatewayRef: string;
  /** Our idempotency key; null for what was not made by us. */
  key: string | null;
  status: GatewayStatus;
  amount: number;
  currency: string;
  /** When it reached its status. */
  changedAt: Date;
  refunds: GatewayRefund[];
}

export interface GatewayRefund {
  gatewayRef: string;
  /** Our key: the refund's id. */
  key: string;
  amount: number;
  status: 'pending' | 'succeeded' | 'failed';
}

/** What a verified webhook claims. Money moves only after the object was read again. */
export interface GatewayNews {
  /** Unique per event at that gateway. */
  eventKey: string;
  /** Null where the event is about something else of the charge, for example a refund; then the key names it. */
  gatewayRef: string | null;
  key: string | null;
  /** The charge's; null where the event does not say. */
  amount: number | null;
  currency: string | null;
}

export interface CheckoutRequest {
  /** The charge's idempotency key: the same key never makes a second payment. */
  key: string;
  reference: string;
  amount: number;
  buyer: Buyer;
  /** Path within the site. */
  returnPath: string;
  /** The same at every try, so that the whole request is: a gateway may refuse another body under the same key. */
  expiresAt: Date;
}

export interface RefundRequest {
  key: string;
  gatewayRef: string;
  amount: number;
  reason: string;
}

export type WebhookHeaders = Record<string, string | string[] | undefined>;

/**
 * A payment gateway. Every call but `parseWebhook` leaves the program: wrap it in `outside()`. They throw
 * GatewayUnavailable when nobody knows what happened (ask again with the same key) and GatewayRefused when it said no for good.
 */
export interface Gateway {
  readonly name: string;
  /** Whether it is configured here; only then it is asked and listened to. */
  readonly isSetUp: boolean;
  /** Origins of pay pages elsewhere, for the Content-Security-Policy: form-action governs the redirect after a form post, too. */
  readonly payPageOrigins: readonly string[];
  methods(amount: number): PaymentMethod[];
  createCheckout(request: CheckoutRequest): Promise<{ gatewayRef: string; actionUrl: string }>;
  /** Throws WebhookRefused unless signature, time and account are right; null for an event that concerns no charge. */
  parseWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayNews | null;
  /** By its reference, or by our key when the answer with the reference was lost; null when the gateway never heard of it. */
  fetchStatus(charge: { gatewayRef: string | null; key: string }): Promise<GatewayCharge | null>;
  /** Asks that nobody can pay it any more; fine when it is paid or over. For gateways whose pay page outlives the time to pay. */
  withdraw?(gatewayRef: string): Promise<void>;
  refund(request: RefundRequest): Promise<GatewayRefund>;
  /** Whatever of our account was captured or refunded since, ours or not, in any order; page by page, for the two-way difference. */
  list(since: Date): AsyncIterable<GatewayCharge>;
}

/** No answer, or one that says nothing about the payment: timeout, cut connection, our own key not accepted, 429, 5xx. */
export class GatewayUnavailable extends Error {}

/** A definite no. */
export class GatewayRefused extends Error {}
