import { Injectable } from '@nestjs/common';
import { Clock, Database, Outbox, outside, Sender, type Happened, type Id } from '#libs/platform';
import type { GatewayCharge, GatewayNews, WebhookHeaders } from './gateway/gateway.js';
import { Gateways } from './gateway/gateways.js';
import { GatewayEventReceived } from './payment.events.js';
import { Refunds } from './refund/refunds.js';
import { Settlement } from './settlement.js';
import type { Charge } from './payable.entity.js';

interface WaitingEvent {
  gateway: string;
  news: GatewayNews;
  state: 'received' | 'processed' | 'ignored' | 'refused';
}

type Named = Pick<Charge, 'id' | 'flag' | 'gatewayRef' | 'idempotencyKey' | 'amount' | 'currency'>;

/** What gateways tell us: verified, kept, answered at once; understood later, from what the gateway's own record says by then. */
@Injectable()
export class Inbox {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly gateways: Gateways,
    private readonly settlement: Settlement,
    private readonly refunds: Refunds,
  ) {}

  /** Two statements; an event that is known already changes nothing. */
  async receive(gatewayName: string, headers: WebhookHeaders, rawBody: Buffer): Promise<void> {
    const news = this.gateways.listening(gatewayName).parseWebhook(headers, rawBody);
    if (!news) return;
    await this.db.transaction(async () => {
      const row = await this.db.one<{ id: number }>(
        `INSERT INTO payment.gateway_event (gateway, event_key, payload, news, received_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (gateway, event_key) DO NOTHING RETURNING id`,
        [gatewayName, news.eventKey, rawBody.toString('utf8'), JSON.stringify(news), this.clock.now()],
      );
      if (row) await this.outbox.publish(GatewayEventReceived, { gatewayEventId: row.id });
    });
  }

  @Sender(GatewayEventReceived, 'payment.process-gateway-event')
  async whenGatewayEventReceived({ payload }: Happened<{ gatewayEventId: number }>): Promise<void> {
    await this.process(payload.gatewayEventId);
  }

  /** Asks the gateway for the object that the event is about, then settles. An event is only a reason to look. */
  async process(gatewayEventId: number): Promise<void> {
    const event = await this.db.one<WaitingEvent>(`SELECT gateway, news, state FROM payment.gateway_event WHERE id = $1`, [gatewayEventId]);
    if (event?.state !== 'received') return;
    const charge = await this.chargeOf(event);
    if (!charge) return this.finish(gatewayEventId, 'ignored', 'no such charge');
    const mismatch = mismatchOf(charge, event.news);
    if (mismatch) {
      await this.db.transaction(async () => {
        await this.settlement.flag(charge, mismatch);
        await this.finish(gatewayEventId, 'refused', mismatch);
      });
      return;
    }
    const gateway = this.gateways.named(event.gateway);
    const current = await outside(() => gateway.fetchStatus({ gatewayRef: event.news.gatewayRef ?? charge.gatewayRef, key: charge.idempotencyKey }));
    if (!current) return this.finish(gatewayEventId, 'ignored', 'the gateway does not know it');
    await this.db.transaction(async () => {
      const effect = await this.hear(charge, current);
      await this.finish(gatewayEventId, effect === 'refused' ? 'refused' : 'processed', null);
    });
  }

  /** Takes in the gateway's whole record of one charge, its refunds included. */
  async hear(charge: { id: Id<'chg'> }, current: GatewayCharge): Promise<Awaited<ReturnType<Settlement['settle']>>> {
    const effect = await this.settlement.settle(charge.id, current);
    if (effect === 'refused') return effect;
    for (const refund of current.refunds) if (refund.key.startsWith('rfd_')) await this.refunds.settle(refund.key as Id<'rfd'>, refund);
    return effect;
  }

  private chargeOf({ gateway, news }: WaitingEvent): Promise<Named | null> {
    return this.db.one<Named>(
      `SELECT id, flag, gateway_ref AS "gatewayRef", idempotency_key AS "idempotencyKey", amount, currency FROM payment.charge
       WHERE gateway = $1 AND (gateway_ref = $2 OR idempotency_key = $3) ORDER BY gateway_ref = $2 DESC NULLS LAST LIMIT 1`,
      [gateway, news.gatewayRef, news.key],
    );
  }

  private async finish(id: number, state: 'processed' | 'ignored' | 'refused', reason: string | null): Promise<void> {
    await this.db.query(`UPDATE payment.gateway_event SET state = $2, reason = $3, processed_at = $4 WHERE id = $1 AND state = 'received'`, [id, state, reason, this.clock.now()]);
  }
}

function mismatchOf(charge: Named, news: GatewayNews): string | null {
  if (news.currency !== null && news.currency !== charge.currency) return `currency_mismatch: ${news.currency} instead of ${charge.currency}`;
  if (news.amount !== null && news.amount !== charge.amount) return `amount_mismatch: ${news.amount} instead of ${charge.amount}`;
  if (news.key !== charge.idempotencyKey) return `key_mismatch: ${news.key ?? 'none'}`;
  return null;
}
