import { Injectable } from '@nestjs/common';
import { Actor, Audit, Clock, Database, Outbox, newId, type Id } from '#libs/platform';
import { Ledger } from './ledger/ledger.js';
import { captured, surplusCaptured, type CapturedShare } from './ledger/postings.js';
import { lockCharge } from './lock-payable.js';
import type { Charge, Effect, Outcome, Payable } from './payable.entity.js';
import { PaymentCaptured, PaymentExpired, PaymentFailed, RefundRequested } from './payment.events.js';

/** The one place where a charge's outcome takes effect: webhook, call and poll all end here, any number of times. */
@Injectable()
export class Settlement {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly ledger: Ledger,
    private readonly audit: Audit,
  ) {}

  /** Answers what changed; `refused` when amount, currency or reference disagree: then the charge is flagged and nothing else changes. */
  async settle(chargeId: Id<'chg'>, outcome: Outcome): Promise<Effect | 'refused'> {
    return this.db.transaction(async () => {
      const { payable, charge } = await lockCharge(this.db, chargeId);
      const disagreement = charge.disagreement(outcome);
      if (disagreement) return this.flag(charge, disagreement);
      const known = charge.gatewayRef;
      const effect = payable.hear(charge, outcome, this.clock.now());
      if (effect !== 'none' || charge.gatewayRef !== known) await this.db.manager.save(charge);
      if (effect === 'paid' || effect === 'paid_late') await this.takeIn(payable, charge, effect === 'paid_late');
      if (effect === 'surplus') await this.giveBack(charge);
      const named = { payableId: payable.id, subjectId: payable.subjectId, chargeId };
      if (effect === 'failed') await this.outbox.publish(PaymentFailed, named);
      if (effect === 'expired') await this.outbox.publish(PaymentExpired, named);
      return effect;
    });
  }

  /** Marks a charge for a person, once per reason; money stays where it is. */
  async flag(charge: Pick<Charge, 'id' | 'flag'>, reason: string): Promise<'refused'> {
    if (charge.flag === reason) return 'refused';
    await this.db.transaction(async () => {
      await this.db.query(`UPDATE payment.charge SET flag = $2 WHERE id = $1`, [charge.id, reason]);
      await this.audit.record(Actor.SYSTEM, 'payment.flag', charge.id, { reason });
    });
    return 'refused';
  }

  private async takeIn(payable: Payable, charge: Charge, late: boolean): Promise<void> {
    await this.db.manager.save(payable);
    const shares = await this.captureShares(charge.id);
    await this.ledger.post(captured(charge.id, charge.gateway, shares));
    await this.outbox.publish(PaymentCaptured, {
      payableId: payable.id,
      subjectId: payable.subjectId,
      chargeId: charge.id,
      amount: charge.amount,
      orderIds: shares.map((share) => share.orderId),
      late,
    });
  }

  /** The buyer paid twice: the second payment goes back whole, without anybody's asking. */
  private async giveBack(charge: Charge): Promise<void> {
    const refundId = newId('rfd');
    await this.captureShares(charge.id);
    await this.ledger.post(surplusCaptured(charge.id, charge.gateway, charge.amount));
    await this.db.query(
      `WITH charge AS (UPDATE payment.charge SET refunded_amount = captured_amount WHERE id = $2),
       share AS (UPDATE payment.charge_share SET refunded_amount = captured_amount WHERE charge_id = $2)
       INSERT INTO payment.refund (id, key, charge_id, reason, amount, requested_at) VALUES ($1, $3, $2, 'paid twice', $4, $5)`,
      [refundId, charge.id, `surplus:${charge.id}`, charge.amount, this.clock.now()],
    );
    await this.audit.record(Actor.SYSTEM, 'payment.surplus', charge.id, { refundId, amount: charge.amount });
    await this.outbox.publish(RefundRequested, { refundId });
  }

  private captureShares(chargeId: Id<'chg'>): Promise<CapturedShare[]> {
    return this.db.query<CapturedShare>(
      `UPDATE payment.charge_share cs SET captured_amount = cs.authorised_amount FROM payment.payable_share s
       WHERE cs.charge_id = $1 AND s.order_id = cs.order_id
       RETURNING cs.order_id AS "orderId", s.payee_id AS "payeeId", s.amount, s.shipping_amount AS "shippingAmount", s.commission_amount AS "commissionAmount"`,
      [chargeId],
    );
  }
}
