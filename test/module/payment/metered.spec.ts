import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Meters } from '#libs/platform';
import { paymentsUnderTest, type PaymentsUnderTest } from '../../support/gateway/payments.js';
import { signedEvent } from '../../support/gateway/signed-event.js';

let market: PaymentsUnderTest;

beforeAll(async () => {
  market = await paymentsUnderTest();
});
afterAll(() => market.close());

const figures = async () => market.get<Meters>(Meters).registry.metrics();

test('calls to a gateway and its notifications are counted by how they ended', async () => {
  const { chargeId, url } = await market.checkout();
  const { id } = /\/(?<id>pay_[0-9a-f]+)$/.exec(url)!.groups as { id: string };
  const { body } = signedEvent(market, { payment: { id, key: chargeId, amount: 1, currency: 'IDR' } });
  await expect(market.payments.receive('sandbox', {}, body)).rejects.toMatchObject({ code: 'webhook_refused' });
  expect(await market.reconciliation.findings()).toEqual([]);
  const text = await figures();
  expect(text).toContain('payment_webhooks_total{gateway="sandbox",outcome="no signature"} 1');
  expect(text).toContain('payment_gateway_duration_seconds_count{gateway="sandbox",call="createCheckout",outcome="done"} 1');
  expect(text).toContain('payment_gateway_duration_seconds_count{gateway="sandbox",call="list",outcome="done"} 1');

  await market.bank.stop();
  await market.reconciliation.findings();
  expect(await figures()).toContain('payment_gateway_duration_seconds_count{gateway="sandbox",call="list",outcome="unavailable"} 1');
});
