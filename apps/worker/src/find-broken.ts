import type { Type } from '@nestjs/common';
import { OrderInvariants } from '#libs/order';
import { Payments, Reconciliation } from '#libs/payment';
import { AuditSeals, Clock, Database, DeliveryInvariants, later, type Finding } from '#libs/platform';
import { StockInvariants } from '#libs/shop';

/** The running program, as far as its services are asked for. */
export interface Program {
  get<T>(service: Type<T>): T;
}

// Whole tables are read; what is quick for a page would be too short a patience here.
const PATIENCE_MINUTES = 10;

/** Asks the gateways about every intent left unanswered, then checks the invariants of money, stock, orders, events and the audit log. */
export async function findBroken(program: Program, say: (line: string) => void = () => undefined): Promise<Finding[]> {
  const now = program.get(Clock).now();
  const db = program.get(Database);
  const patiently = <T>(work: () => Promise<T>) => db.patiently(PATIENCE_MINUTES, work);
  say('asking the gateways about unanswered intents');
  await program.get(Payments).pollUnanswered({ all: true });
  say('money: I1, I3, I4, I8, I9, I10');
  const money = await program.get(Reconciliation).findings();
  say('stock: I5, I6');
  const stock = await patiently(() => program.get(StockInvariants).findings(later(now, { minutes: -2 })));
  say('orders: I2, I6, I11');
  const orders = await patiently(() => program.get(OrderInvariants).findings(now));
  say('events: I7');
  const events = await program.get(DeliveryInvariants).findings(now);
  say('audit log: I12');
  const audit = await program.get(AuditSeals).findings();
  return [...money, ...stock, ...orders, ...events, ...audit];
}
