import { Injectable } from '@nestjs/common';
import { Clock, Database, outside, Sender, type Happened, type Id } from '#libs/platform';
import { GatewayRefused } from '../gateway/gateway.js';
import { Gateways } from '../gateway/gateways.js';
import { RefundRequested } from '../payment.events.js';
import { Refunds } from './refunds.js';

interface RefundToSend {
  id: Id<'rfd'>;
  amount: number;
  reason: string;
  gateway: string;
  gatewayRef: string;
}

/** Carries refunds out. The refund's id is the key, so sending again never sends more. */
@Injectable()
export class RefundSender {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly gateways: Gateways,
    private readonly refunds: Refunds,
  ) {}

  @Sender(RefundRequested, 'payment.send-refund')
  async whenRefundRequested({ payload }: Happened<{ refundId: Id<'rfd'> }>): Promise<void> {
    await this.send(payload.refundId);
  }

  /** Throws GatewayUnavailable when nobody knows; the queue and the poll try again with the same key. */
  async send(refundId: Id<'rfd'>): Promise<void> {
    const refund = await this.db.one<RefundToSend>(
      `UPDATE payment.refund r SET state = 'sent', sent_at = $2 FROM payment.charge c
       WHERE r.id = $1 AND r.state IN ('requested', 'sent') AND c.id = r.charge_id
       RETURNING r.id, r.amount, r.reason, coalesce(r.sent_via, c.gateway) AS gateway, c.gateway_ref AS "gatewayRef"`,
      [refundId, this.clock.now()],
    );
    if (!refund) return;
    const { id: key, gatewayRef, amount, reason } = refund;
    const answer = await outside(() => this.gateways.named(refund.gateway).refund({ key, gatewayRef, amount, reason })).catch((error: unknown) => {
      if (error instanceof GatewayRefused) return error;
      throw error;
    });
    await this.refunds.settle(refundId, answer);
  }
}
