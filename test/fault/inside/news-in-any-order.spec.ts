import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GatewayCharge } from '../../../libs/payment/src/gateway/gateway.js';
import { SandboxGateway } from '../../../libs/payment/src/sandbox/sandbox.gateway.js';
import { paymentsUnderTest, intentOf, type PaymentsUnderTest } from '../../support/gateway/payments.js';
import { signedEvent } from '../../support/gateway/signed-event.js';

let market: PaymentsUnderTest;
/** What the gateway answers when it is asked for the charge; the news that is being read decides. */
let told: GatewayCharge | null = null;

beforeAll(async () => {
  market = await paymentsUnderTest();
  const gateway = market.app.get(SandboxGateway, { strict: false });
  const { fetchStatus } = gateway;
  gateway.fetchStatus = async (charge) => told ?? fetchStatus.call(gateway, charge);
});
afterAll(() => market.close());

type Kind = 'created' | 'failed' | 'expired' | 'captured' | 'refunded';
const KINDS: readonly Kind[] = ['created', 'failed', 'expired', 'captured', 'refunded'];
const STATUS = { created: 'pending', failed: 'failed', expired: 'expired', captured: 'captured', refunded: 'captured' } as const;

function ordersOf<T>(items: readonly T[]): T[][] {
  return items.length === 0 ? [[]] : items.flatMap((item, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

/** Each news comes twice, and each is read while the gateway still, or again, says what it said when it was written: answers may be as old as the news. */
async function hearInThatOrder(order: readonly Kind[]): Promise<unknown> {
  const intent = intentOf([[30_000, 5_000], [20_000, 0]], market.clock.now());
  const { chargeId } = await market.payments.open(intent);
  const view = await market.payments.begin(chargeId);
  const ref = view.action!.url.split('/').at(-1)!;
  const news = { id: ref, key: chargeId, amount: intent.amount, currency: 'IDR' };
  for (const kind of order) {
    const event = signedEvent(market, { payment: news });
    const refunds = kind === 'refunded' ? [{ gatewayRef: 'ref_1', key: 'made at the bank', amount: 1_000, status: 'succeeded' as const }] : [];
    told = { gatewayRef: ref, key: chargeId, status: STATUS[kind], amount: intent.amount, currency: 'IDR', changedAt: market.clock.now(), refunds };
    for (let copy = 0; copy < 2; copy++) await market.payments.receive('sandbox', event.headers, event.body);
    await market.settleDown();
    for (let copy = 0; copy < 2; copy++) await market.payments.pollUnanswered({ all: true });
    await market.settleDown();
  }
  told = null;
  const [payable] = await market.payments.view([intent.subjectId]);
  const counted = await market.rows(
    `SELECT (SELECT count(*)::int FROM payment.ledger_transaction WHERE cause = 'capture:' || $1) AS captures, (SELECT count(*)::int FROM payment.refund WHERE charge_id = $1) AS refunds,
            (SELECT count(*)::int FROM platform.event WHERE name = 'payment.captured' AND payload->>'chargeId' = $1) AS told,
            (SELECT count(*)::int FROM payment.gateway_event WHERE news->>'key' = $1 AND state = 'processed') AS read`,
    [chargeId],
  );
  return { state: payable!.state, charge: payable!.charge.status, refunded: payable!.refundedAmount, ...counted[0] };
}

test('the news of a charge, each twice, end the same in all 120 orders', async () => {
  for (const order of ordersOf(KINDS)) {
    expect({ order, ...(await hearInThatOrder(order) as object) }).toEqual({ order, state: 'paid', charge: 'captured', refunded: 0, captures: 1, refunds: 0, told: 1, read: 5 });
  }
  // The bank itself says pending of them all: the books, its own list aside, hold together.
  expect(await market.reconciliation.books()).toEqual([]);
}, 120_000);

test('the news of a refund, each twice and asked for by us, end the same in all orders', async () => {
  for (const order of ordersOf(['captured', 'pending', 'succeeded'] as const)) {
    const { intent, chargeId, url } = await market.checkout();
    await market.bank.choose(url, 'paid');
    await market.hear(chargeId);
    const [share] = intent.shares;
    const refundId = await market.payments.refund({ key: `in order ${chargeId}`, orderId: share!.orderId, reason: 'sobek', lines: [{ lineId: share!.lines[0]!.lineId, quantity: 1, amount: 10_000 }], shippingAmount: 0 });
    await market.settleDown();
    const ref = url.split('/').at(-1)!;
    for (const kind of order) {
      const refund = { gatewayRef: 'ref_1', key: refundId, amount: 10_000 };
      const refunds = kind === 'captured' ? [] : [{ ...refund, status: kind }];
      told = { gatewayRef: ref, key: chargeId, status: 'captured', amount: intent.amount, currency: 'IDR', changedAt: market.clock.now(), refunds };
      for (let copy = 0; copy < 2; copy++) {
        const event = signedEvent(market, { payment: { id: ref, key: chargeId, amount: intent.amount, currency: 'IDR' } });
        await market.payments.receive('sandbox', event.headers, event.body);
      }
      await market.settleDown();
    }
    told = null;
    expect(await market.rows(`SELECT state, amount FROM payment.refund WHERE charge_id = $1`, [chargeId])).toEqual([{ state: 'succeeded', amount: 10_000 }]);
    expect(await market.rows(`SELECT count(*)::int AS sent FROM payment.ledger_transaction WHERE cause = 'refund_sent:' || $1`, [refundId])).toEqual([{ sent: 1 }]);
  }
  expect(await market.reconciliation.books()).toEqual([]);
}, 60_000);
