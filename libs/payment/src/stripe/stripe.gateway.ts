import { Injectable } from '@nestjs/common';
import { Clock, Config, later, madeAt, type StripeConfig } from '#libs/platform';
import type { Stripe } from 'stripe';
import { GatewayRefused, GatewayUnavailable, type CheckoutRequest, type Gateway, type GatewayCharge, type GatewayNews, type GatewayRefund, type RefundRequest, type WebhookHeaders } from '../gateway/gateway.js';
import { WebhookRefused } from '../payment.errors.js';
import type { PaymentMethod } from '../views.js';
import { checkoutSession, PAY_WITHIN_MINUTES } from './checkout-session.js';
import { ask, each, find, SenselessAnswer, stripeClient } from './stripe-client.js';
import { accountCharges, refundsOf } from './account-charges.js';
import { asRefund, CHARGE_KEY, REFUND_KEY, sessionAsCharge, toMinor } from './stripe-objects.js';
import { readEvent } from './stripe-webhook.js';

const METHOD: PaymentMethod = {
  code: 'stripe',
  name: { id: 'Kartu kredit atau debit', en: 'Credit or debit card' },
  description: {
    id: 'Visa, Mastercard, dan kartu lain, juga dari luar negeri, di halaman aman Stripe. Ditagih dalam rupiah.',
    en: 'Visa, Mastercard and other cards from any country, on Stripe’s secure page. Charged in rupiah.',
  },
  payWithinMinutes: PAY_WITHIN_MINUTES,
};
/** Stripe's smallest charge is half a US dollar's worth, whatever the rate: Rp10,000 stays above it up to Rp20,000 for a dollar. */
const SMALLEST = 10_000;
/** Twelve digits in hundredths of a rupiah. */
const LARGEST = 9_999_999_999;
/** After a day Stripe forgets a key, and the same request would be a second payment. */
const KEY_LASTS = { hours: 23 };
const EXPANDED = ['payment_intent.latest_charge.refunds'];
/** A session is made soon after its charge, or at the last within a day. */
const WINDOWS = [[{ minutes: -5 }, { minutes: 15 }], [{ minutes: 15 }, { hours: 24 }]] as const;

/** Card payments on Stripe's hosted Checkout page. Our reference is the session's id. */
@Injectable()
export class StripeGateway implements Gateway {
  readonly name = 'stripe';
  private readonly setUp: { stripe: Stripe; config: StripeConfig } | null;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.setUp = config.stripe && { stripe: stripeClient(config.stripe), config: config.stripe };
  }

  get isSetUp(): boolean {
    return this.setUp !== null;
  }

  get payPageOrigins(): readonly string[] {
    if (!this.setUp) return [];
    const { apiBase } = this.setUp.config;
    // A stand-in serves its pay page itself.
    return [apiBase === 'https://api.stripe.com' ? 'https://checkout.stripe.com' : apiBase];
  }

  methods(amount: number): PaymentMethod[] {
    return this.setUp && amount >= SMALLEST && amount <= LARGEST ? [METHOD] : [];
  }

  async createCheckout(request: CheckoutRequest): Promise<{ gatewayRef: string; actionUrl: string }> {
    const { key } = request;
    if (later(madeAt(key), KEY_LASTS) < this.clock.now()) throw new GatewayRefused('too long after the attempt was made');
    const session = await ask(() => this.stripe.checkout.sessions.create(checkoutSession(request, this.config.publicUrl), { idempotencyKey: key }));
    if (!isSession(session) || !/^https?:/.test(session.url ?? '')) throw new SenselessAnswer();
    return { gatewayRef: session.id, actionUrl: session.url! };
  }

  parseWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayNews | null {
    if (!this.setUp) throw new WebhookRefused('not set up');
    return readEvent(headers, rawBody, this.setUp.config, this.clock.now());
  }

  async fetchStatus({ gatewayRef, key }: { gatewayRef: string | null; key: string }): Promise<GatewayCharge | null> {
    const session = gatewayRef ? await this.session(gatewayRef) : await this.sessionOf(key);
    return session && sessionAsCharge(session, await refundsOf(this.stripe, chargeOf(session)));
  }

  /** Closing an open session; one that is paid or over stays as it is. */
  async withdraw(gatewayRef: string): Promise<void> {
    await ask(() => this.stripe.checkout.sessions.expire(gatewayRef, {}, { idempotencyKey: `withdraw ${gatewayRef}` })).catch((error: unknown) => {
      if (!(error instanceof GatewayRefused)) throw error;
    });
  }

  /**
   * Looks first: the answer kept for the key is the one of the first call, `pending` for ever, and after a day it is forgotten and
   * the same call would send the money again.
   */
  async refund({ key, gatewayRef, amount, reason }: RefundRequest): Promise<GatewayRefund> {
    const session = await this.session(gatewayRef);
    const charge = session && chargeOf(session);
    if (!charge) throw new GatewayRefused(`nothing was paid for ${gatewayRef}`);
    const known = (await refundsOf(this.stripe, charge)).find(({ metadata }) => metadata?.[REFUND_KEY] === key);
    if (known) return asRefund(known);
    const metadata = { [REFUND_KEY]: key, [CHARGE_KEY]: session.metadata?.[CHARGE_KEY] ?? '', reason: reason.slice(0, 500) };
    const made = await ask(() => this.stripe.refunds.create({ charge: charge.id, amount: toMinor(amount), metadata }, { idempotencyKey: key }));
    if (made.object !== 'refund' || made.metadata?.[REFUND_KEY] !== key) throw new SenselessAnswer();
    return asRefund(made);
  }

  list(since: Date): AsyncIterable<GatewayCharge> {
    return accountCharges(this.stripe, since);
  }

  private async session(id: string): Promise<Stripe.Checkout.Session | null> {
    const session = await find(() => this.stripe.checkout.sessions.retrieve(id, { expand: EXPANDED }));
    if (session && (!isSession(session) || session.id !== id)) throw new SenselessAnswer();
    return session;
  }

  /**
   * When the answer with the id was lost. Stripe's lists show an object as soon as it exists, its search only after a minute, and
   * asking for the session again with its key would make it if the first call never arrived.
   */
  private async sessionOf(key: string): Promise<Stripe.Checkout.Session | null> {
    for (const [from, to] of WINDOWS) {
      const created = { gte: seconds(later(madeAt(key), from)), lt: seconds(later(madeAt(key), to)) };
      if (created.gte > seconds(later(this.clock.now(), { minutes: 5 }))) return null;
      for await (const { id, metadata } of each((settings) => this.stripe.checkout.sessions.list({ created, limit: 100 }, settings))) {
        if (metadata?.[CHARGE_KEY] === key) return this.session(id);
      }
    }
    return null;
  }

  private get stripe(): Stripe {
    if (!this.setUp) throw new GatewayUnavailable('STRIPE_SECRET_KEY is not set');
    return this.setUp.stripe;
  }
}

function chargeOf({ payment_intent: intent }: Stripe.Checkout.Session): Stripe.Charge | null {
  const charge = typeof intent === 'object' ? intent?.latest_charge : null;
  return typeof charge === 'object' && charge?.status === 'succeeded' ? charge : null;
}

/** As much of it as money hangs on. */
function isSession({ object, id, created, amount_total, currency }: Stripe.Checkout.Session): boolean {
  return object === 'checkout.session' && typeof id === 'string' && Number.isInteger(created) && Number.isInteger(amount_total) && typeof currency === 'string';
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
