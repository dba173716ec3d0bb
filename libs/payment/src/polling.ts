import { Injectable, Logger } from '@nestjs/common';
import { Clock, Database, Every, later, outside, type Id } from '#libs/platform';
import { Charging } from './charging.js';
import { GatewayUnavailable } from './gateway/gateway.js';
import { Gateways } from './gateway/gateways.js';
import { Inbox } from './inbox.js';
import { RefundSender } from './refund/refund-sender.js';
import { Settlement } from './settlement.js';

interface Unanswered {
  id: Id<'chg'>;
  gateway: string;
  gatewayRef: string | null;
  key: string;
  amount: number;
  currency: string;
  flag: string | null;
  hasPage: boolean;
  payableState: 'open' | 'paid' | 'closed';
}

const BATCH = 100;
const CREATED_WAIT = { minutes: 1 };
const PENDING_WAIT = { minutes: 2 };

/** Looks for what was left unanswered: calls cut off halfway, webhooks that never came, refunds nobody heard of again. */
@Injectable()
export class Polling {
  private readonly log = new Logger('Polling');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly gateways: Gateways,
    private readonly charging: Charging,
    private readonly inbox: Inbox,
    private readonly settlement: Settlement,
    private readonly refundSender: RefundSender,
  ) {}

  @Every('payment.poll-unanswered', { seconds: 30 })
  async poll(): Promise<void> {
    await this.pollUnanswered(false);
  }

  /** `all` ignores the waiting times. Answers how many charges and refunds found their end. */
  async pollUnanswered(all: boolean): Promise<number> {
    const away = new Set<string>();
    let settled = 0;
    for (const charge of await this.unansweredCharges(all)) {
      if (away.has(charge.gateway)) continue;
      settled += await this.attended(charge.gateway, away, () => this.look(charge));
    }
    for (const refund of await this.unansweredRefunds(all)) {
      if (away.has(refund.gateway)) continue;
      settled += await this.attended(refund.gateway, away, () => this.refundSender.send(refund.id).then(() => true));
    }
    return settled;
  }

  private async look(charge: Unanswered): Promise<boolean> {
    await this.db.query(`UPDATE payment.charge SET polled_at = $2 WHERE id = $1`, [charge.id, this.clock.now()]);
    if (!charge.hasPage && charge.payableState === 'open') {
      const view = await this.charging.resume(charge.id);
      return view.status !== 'pending';
    }
    const gateway = this.gateways.named(charge.gateway);
    // Paid by another attempt, or over: whoever still has the page open must not pay it as well.
    if (charge.payableState !== 'open' && charge.gatewayRef) await outside(async () => gateway.withdraw?.(charge.gatewayRef!));
    const current = await outside(() => gateway.fetchStatus(charge));
    if (current) {
      const effect = await this.inbox.hear(charge, current);
      return effect !== 'none' && effect !== 'pending' && effect !== 'refused';
    }
    if (charge.gatewayRef) {
      await this.settlement.flag(charge, 'unknown_to_gateway');
      return false;
    }
    // The call never arrived, and nobody will pay it any more.
    await this.settlement.settle(charge.id, { status: 'expired', gatewayRef: null, amount: charge.amount, currency: charge.currency });
    return true;
  }

  /** One gateway that is away must not keep the others waiting, nor one odd charge the rest. */
  private async attended(gateway: string, away: Set<string>, look: () => Promise<boolean>): Promise<number> {
    try {
      return (await look()) ? 1 : 0;
    } catch (error) {
      if (error instanceof GatewayUnavailable) away.add(gateway);
      this.log.warn(`${gateway}: ${error instanceof Error ? error.message : String(error)}`);
      return 0;
    }
  }

  /** The longer a charge stays open, the rarer it is looked at: after a quarter of its age, and once its payable is paid or closed. */
  private unansweredCharges(all: boolean): Promise<Unanswered[]> {
    const now = this.clock.now();
    return this.db.query<Unanswered>(
      `SELECT c.id, c.gateway, c.gateway_ref AS "gatewayRef", c.idempotency_key AS key, c.amount, c.currency, c.flag, c.action_url IS NOT NULL AS "hasPage", p.state AS "payableState"
       FROM payment.charge c JOIN payment.payable p ON p.id = c.payable_id
       WHERE c.state IN ('created', 'pending') AND ($1 OR (
         c.created_at <= CASE c.state WHEN 'created' THEN $2::timestamptz ELSE $3::timestamptz END
         AND (c.polled_at IS NULL OR c.polled_at <= $4::timestamptz - greatest(interval '1 minute', (c.polled_at - c.created_at) / 4)
              OR c.polled_at < coalesce(p.paid_at, p.closed_at))))
       ORDER BY c.polled_at NULLS FIRST, c.created_at LIMIT CASE WHEN $1 THEN NULL ELSE $5::int END`,
      [all, later(now, { minutes: -CREATED_WAIT.minutes }), later(now, { minutes: -PENDING_WAIT.minutes }), now, BATCH],
    );
  }

  private unansweredRefunds(all: boolean): Promise<{ id: Id<'rfd'>; gateway: string }[]> {
    return this.db.query(
      `SELECT r.id, coalesce(r.sent_via, c.gateway) AS gateway FROM payment.refund r JOIN payment.charge c ON c.id = r.charge_id
       WHERE r.state IN ('requested', 'sent') AND NOT EXISTS (SELECT FROM payment.payback b WHERE b.refund_id = r.id) AND ($1 OR coalesce(r.sent_at, r.requested_at) <= $2)
       ORDER BY r.requested_at LIMIT CASE WHEN $1 THEN NULL ELSE $3::int END`,
      [all, later(this.clock.now(), { minutes: -PENDING_WAIT.minutes }), BATCH],
    );
  }
}
