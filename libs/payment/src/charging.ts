import { Injectable, Logger } from '@nestjs/common';
import { Database, later, NotFound, outside, type Id } from '#libs/platform';
import type { ChargeState } from './charge.status.js';
import { GatewayRefused, GatewayUnavailable, type Gateway } from './gateway/gateway.js';
import { Gateways } from './gateway/gateways.js';
import type { Buyer, PaymentIntent } from './intents.js';
import { Settlement } from './settlement.js';
import { asChargeView } from './payment.queries.js';
import type { ChargeView } from './views.js';

interface ChargeToBegin {
  id: Id<'chg'>;
  gateway: string;
  method: string;
  state: ChargeState;
  actionUrl: string | null;
  idempotencyKey: string;
  amount: number;
  currency: string;
  payableState: 'open' | 'paid' | 'closed';
  reference: string;
  buyer: Buyer | null;
  returnPath: string;
  dueAt: Date;
}

// A buyer who still has the page open shortly after the due time is told by us, not cut off by the gateway.
const GRACE = { seconds: 60 };

/** The second and third beat of an attempt: call the gateway with the charge's key, record what it said. */
@Injectable()
export class Charging {
  private readonly log = new Logger('Charging');

  constructor(
    private readonly db: Database,
    private readonly gateways: Gateways,
    private readonly settlement: Settlement,
  ) {}

  /** Never fails because the gateway does: without an answer the charge stays as it is. */
  async begin(chargeId: Id<'chg'>, opened?: PaymentIntent): Promise<ChargeView> {
    return this.resume(chargeId, opened).catch(async (error: unknown) => {
      if (!(error instanceof GatewayUnavailable)) throw error;
      return asChargeView(await this.load(chargeId));
    });
  }

  /** Throws GatewayUnavailable without an answer. */
  async resume(chargeId: Id<'chg'>, opened?: PaymentIntent): Promise<ChargeView> {
    const charge = opened ? this.firstOf(chargeId, opened) : await this.load(chargeId);
    const isAnswered = charge.actionUrl !== null || !['created', 'pending'].includes(charge.state);
    if (isAnswered || charge.payableState !== 'open' || !charge.buyer) return asChargeView(charge);
    const answer = await this.ask(this.gateways.named(charge.gateway), charge, charge.buyer);
    if (!answer) return this.refused(charge);
    const [recorded] = await this.db.query<{ state: ChargeState }>(
      `UPDATE payment.charge SET gateway_ref = $2, action_url = $3, state = CASE WHEN state = 'created' THEN 'pending' ELSE state END
       WHERE id = $1 AND (gateway_ref IS NULL OR gateway_ref = $2) RETURNING state`,
      [chargeId, answer.gatewayRef, answer.actionUrl],
    );
    if (recorded) return asChargeView({ ...charge, state: recorded.state, actionUrl: answer.actionUrl });
    await this.settlement.flag({ id: chargeId, flag: null }, `reference_mismatch: ${answer.gatewayRef}`);
    return asChargeView(charge);
  }

  /** As `load` would find it right after `open`. */
  private firstOf(id: Id<'chg'>, { method, amount, reference, buyer, returnPath, dueAt }: PaymentIntent): ChargeToBegin {
    const gateway = this.gateways.offering(method, amount).name;
    return { id, gateway, method, state: 'created', actionUrl: null, idempotencyKey: id, amount, currency: 'IDR', payableState: 'open', reference, buyer, returnPath, dueAt };
  }

  private async load(chargeId: Id<'chg'>): Promise<ChargeToBegin> {
    const charge = await this.db.one<ChargeToBegin>(
      `SELECT c.id, c.gateway, c.method, c.state, c.action_url AS "actionUrl", c.idempotency_key AS "idempotencyKey", c.amount, c.currency,
              p.state AS "payableState", p.reference, p.buyer, p.return_path AS "returnPath", p.due_at AS "dueAt"
       FROM payment.charge c JOIN payment.payable p ON p.id = c.payable_id WHERE c.id = $1`,
      [chargeId],
    );
    if (!charge) throw new NotFound();
    return charge;
  }

  /** Null when the gateway refuses for good. */
  private async ask(gateway: Gateway, charge: ChargeToBegin, buyer: Buyer): Promise<{ gatewayRef: string; actionUrl: string } | null> {
    const { idempotencyKey: key, reference, amount, returnPath } = charge;
    try {
      return await outside(() => gateway.createCheckout({ key, reference, amount, buyer, returnPath, expiresAt: later(charge.dueAt, GRACE) }));
    } catch (error) {
      if (!(error instanceof GatewayUnavailable) && !(error instanceof GatewayRefused)) throw error;
      this.log.warn(`${charge.id} at ${gateway.name}: ${error.message}`);
      if (error instanceof GatewayRefused) return null;
      throw error;
    }
  }

  private async refused(charge: ChargeToBegin): Promise<ChargeView> {
    await this.settlement.settle(charge.id, { status: 'failed', gatewayRef: null, amount: charge.amount, currency: charge.currency });
    return asChargeView({ ...charge, state: 'failed' });
  }
}
