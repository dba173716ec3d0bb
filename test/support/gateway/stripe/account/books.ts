import { existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { newEvent, type Charge, type Event, type Intent, type Refund, type Session, type Thing } from './objects.js';

/** A first answer under an idempotency key, which is given again whatever it was. */
export interface Kept {
  key: string;
  request: string;
  status: number;
  body: unknown;
}

type Line = { put: Thing } | { event: Event } | { told: string } | { kept: Kept } | { forgotten: string };

/** The account's books: append-only JSON lines with whole objects, replayed at start; what one change writes is written at once. */
export class Books {
  private readonly things = new Map<string, Thing>();
  readonly events = new Map<string, Event>();
  readonly untold = new Map<string, Event>();
  private readonly kept = new Map<string, Kept>();
  private readonly file: number;

  constructor(
    path: string,
    private readonly onEvent: (event: Event) => void,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // The last line may have been cut off by a kill.
    const lines = written.slice(0, written.lastIndexOf('\n') + 1).split('\n').filter(Boolean);
    for (const line of lines) this.apply(JSON.parse(line) as Line);
    this.file = openSync(path, 'a', 0o600);
    if (written && !written.endsWith('\n')) writeSync(this.file, '\n');
  }

  session = (id: string) => this.find<Session>(id, 'checkout.session');
  intent = (id: string | null) => this.find<Intent>(id, 'payment_intent');
  charge = (id: string | null) => this.find<Charge>(id, 'charge');
  refund = (id: string) => this.find<Refund>(id, 'refund');

  /** Newest first, as Stripe lists. */
  all<T extends Thing>(kind: T['object']): T[] {
    return ([...this.things.values()].filter((thing) => thing.object === kind) as T[]).toReversed();
  }

  refundsOf(chargeId: string): Refund[] {
    return this.all<Refund>('refund').filter(({ charge }) => charge === chargeId);
  }

  keptFor(key: string): Kept | undefined {
    return this.kept.get(key);
  }

  keep(kept: Kept): void {
    this.write([{ kept }]);
  }

  told(eventId: string): void {
    if (this.untold.has(eventId)) this.write([{ told: eventId }]);
  }

  /** Writes the things, and tells of them by these events, in order. */
  record(things: readonly Thing[], events: readonly (readonly [type: string, about: Thing])[] = []): void {
    const made = events.map(([type, about]) => newEvent(type, about));
    this.write([...things.map((put) => ({ put })), ...made.map((event) => ({ event }))]);
    for (const event of made) this.onEvent(event);
  }

  /** As if the thing, or a key's answer, had never been. */
  forget(id: string): void {
    this.write([{ forgotten: id }]);
  }

  private find<T extends Thing>(id: string | null, kind: T['object']): T | undefined {
    const found = this.things.get(id ?? '');
    return found?.object === kind ? (found as T) : undefined;
  }

  private write(lines: Line[]): void {
    writeSync(this.file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    for (const line of lines) this.apply(line);
  }

  private apply(line: Line): void {
    if ('put' in line) this.things.set(line.put.id, line.put);
    else if ('kept' in line) this.kept.set(line.kept.key, line.kept);
    else if ('forgotten' in line) {
      this.things.delete(line.forgotten);
      this.kept.delete(line.forgotten);
    } else if ('told' in line) this.untold.delete(line.told);
    else {
      this.events.set(line.event.id, line.event);
      this.untold.set(line.event.id, line.event);
    }
  }
}
