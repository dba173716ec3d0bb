import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADDRESS, CONTACT, type Placed } from '../../support/shopper.js';
import type { Good, Goods } from './goods.js';

/** What a buyer was promised: a 201 was seen. */
export interface Acknowledged {
  id: string;
  token: string;
  basketId: string;
  total: number;
  orders: string[];
  /** Left without paying. */
  isAbandoned: boolean;
  /** Seen paid by the buyer. */
  isPaid: boolean;
}

interface Answer<T> {
  status: number;
  body: T & { code: string; retryAfterSeconds?: number };
}

interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
}

const PAUSE_MS = 250;
/** Nobody waits longer for one thing, however often they try. */
const PATIENCE_MS = 180_000;

/** Guests who buy over HTTP and, whatever is cut, refused for the moment or away, try again with the same key, as a client should. */
export class Buyers {
  readonly acknowledged: Acknowledged[] = [];
  /** Turned away for good, by code: `out_of_stock`. */
  readonly refused: Record<string, number> = {};
  /** Answers that no client could make sense of. */
  readonly strange: string[] = [];
  retries = 0;
  started = 0;

  constructor(
    private readonly origin: string,
    private readonly goods: Goods,
    /** Every so manieth leaves without paying. */
    private readonly abandonEvery = Infinity,
  ) {}

  /** So many at a time, one purchase after the other, until `enough` says so; whoever has begun goes on to the end. */
  async shop(atOnce: number, enough: () => boolean): Promise<void> {
    const one = async () => {
      while (!enough()) await this.buy(this.started++);
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }

  private async buy(turn: number): Promise<void> {
    const { plenty, scarce } = this.goods;
    // Every fifth wants what is scarce; neighbours add the same two in opposite order.
    const pair = [plenty[turn % 4]!, turn % 5 === 4 ? scarce : plenty[(turn + 1 + (turn % 3)) % 4]!];
    const lines = turn % 2 === 0 ? pair : pair.toReversed();
    const placed = await this.place(lines, turn % this.abandonEvery === this.abandonEvery - 1);
    if (!placed || placed.isAbandoned) return;
    await this.pay(placed);
    await this.waitUntilPaid(placed);
  }

  private async place(lines: readonly Good[], isAbandoned: boolean): Promise<Acknowledged | null> {
    const { body: basket } = await this.insist<{ id: string; token: string }>('POST', '/api/v1/baskets');
    const path = `/api/v1/baskets/${basket.id}`;
    const headers = { 'x-basket-token': basket.token };
    for (const { variantId } of lines) {
      // A lost answer may have added one already: the basket is what counts, and it is read before it is paid for.
      const added = await this.insist('POST', `${path}/items`, { headers, body: { variantId, quantity: 1 } });
      if (added.status >= 300) return this.turnedAway(added.body.code);
    }
    const { body: priced } = await this.insist<{ subtotal: { amount: number } }>('GET', path, { headers });
    const { body: offered } = await this.insist<{ shops: { shopId: string; options: { id: string; price: { amount: number } }[] }[] }>('POST', `${path}/delivery-options`, { headers, body: { address: ADDRESS } });
    const delivery = Object.fromEntries(offered.shops.map(({ shopId, options }) => [shopId, options[0]!.id]));
    const expectedTotal = priced.subtotal.amount + offered.shops.reduce((sum, { options }) => sum + options[0]!.price.amount, 0);
    const body = { basketId: basket.id, contact: CONTACT, address: ADDRESS, delivery, payment: { method: 'sandbox' }, expectedTotal };
    const key = { ...headers, 'idempotency-key': randomUUID() };
    const answer = await this.insist<Placed>('POST', '/api/v1/checkouts', { headers: key, body });
    if (answer.status !== 201) return this.turnedAway(answer.body.code);
    const { id, token, total, orders } = answer.body;
    const acknowledged = { id, token, basketId: basket.id, total: total.amount, orders: orders.map((order) => order.id), isAbandoned, isPaid: false };
    this.acknowledged.push(acknowledged);
    return acknowledged;
  }

  /** Where the answer was lost, or the bank was away, the way to the bank is on the checkout. */
  private async pay({ id, token }: Acknowledged): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const { body } = await this.look(id, token);
      if (body.payment.status !== 'pending') return;
      if (body.payment.action) {
        const answer = await fetch(body.payment.action.url, { method: 'POST', body: new URLSearchParams({ outcome: 'paid' }), redirect: 'manual' }).catch(() => null);
        if (answer && answer.status < 400) return;
      }
      await sleep(PAUSE_MS * 2);
    }
    this.strange.push(`${id} has no way to the bank`);
  }

  private async waitUntilPaid(placed: Acknowledged): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const { body } = await this.look(placed.id, placed.token);
      placed.isPaid = body.orders.every(({ status }) => status === 'paid');
      if (placed.isPaid) return;
      await sleep(PAUSE_MS);
    }
    this.strange.push(`${placed.id} was paid, and nobody noticed in ${PATIENCE_MS} ms`);
  }

  private look(id: string, token: string): Promise<Answer<Placed>> {
    return this.insist<Placed>('GET', `/api/v1/checkouts/${id}`, { headers: { 'x-checkout-token': token } });
  }

  private turnedAway(code: string): null {
    this.refused[code] = (this.refused[code] ?? 0) + 1;
    return null;
  }

  /** Asks until there is an answer to go by: cut connections, 502, 503 and a key that is still running are not. */
  private async insist<T>(method: string, path: string, { body, headers = {} }: Asked = {}): Promise<Answer<T>> {
    const until = Date.now() + PATIENCE_MS;
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = { method, headers: { ...content, 'idempotency-key': randomUUID(), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    for (let last = 'no answer'; Date.now() < until; this.retries++) {
      const answer = await fetch(`${this.origin}${path}`, sent).then(async (each) => ({ status: each.status, text: await each.text() }), () => null);
      if (answer && answer.status < 500) {
        const parsed = parse<T>(answer.text);
        if (parsed === null) this.strange.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
        else if (parsed.code !== 'idempotency_key_running') return { status: answer.status, body: parsed };
      } else if (answer?.status === 500) this.strange.push(`${method} ${path}: ${answer.text.slice(0, 500)}`);
      last = answer ? `${answer.status} ${answer.text.slice(0, 200)}` : 'cut';
      await sleep(PAUSE_MS);
      if (Date.now() >= until) throw new Error(`${method} ${path} got no answer in ${PATIENCE_MS} ms; last: ${last}`);
    }
    throw new Error('unreachable');
  }
}

function parse<T>(text: string): (T & { code: string }) | null {
  try {
    return JSON.parse(text) as T & { code: string };
  } catch {
    return null;
  }
}
