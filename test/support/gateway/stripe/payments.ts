import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';
import { PaymentModule, Payments, Reconciliation, type PaymentIntent } from '#libs/payment';
import { FixedClock, Problem, type Id } from '#libs/platform';
import { deliverAll, moduleUnderTest, type ModuleUnderTest } from '../../market.js';
import { intentOf, until } from '../payments.js';
import { stripeStandIn, type StripeStandIn } from './stand-in.js';

export interface StripeUnderTest extends ModuleUnderTest {
  payments: Payments;
  reconciliation: Reconciliation;
  stripe: StripeStandIn;
  checkout: (over?: Partial<PaymentIntent>) => Promise<Paying>;
  /** Pays a fresh checkout at the stand-in's page and takes its events in. */
  paid: (over?: Partial<PaymentIntent>) => Promise<Paying>;
  /** Waits until the stand-in has told everything, then lets all reactions run. */
  settleDown: () => Promise<void>;
  rows: <T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;
  /** As the shop's endpoint would take it. */
  receive: (signed: Signed) => Promise<void>;
  stateOf: (subjectId: string) => Promise<string>;
  captures: (chargeId: string) => Promise<number>;
}

export interface Paying {
  intent: PaymentIntent;
  subjectId: string;
  chargeId: Id<'chg'>;
  url: string;
  /** The session's id. */
  ref: string;
}

export interface Signed {
  headers: Record<string, string>;
  body: Buffer;
}

/** The payment module on a database of its own, a Stripe account as a process of its own, and webhooks over HTTP between them. */
export async function stripeUnderTest(env: NodeJS.ProcessEnv = {}): Promise<StripeUnderTest> {
  const door: { payments?: Payments } = {};
  const listener = await listen(door);
  const stripe = await stripeStandIn({ webhookUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/` });
  const under = await moduleUnderTest({ imports: [PaymentModule], clock: new FixedClock(new Date()), env: { SECRET: 'only for tests', PUBLIC_URL: 'http://kriyadesa.test', ...stripe.env, ...env } });
  const payments = under.get(Payments);
  door.payments = payments;
  const rows = <T>(sql: string, parameters: readonly unknown[] = []) => under.db.query<T>(sql, parameters);
  const settleDown = async () => {
    await until(async () => (await stripe.admin<{ untold: number }>('untold')).untold === 0);
    await deliverAll(under.app);
  };
  const checkout = async (over: Partial<PaymentIntent> = {}) => {
    const intent = { ...intentOf([[70_000, 9_000], [50_000, 0]], under.clock.now()), method: 'stripe', ...over };
    const { chargeId } = await payments.open(intent);
    const view = await payments.begin(chargeId);
    const url = view.action?.url ?? '';
    return { intent, subjectId: intent.subjectId, chargeId, url, ref: url.split('/').at(-1)! };
  };
  return {
    ...under,
    payments,
    reconciliation: under.get(Reconciliation),
    stripe,
    rows,
    settleDown,
    checkout,
    paid: async (over = {}) => {
      const paying = await checkout(over);
      await stripe.pay(paying.url);
      await settleDown();
      return paying;
    },
    receive: ({ headers, body }) => payments.receive('stripe', headers, body),
    stateOf: async (subjectId) => (await payments.view([subjectId]))[0]!.state,
    captures: async (chargeId) => (await rows(`SELECT 1 FROM platform.event WHERE name = 'payment.captured' AND payload->>'chargeId' = $1`, [chargeId])).length,
    close: async () => {
      listener.closeAllConnections();
      listener.close();
      await under.close();
      await stripe.stop();
    },
  };
}

/** An event signed by Stripe's own SDK; negative age is the future. */
export function signed(market: Pick<StripeUnderTest, 'clock' | 'stripe'>, event: object, options: { ageSeconds?: number; secret?: string } = {}): Signed {
  return signedText(market, JSON.stringify(event), options);
}

export function signedText(market: Pick<StripeUnderTest, 'clock' | 'stripe'>, payload: string, { ageSeconds = 0, secret = market.stripe.webhookSecret } = {}): Signed {
  const timestamp = Math.floor(market.clock.now().getTime() / 1000) - ageSeconds;
  return { headers: { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }) }, body: Buffer.from(payload) };
}

async function listen(door: { payments?: Payments }): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      door.payments!.receive('stripe', request.headers, Buffer.concat(chunks)).then(
        () => response.writeHead(200).end(),
        (error: unknown) => response.writeHead(error instanceof Problem ? error.status : 500).end(),
      );
    });
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  return server;
}
