import { createHmac } from 'node:crypto';
import type { Books } from './books.js';
import type { Mischief } from './mischief.js';
import { now, type Event } from './objects.js';

const PAUSES_MS = [100, 300, 1_000, 3_000, 10_000];

/** Where events go: an endpoint over HTTP, or a `stripe listen` that is connected. Answers whether they were taken. */
export type Send = (event: Event, body: string, headers: Record<string, string>) => Promise<boolean>;

/** Tells the shop what happened until it answers 2xx, each time freshly signed. */
export class Telling {
  private readonly timers = new Set<NodeJS.Timeout>();
  private held: Event[] = [];
  url: string | null = null;
  listener: Send | null = null;

  constructor(
    private readonly mischief: Mischief,
    private readonly secret: string,
    private readonly books: () => Books,
  ) {}

  /** A new event, with whatever mischief is due. */
  hear(event: Event): void {
    if (this.mischief.take('lost')) return this.books().told(event.id);
    if (this.mischief.take('reordered')) {
      this.held.push(event);
      if (this.mischief.count('reordered') === 0) for (const each of this.held.splice(0).toReversed()) this.later(each, 0);
      return;
    }
    for (const copy of this.mischief.take('duplicate') ? [1, 2, 3] : [1]) if (copy) this.later(event, 0);
  }

  /** After a restart. */
  resume(): void {
    for (const event of this.books().untold.values()) this.later(event, 0);
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private later(event: Event, attempt: number): void {
    const pause = attempt === 0 ? this.mischief.value('lateMs') : PAUSES_MS[Math.min(attempt, PAUSES_MS.length) - 1]!;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.tell(event).then((taken) => (taken ? this.books().told(event.id) : this.later(event, attempt + 1)));
    }, pause);
    this.timers.add(timer);
  }

  private async tell(event: Event): Promise<boolean> {
    const body = JSON.stringify(event);
    const at = now();
    const signature = createHmac('sha256', this.secret).update(`${at}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)', 'stripe-signature': `t=${at},v1=${signature}` };
    if (this.listener) return this.listener(event, body, headers);
    if (!this.url) return true;
    const answer = await fetch(this.url, { method: 'POST', body, headers, signal: AbortSignal.timeout(20_000) }).catch(() => null);
    await answer?.arrayBuffer().catch(() => null);
    return answer?.ok ?? false;
  }
}
