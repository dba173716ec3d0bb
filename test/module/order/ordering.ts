import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';
import { Baskets, Checkouts, OrderDesk, OrderInvariants, OrderModule, Orders, OrderSchedules, type Address, type BasketId, type PlacedCheckout, type PlaceRequest } from '#libs/order';
import { Payments, Reconciliation, sandboxCredentials } from '#libs/payment';
import { Actor, Config, FixedClock, newId, type Id } from '#libs/platform';
import { Stock } from '#libs/shop';
import { testBank, type TestBank } from '../../support/gateway/bank.js';
import { deliverAll, moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';
import { givenGoods, type Goods } from '../shop/goods.js';

export { GETASAN, PALAM } from '../shop/goods.js';

export const ADDRESS: Address = { recipientName: 'Ni Luh Sari', phone: '+6281234567890', line1: 'Jl. Raya Mengwi 7', villageCode: '51.03.02.2009' };
export const CONTACT = { name: 'Ni Luh Sari', email: 'niluh@example.test', phone: '+6281234567890' };

export interface Ordering extends ModuleUnderTest {
  baskets: Baskets;
  checkouts: Checkouts;
  orders: Orders;
  desk: OrderDesk;
  schedules: OrderSchedules;
  invariants: OrderInvariants;
  payments: Payments;
  reconciliation: Reconciliation;
  stock: Stock;
  bank: TestBank;
  rows: <T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;
  /** A shop with one variant on the shelf. */
  goods: (wanted?: Parameters<typeof givenGoods>[1] & { onHand?: number }) => Promise<Goods>;
  /** A basket with these quantities, of a new guest or of the actor. */
  filled: (wanted: readonly (readonly [variantId: string, quantity: number])[], actor?: Actor) => Promise<{ id: BasketId; actor: Actor }>;
  /** What a buyer sends for that basket: cheapest deliveries, the total as shown. */
  request: (basket: { id: BasketId; actor: Actor }, over?: Partial<PlaceRequest>) => Promise<PlaceRequest>;
  /** From an empty basket to a placed checkout; `buyer` opens it. */
  placed: (wanted: readonly (readonly [variantId: string, quantity: number])[], actor?: Actor) => Promise<{ checkout: PlacedCheckout; buyer: Actor }>;
  /** Pays at the bank, hears of it, and lets everybody react. */
  pay: (checkout: PlacedCheckout) => Promise<void>;
  placedAndPaid: Ordering['placed'];
  settle: () => Promise<void>;
  available: (variantId: string) => Promise<{ onHand: number; reserved: number }>;
  published: (name: string) => Promise<Record<string, unknown>[]>;
}

/** The order module with everything it conducts, on a database of its own, and the bank as a process of its own. */
export async function ordering(env: NodeJS.ProcessEnv = {}): Promise<Ordering> {
  const settings = { SECRET: 'only for tests', PUBLIC_URL: 'http://kriyadesa.test', RATE_LIMIT_FACTOR: '1000', ...env };
  const bank = await testBank(sandboxCredentials(new Config({ ...settings, DATA_DIR: '/nowhere' })));
  const under = await moduleUnderTest({ imports: [OrderModule], clock: new FixedClock(new Date()), env: { ...settings, SANDBOX_URL: bank.url } }).catch(async (error: unknown) => {
    await bank.stop();
    throw error;
  });
  const { db } = under;
  const baskets = under.get(Baskets);
  const checkouts = under.get(Checkouts);
  const stock = under.get(Stock);
  const payments = under.get(Payments);
  const rows = <T>(sql: string, parameters: readonly unknown[] = []) => db.query<T>(sql, parameters);

  const goods: Ordering['goods'] = async ({ onHand = 100, ...wanted } = {}) => {
    const given = await givenGoods(db, wanted);
    for (const variantId of given.variantIds) await stock.count(given.keeper, given.shopId, variantId, { onHand, reason: 'opening' });
    return given;
  };
  const filled: Ordering['filled'] = async (wanted, actor) => {
    const { id, token } = await baskets.create(actor ?? new Actor({}));
    const owner = actor ?? guest({ basket: token! });
    for (const [variantId, quantity] of wanted) await baskets.add(owner, id, variantId, quantity);
    return { id, actor: owner };
  };
  const request: Ordering['request'] = async ({ id, actor }, over = {}) => {
    const { subtotalAmount } = await baskets.view(actor, id);
    const options = await baskets.deliveryOptions(actor, id, ADDRESS);
    const delivery = Object.fromEntries(options.map((shop) => [shop.shopId, shop.options[0]!.id]));
    const expectedTotal = options.reduce((sum, shop) => sum + shop.options[0]!.priceAmount, subtotalAmount);
    return { basketId: id, contact: CONTACT, address: ADDRESS, delivery, payment: { method: 'sandbox' }, expectedTotal, ...over };
  };
  const placed: Ordering['placed'] = async (wanted, actor) => {
    const basket = await filled(wanted, actor);
    const checkout = await checkouts.place(basket.actor, await request(basket));
    return { checkout, buyer: actor ?? guest({ checkout: checkout.token! }) };
  };
  const settle = async () => void (await deliverAll(under.app));
  const pay: Ordering['pay'] = async ({ payment }) => {
    await bank.choose(payment.action!.url, 'paid');
    await payments.pollUnanswered({ all: true });
    await settle();
  };
  return {
    ...under, baskets, checkouts, stock, payments, bank, rows, goods, filled, request, placed, pay, settle,
    orders: under.get(Orders),
    desk: under.get(OrderDesk),
    schedules: under.get(OrderSchedules),
    invariants: under.get(OrderInvariants),
    reconciliation: under.get(Reconciliation),
    placedAndPaid: async (wanted, actor) => {
      const result = await placed(wanted, actor);
      await pay(result.checkout);
      return result;
    },
    available: async (variantId) =>
      (await rows<{ onHand: number; reserved: number }>(`SELECT sum(on_hand)::int AS "onHand", sum(reserved)::int AS reserved FROM shop.stock_level WHERE variant_id = $1`, [variantId]))[0]!,
    published: async (name) => (await rows<{ payload: Record<string, unknown> }>(`SELECT payload FROM platform.event WHERE name = $1 ORDER BY id`, [name])).map(({ payload }) => payload),
    close: async () => {
      await under.close();
      await bank.stop();
    },
  };
}

export function guest(tokens: { basket?: string; checkout?: string }): Actor {
  return new Actor({ tokens });
}

export function person(): Actor {
  const userId: Id<'usr'> = newId('usr');
  return new Actor({ userId, name: 'Ni Luh', email: CONTACT.email });
}

/** Counts the statements that the work sends over any connection, what sets up a transaction or connection aside. */
export async function statements(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const query = Client.prototype.query;
  Client.prototype.query = function counted(this: Client, ...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: string } | null)?.text;
    if (text && !/^\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET plan_cache_mode)/i.test(text)) sent.push(text);
    return Reflect.apply(query, this, args) as never;
  };
  try {
    await work();
  } finally {
    Client.prototype.query = query;
  }
  return sent;
}

/**
 * Runs the rival at a named point inside the victim's call: when it reaches `method` of `place`. The rival is started there and
 * given time to come as far as it can; what became of it is answered, wrapped so that awaiting this does not await it.
 */
export async function during<T>(place: object, method: string, rival: () => Promise<T>, victim: () => Promise<unknown>): Promise<() => Promise<T>> {
  const owner = place as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const outsideTheTransaction = AsyncLocalStorage.snapshot();
  const original = owner[method]!;
  let started: Promise<T> | null = null;
  owner[method] = async (...args) => {
    owner[method] = original;
    started = outsideTheTransaction(rival);
    started.catch(() => undefined);
    await new Promise((wait) => setTimeout(wait, 100));
    return Reflect.apply(original, place, args);
  };
  await victim();
  const result = started as Promise<T> | null;
  if (!result) throw new Error(`nobody came by ${method}`);
  return () => result;
}
