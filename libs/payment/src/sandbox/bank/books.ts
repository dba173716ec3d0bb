import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type Status = 'pending' | 'paid' | 'failed' | 'expired';

export interface Refund {
  id: string;
  key: string;
  amount: number;
  reason: string;
  status: 'succeeded';
  createdAt: string;
}

export interface Payment {
  id: string;
  key: string;
  reference: string;
  amount: number;
  currency: string;
  status: Status;
  webhookUrl: string;
  returnUrl: string;
  createdAt: string;
  expiresAt: string;
  changedAt: string;
  refunds: Refund[];
}

/** Something to tell the shop about; told until it answers 2xx. */
export interface BankEvent {
  id: string;
  type: string;
  url: string;
  createdAt: string;
  payment: Pick<Payment, 'id' | 'key' | 'amount' | 'currency' | 'status'>;
}

type Line =
  | { kind: 'payment'; payment: Payment }
  | { kind: 'outcome'; id: string; status: Status; at: string; event: BankEvent }
  | { kind: 'refund'; id: string; refund: Refund; event: BankEvent }
  | { kind: 'told'; eventId: string };

/** The bank's own record: an append-only file of JSON lines, replayed at start. A change counts once its line is written. */
export class Books {
  private readonly payments = new Map<string, Payment>();
  private readonly pending = new Set<Payment>();
  private readonly byKey = new Map<string, string>();
  private readonly refundKeys = new Map<string, { payment: Payment; refund: Refund }>();
  private readonly untold = new Map<string, BankEvent>();
  private readonly file: number;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
    for (const text of written.split('\n')) if (text) this.replay(text);
    this.file = openSync(path, 'a', 0o600);
    // A line that a kill cut off must not swallow the next one.
    if (written && !written.endsWith('\n')) writeSync(this.file, '\n');
  }

  find(id: string): Payment | undefined {
    return this.payments.get(id);
  }

  findByKey(key: string): Payment | undefined {
    return this.payments.get(this.byKey.get(key) ?? '');
  }

  findRefund(key: string): { payment: Payment; refund: Refund } | undefined {
    return this.refundKeys.get(key);
  }

  /** In the order of creation, from the one after the given id on. */
  list(after: string, limit: number): Payment[] {
    const all = [...this.payments.values()];
    const start = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
    return all.slice(start, start + limit);
  }

  overdue(now: Date): Payment[] {
    const instant = now.toISOString();
    return [...this.pending].filter(({ expiresAt }) => expiresAt <= instant);
  }

  waitingEvents(): BankEvent[] {
    return [...this.untold.values()];
  }

  add(payment: Payment): void {
    this.write({ kind: 'payment', payment });
  }

  settle(payment: Payment, status: Status): BankEvent {
    const at = new Date().toISOString();
    const event = eventOf({ ...payment, status }, `payment.${status}`, at);
    this.write({ kind: 'outcome', id: payment.id, status, at, event });
    return event;
  }

  refund(payment: Payment, refund: Refund): BankEvent {
    const event = eventOf(payment, 'refund.succeeded', refund.createdAt);
    this.write({ kind: 'refund', id: payment.id, refund, event });
    return event;
  }

  told(event: BankEvent): void {
    if (this.untold.has(event.id)) this.write({ kind: 'told', eventId: event.id });
  }

  private write(line: Line): void {
    writeSync(this.file, `${JSON.stringify(line)}\n`);
    this.apply(line);
  }

  private replay(text: string): void {
    try {
      this.apply(JSON.parse(text) as Line);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }

  private apply(line: Line): void {
    if (line.kind === 'told') {
      this.untold.delete(line.eventId);
      return;
    }
    if (line.kind === 'payment') {
      this.payments.set(line.payment.id, line.payment);
      this.pending.add(line.payment);
      this.byKey.set(line.payment.key, line.payment.id);
      return;
    }
    const payment = this.payments.get(line.id);
    if (!payment) return;
    if (line.kind === 'outcome') {
      Object.assign(payment, { status: line.status, changedAt: line.at });
      this.pending.delete(payment);
    } else {
      payment.refunds.push(line.refund);
      this.refundKeys.set(line.refund.key, { payment, refund: line.refund });
    }
    this.untold.set(line.event.id, line.event);
  }
}

export function newBankId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

export function refundedAmount(payment: Payment): number {
  return payment.refunds.reduce((sum, refund) => sum + refund.amount, 0);
}

function eventOf({ id, key, amount, currency, status, webhookUrl }: Payment, type: string, createdAt: string): BankEvent {
  return { id: newBankId('evt'), type, url: webhookUrl, createdAt, payment: { id, key, amount, currency, status } };
}
