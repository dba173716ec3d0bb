import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { eventually } from '../../support/eventually.js';
import { isCliThere, stripeListen, type Listening } from '../../support/gateway/stripe/listen.js';
import { stripeStandIn, type StripeStandIn } from '../../support/gateway/stripe/stand-in.js';
import { checkoutBody, fillBasket, findReady, type Placed } from '../../support/shopper.js';
import { startSite, type Site } from '../../support/site.js';

// npm brings the CLI for Linux, macOS and Windows on the usual processors; elsewhere there is nothing to run.
const whereTheCliRuns = isCliThere ? test : test.skip;

let stripe: StripeStandIn;
let site: Site;
let listening: Listening | undefined;

beforeAll(async () => {
  stripe = await stripeStandIn();
  site = await startSite({ env: stripe.env });
});
afterAll(async () => {
  await listening?.stop();
  await site.close();
  await stripe.stop();
});

whereTheCliRuns('the whole program is paid through events that Stripe’s own CLI brings', async () => {
  listening = await stripeListen(stripe, `${site.url}/api/v1/webhooks/stripe`);
  const { variantId } = await findReady(site.client, 'village=63.72.03.1001');
  const filled = await fillBasket(site.client, [{ variantId, quantity: 1 }]);
  const { body: placed } = await filled.guest.post<Placed>('/api/v1/checkouts', { ...checkoutBody(filled), payment: { method: 'stripe' } });
  expect(await stripe.pay(placed.payment.action!.url)).toBe(303);

  const guest = site.client.with({ 'x-checkout-token': placed.token });
  await eventually(() => guest.get<Placed>(`/api/v1/checkouts/${placed.id}`), ({ body }) => body.status === 'paid');
  await eventually(() => stripe.books(), ({ untold }) => untold === 0);
  expect(listening.output()).toContain('checkout.session.completed');
  expect(listening.output()).toContain('<--  [200]');
  // The only way in was the CLI: what came was verified with the secret of its session.
  expect(await site.db.query(`SELECT gateway, state, news->>'key' AS key FROM payment.gateway_event`)).toEqual([{ gateway: 'stripe', state: 'processed', key: placed.payment.id }]);
  expect(await findBroken(site.app)).toEqual([]);
});
