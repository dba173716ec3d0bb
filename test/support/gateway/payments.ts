import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { PaymentModule, Payments, Reconciliation, sandboxCredentials, type PaymentIntent, type SandboxCredentials } from '#libs/payment';
import { Config, FixedClock, newId, Problem, type Id } from '#libs/platform';
import { deliverAll, moduleUnderTest, type ModuleUnderTest } from '../market.js';
import { testBank, type TestBank } from './bank.js';

export interface PaymentsUnderTest extends ModuleUnderTest {
  payments: Payments;
  reconciliation: Reconciliation;
  bank: TestBank;
  credentials: SandboxCredentials;
  /** Waits until so many events about the charge lie in the inbox, then lets all reactions run. */
  hear: (chargeId: string, events?: number) => Promise<void>;
  settleDown: () => Promise<void>;
  /** Opens a payable and gets its pay page. */
  checkout: (over?: Partial<PaymentIntent>) => Promise<Opened>;
  rows: <T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;
  published: (name: string) => Promise<Record<string, unknown>[]>;
}

export interface Opened {
  intent: PaymentIntent;
  subjectId: string;
  chargeId: Id<'chg'>;
  url: string;
}

/** The payment module on a database of its own, the bank as a process of its own, and webhooks over HTTP between them. */
export async function paymentsUnderTest(): Promise<PaymentsUnderTest> {
  const env = { SECRET: 'only for tests', PUBLIC_URL: 'http://kriyadesa.test', DATA_DIR: tmpdir() };
  const credentials = sandboxCredentials(new Config(env));
  const bank = await testBank(credentials);
  const door: { payments?: Payments } = {};
  const listener = await listen(door);
  const { DATA_DIR: _, ...kept } = env;
  const closeOutside = async () => {
    await bank.stop();
    listener.closeAllConnections();
    listener.close();
  };
  const under = await moduleUnderTest({
    imports: [PaymentModule],
    clock: new FixedClock(new Date()),
    env: { ...kept, SANDBOX_URL: bank.url, PORT: String((listener.address() as AddressInfo).port) },
  }).catch(async (error: unknown) => {
    await closeOutside();
    throw error;
  });
  const payments = under.get(Payments);
  door.payments = payments;
  const rows = <T>(sql: string, parameters: readonly unknown[] = []) => under.db.query<T>(sql, parameters);
  const settleDown = async () => void (await deliverAll(under.app));
  return {
    ...under,
    payments,
    reconciliation: under.get(Reconciliation),
    bank,
    credentials,
    rows,
    settleDown,
    published: async (name) => (await rows<{ payload: Record<string, unknown> }>(`SELECT payload FROM platform.event WHERE name = $1 ORDER BY id`, [name])).map(({ payload }) => payload),
    hear: async (chargeId, events = 1) => {
      await until(async () => (await rows(`SELECT 1 FROM payment.gateway_event WHERE news->>'key' = $1`, [chargeId])).length >= events);
      await settleDown();
    },
    checkout: async (over = {}) => {
      const intent = { ...intentOf([[70_000, 9_000], [50_000, 0]], under.clock.now()), ...over };
      const { chargeId } = await payments.open(intent);
      const view = await payments.begin(chargeId);
      return { intent, subjectId: intent.subjectId, chargeId, url: view.action?.url ?? '' };
    },
    close: async () => {
      await closeOutside();
      await under.close();
    },
  };
}

/** An intent with one order per pair of goods and shipping; two lines an order, 5 % commission. */
export function intentOf(orders: readonly (readonly [goods: number, shipping: number])[], now: Date): PaymentIntent {
  const shares = orders.map(([goods, shipping]) => {
    const first = Math.trunc(goods / 3);
    const line = (amount: number) => ({ lineId: newId('oln'), amount, commissionAmount: Math.trunc(amount / 20) });
    return { orderId: newId('ord'), payeeId: newId('shp'), amount: goods + shipping, shippingAmount: shipping, lines: [line(first), line(goods - first)] };
  });
  return {
    subjectId: newId('cko'),
    reference: 'KD-TEST22',
    amount: shares.reduce((sum, share) => sum + share.amount, 0),
    method: 'sandbox',
    dueAt: new Date(now.getTime() + 3_600_000),
    buyer: { name: 'Ni Luh', email: 'niluh@example.test', phone: '+6281234567890', locale: 'id' },
    returnPath: '/pesanan/uji',
    shares,
  };
}

export async function until(holds: () => Promise<boolean>, ms = 15_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((wait) => setTimeout(wait, 20));
  }
}

/** What apps/api does with a webhook, without the rest of apps/api. */
async function listen(door: { payments?: Payments }): Promise<Server> {
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => door.payments!.receive('sandbox', request.headers, body))
      .then(
        () => response.writeHead(200).end(),
        (error: unknown) => response.writeHead(error instanceof Problem ? error.status : 500).end(),
      );
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  return server;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
