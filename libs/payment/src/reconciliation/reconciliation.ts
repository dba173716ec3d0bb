import { Injectable } from '@nestjs/common';
import { Clock, Database, later, outside } from '#libs/platform';
import { GatewayRefused, GatewayUnavailable, type Gateway } from '../gateway/gateway.js';
import { Gateways } from '../gateway/gateways.js';
import type { Finding } from '../views.js';
import { checkBooks } from './books-check.js';
import { gatewayDifference, type OurCharge } from './gateway-difference.js';

/** Payment's part of `market reconcile`: I1, I3, I4, I8, I9 and I10 of the trust rules. Changes nothing. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly gateways: Gateways,
  ) {}

  /** Outside any transaction, since it reads the gateways' lists. Call `Payments.pollUnanswered({ all: true })` first. */
  async findings(): Promise<Finding[]> {
    const findings = await this.books();
    for (const gateway of this.gateways.inUse) findings.push(...(await this.difference(gateway)));
    return findings;
  }

  /** The rules that need no gateway: all but I4. */
  books(): Promise<Finding[]> {
    return checkBooks(this.db, this.clock.now());
  }

  private async difference(gateway: Gateway): Promise<Finding[]> {
    try {
      // Theirs first: what we capture meanwhile is then ours already when we look.
      const theirs = await outside(() => gateway.list());
      const since = later(this.clock.now(), { minutes: -2 });
      const ours = await this.ours(gateway.name, since);
      const listed = new Set(theirs.map(({ key }) => key));
      const settled = ours.filter(({ key, settledAt }) => listed.has(key) || settledAt === null || settledAt <= since);
      return gatewayDifference(gateway.name, settled, theirs, since);
    } catch (error) {
      if (!(error instanceof GatewayUnavailable) && !(error instanceof GatewayRefused)) throw error;
      return [{ invariant: 'I4', subject: gateway.name, detail: `the gateway's list cannot be read: ${error.message}` }];
    }
  }

  private ours(gateway: string, since: Date): Promise<(OurCharge & { settledAt: Date | null })[]> {
    return this.db.query(
      `SELECT c.id, c.idempotency_key AS key, c.state, c.amount, c.settled_at AS "settledAt",
              coalesce((SELECT json_agg(json_build_object('id', r.id, 'amount', r.amount, 'state', CASE
                          WHEN r.state = 'succeeded' THEN 'succeeded'
                          WHEN r.state <> 'failed' AND coalesce(r.sent_at, r.requested_at) > $2 THEN 'under_way' ELSE 'other' END))
                        FROM payment.refund r WHERE r.charge_id = c.id), '[]') AS refunds
       FROM payment.charge c WHERE c.gateway = $1`,
      [gateway, since],
    );
  }
}
