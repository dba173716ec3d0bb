import { Injectable } from '@nestjs/common';
import { Clock, Database, later, outside } from '#libs/platform';
import { GatewayRefused, GatewayUnavailable, type Gateway, type GatewayCharge } from '../gateway/gateway.js';
import { Gateways } from '../gateway/gateways.js';
import type { Finding } from '../views.js';
import { checkBooks } from './books-check.js';
import { gatewayDifference, type OurCharge } from './gateway-difference.js';

const BATCH = 200;
/** How far the nightly look reaches; an older charge is looked at again when it is refunded. */
const REACH = { days: -35 };
/** A charge is recorded here before it is made there; this much the two clocks may differ. */
const CLOCKS = { hours: -1 };

interface Ours extends OurCharge {
  settledAt: Date | null;
}

/** Payment's part of `market reconcile`: I1, I3, I4, I8, I9 and I10 of the trust rules. Changes nothing. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly gateways: Gateways,
  ) {}

  /**
   * Outside any transaction, since it reads the gateways' lists: what was charged or refunded since then, by default in the
   * last 35 days. Call `Payments.pollUnanswered({ all: true })` first.
   */
  async findings(since: Date = later(this.clock.now(), REACH)): Promise<Finding[]> {
    const findings = await this.books();
    for (const gateway of this.gateways.inUse) findings.push(...(await outside(() => this.difference(gateway, since))));
    return findings;
  }

  /** The rules that need no gateway: all but I4. */
  books(): Promise<Finding[]> {
    // Whole tables are read.
    return this.db.patiently(10, () => checkBooks(this.db, this.clock.now()));
  }

  /** Of either side only a batch is in memory, beside the keys that were listed. */
  private async difference(gateway: Gateway, since: Date): Promise<Finding[]> {
    const settledBy = later(this.clock.now(), { minutes: -2 });
    const findings: Finding[] = [];
    const listed = new Set<string>();
    try {
      // Theirs first: what we capture meanwhile is then ours already when we look.
      for await (const theirs of inBatches(gateway.list(later(since, CLOCKS)))) {
        findings.push(...theirs.filter((charge) => isSecond(charge, listed)).map((charge) => twice(charge)));
        const captured = new Set(theirs.map(({ key, status }) => status === 'captured' && key));
        // What we took in after their page was read is not held against it.
        const ours = (await this.oursOf(gateway.name, theirs, settledBy)).filter(({ key, settledAt }) => captured.has(key) || settledAt === null || settledAt <= settledBy);
        findings.push(...gatewayDifference(gateway.name, ours, theirs, settledBy));
      }
    } catch (error) {
      if (!(error instanceof GatewayUnavailable) && !(error instanceof GatewayRefused)) throw error;
      return [...findings, { invariant: 'I4', subject: gateway.name, detail: `the gateway's list cannot be read: ${error.message}` }];
    }
    for await (const ours of this.capturedSince(gateway.name, since, settledBy)) {
      const missing = ours.filter(({ key, settledAt }) => !listed.has(key) && (settledAt === null || settledAt <= settledBy));
      findings.push(...gatewayDifference(gateway.name, missing, [], settledBy));
    }
    return findings;
  }

  private oursOf(gateway: string, theirs: readonly GatewayCharge[], settledBy: Date): Promise<Ours[]> {
    return this.db.query<Ours>(
      `SELECT c.id, c.idempotency_key AS key, c.state, c.amount, c.settled_at AS "settledAt",
              coalesce((SELECT json_agg(json_build_object('id', r.id, 'amount', r.amount, 'state', CASE
                          WHEN r.sent_via IS NOT NULL THEN 'other'
                          WHEN r.state = 'succeeded' AND r.settled_at <= $3 THEN 'succeeded'
                          WHEN r.state <> 'failed' AND coalesce(r.settled_at, r.sent_at, r.requested_at) > $3 THEN 'under_way' ELSE 'other' END))
                        FROM payment.refund r WHERE r.charge_id = c.id), '[]') AS refunds
       FROM payment.charge c WHERE c.gateway = $1 AND c.idempotency_key = ANY ($2)`,
      [gateway, theirs.flatMap(({ key }) => key ?? []), settledBy],
    );
  }

  /** What the gateway must have in a list that reaches back that far. */
  private async *capturedSince(gateway: string, since: Date, settledBy: Date): AsyncGenerator<Ours[]> {
    for (let after = ''; ; ) {
      const rows = await this.db.query<Ours>(
        `SELECT c.id, c.idempotency_key AS key, c.state, c.amount, c.settled_at AS "settledAt", '[]'::json AS refunds
         FROM payment.charge c
         WHERE c.gateway = $1 AND c.id > $2 AND c.state = 'captured'
           AND (c.created_at >= $3 OR EXISTS (SELECT 1 FROM payment.refund r
                WHERE r.charge_id = c.id AND r.state = 'succeeded' AND r.requested_at >= $3 AND r.settled_at <= $4))
         ORDER BY c.id LIMIT $5`,
        [gateway, after, since, settledBy, BATCH],
      );
      yield rows;
      if (rows.length < BATCH) return;
      after = rows.at(-1)!.id;
    }
  }
}

/** Notes the captured one; true when its key was there before: somebody paid twice for one attempt. */
function isSecond({ key, status }: GatewayCharge, listed: Set<string>): boolean {
  if (key === null || status !== 'captured') return false;
  if (listed.has(key)) return true;
  listed.add(key);
  return false;
}

function twice({ key, gatewayRef }: GatewayCharge): Finding {
  return { invariant: 'I4', subject: key!, detail: `captured at the gateway once more, as ${gatewayRef}` };
}

async function* inBatches(charges: AsyncIterable<GatewayCharge>): AsyncGenerator<GatewayCharge[]> {
  let batch: GatewayCharge[] = [];
  for await (const charge of charges) {
    batch.push(charge);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
