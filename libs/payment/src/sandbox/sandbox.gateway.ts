import { Injectable } from '@nestjs/common';
import { Clock, Config } from '#libs/platform';
import type { CheckoutRequest, Gateway, GatewayCharge, GatewayNews, GatewayRefund, RefundRequest, WebhookHeaders } from '../gateway/gateway.js';
import type { PaymentMethod } from '../views.js';
import { GatewayUnavailable } from '../gateway/gateway.js';
import { WebhookRefused } from '../payment.errors.js';
import { readPage, readPayment, readPaymentOf, readRefundOf, type BankPayment, type BankRefund } from './bank-records.js';
import { sandboxCredentials, type SandboxCredentials } from './sandbox-credentials.js';
import { SandboxHttp } from './sandbox-http.js';
import { verifySandboxSignature } from './sandbox-signature.js';

const METHOD: PaymentMethod = {
  code: 'sandbox',
  name: { id: 'Bank peraga (uji coba)', en: 'Demonstration bank' },
  description: { id: 'Tanpa uang sungguhan: pilih sendiri berhasil, gagal, atau kedaluwarsa.', en: 'No real money: choose yourself whether it succeeds, fails or expires.' },
  payWithinMinutes: 60,
};

/** The gateway of the demo world: a stand-in bank in a process of its own, spoken to as if it were far away. */
@Injectable()
export class SandboxGateway implements Gateway {
  readonly name = 'sandbox';
  /** Its pay page is shown under our own origin. */
  readonly payPageOrigins = [];
  private readonly credentials: SandboxCredentials;
  private readonly http: SandboxHttp;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.credentials = sandboxCredentials(config);
    this.http = new SandboxHttp(config.sandboxUrl, this.credentials.apiKey);
  }

  get isSetUp(): boolean {
    return this.config.sandboxUrl !== null;
  }

  methods(amount: number): PaymentMethod[] {
    return this.isSetUp && amount > 0 ? [METHOD] : [];
  }

  async createCheckout(request: CheckoutRequest): Promise<{ gatewayRef: string; actionUrl: string }> {
    const { key, reference, amount, buyer, returnPath, expiresAt } = request;
    const answer = await this.http.post('/v1/payments', key, {
      amount,
      currency: 'IDR',
      reference,
      webhookUrl: `http://127.0.0.1:${this.config.port}/api/v1/webhooks/sandbox`,
      returnUrl: `${this.config.publicUrl}${returnPath}`,
      expiresInSeconds: Math.max(1, Math.ceil((expiresAt.getTime() - this.clock.now().getTime()) / 1000)),
    });
    const payment = readPaymentOf(request, answer);
    const language = buyer.locale === 'en' ? '?lang=en' : '';
    return { gatewayRef: payment.id, actionUrl: `${this.config.publicUrl}/sandbox/pay/${payment.id}${language}` };
  }

  parseWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayNews {
    verifySandboxSignature(headers['sandbox-signature'], rawBody, this.credentials.webhookSecret, this.clock.now());
    const event = readEvent(rawBody);
    if (event.account !== this.credentials.account) throw new WebhookRefused('another account');
    const { id: gatewayRef, key, amount, currency } = event.payment;
    return { eventKey: event.id, gatewayRef, key, amount, currency };
  }

  async fetchStatus({ gatewayRef, key }: { gatewayRef: string | null; key: string }): Promise<GatewayCharge | null> {
    const answer = await this.http.get(gatewayRef ? `/v1/payments/${encodeURIComponent(gatewayRef)}` : `/v1/payments/by-key/${encodeURIComponent(key)}`);
    return answer === undefined ? null : asCharge(readPayment(answer));
  }

  async refund({ key, gatewayRef, amount, reason }: RefundRequest): Promise<GatewayRefund> {
    const answer = await this.http.post(`/v1/payments/${encodeURIComponent(gatewayRef)}/refunds`, key, { amount, currency: 'IDR', reason });
    return asRefund(readRefundOf({ key, amount }, answer));
  }

  /** Everything: the bank's list knows no dates. */
  async *list(): AsyncGenerator<GatewayCharge> {
    for (let after = ''; ; ) {
      const { items, next } = readPage(await this.http.get(`/v1/payments?after=${encodeURIComponent(after)}`));
      yield* items.map(asCharge);
      if (next === null) return;
      if (items.length === 0 || next === after) throw new GatewayUnavailable('the list does not end');
      after = next;
    }
  }
}

function asCharge({ id, key, status, amount, currency, changedAt, refunds }: BankPayment): GatewayCharge {
  return { gatewayRef: id, key, status: status === 'paid' ? 'captured' : status, amount, currency, changedAt: new Date(changedAt), refunds: refunds.map(asRefund) };
}

function asRefund({ id, key, amount, status }: BankRefund): GatewayRefund {
  return { gatewayRef: id, key, amount, status };
}

/** The signature says who wrote it, not that it is well made. */
function readEvent(rawBody: Buffer): { id: string; account: string; payment: { id: string; key: string; amount: number; currency: string } } {
  let event: { id?: unknown; account?: unknown; payment?: { id?: unknown; key?: unknown; amount?: unknown; currency?: unknown } } | null;
  try {
    event = JSON.parse(rawBody.toString('utf8')) as typeof event;
  } catch {
    throw new WebhookRefused('not JSON');
  }
  const { id, account, payment } = event ?? {};
  if (typeof id !== 'string' || typeof account !== 'string' || !payment) throw new WebhookRefused('not an event');
  const { id: paymentId, key, amount, currency } = payment;
  if (typeof paymentId !== 'string' || typeof key !== 'string' || !Number.isSafeInteger(amount) || typeof currency !== 'string') throw new WebhookRefused('not an event');
  return { id, account, payment: { id: paymentId, key, amount: amount as number, currency } };
}
