import { OrderInvariants } from '#libs/order';
import { Payments, Reconciliation } from '#libs/payment';
import { Clock, DeliveryInvariants, later } from '#libs/platform';
import { StockInvariants } from '#libs/shop';
import { hasDemoWorld } from '../demo/has-demo-world.js';
import { withSandbox } from '../sandbox.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';
import { withoutHttp } from '../without-http.js';
import type { INestApplicationContext } from '@nestjs/common';

export interface Broken {
  invariant: string;
  subject: string;
  detail: string;
}

/** Asks the gateways about every intent left unanswered, then checks the invariants of money, stock, orders and events. */
export async function findBroken(app: INestApplicationContext, say: (line: string) => void = () => undefined): Promise<Broken[]> {
  const now = app.get(Clock).now();
  say('asking the gateways about unanswered intents');
  await app.get(Payments).pollUnanswered({ all: true });
  say('money: I1, I3, I4, I8, I9, I10');
  const money = await app.get(Reconciliation).findings();
  say('stock: I5, I6');
  const stock = await app.get(StockInvariants).findings(later(now, { minutes: -2 }));
  say('orders: I2, I6, I11');
  const orders = await app.get(OrderInvariants).findings(now);
  say('events: I7');
  const events = await app.get(DeliveryInvariants).findings(now);
  return [...money, ...stock, ...orders, ...events];
}

export async function reconcile({ json = false }: { json?: boolean }): Promise<void> {
  const ground = await surroundings();
  const sandbox = !ground.config.sandboxUrl && (await hasDemoWorld(ground.config)) ? await withSandbox(ground.config) : null;
  try {
    const broken = await withoutHttp(sandbox?.config ?? ground.config, (app) => findBroken(app, json ? undefined : tell));
    for (const each of broken) process.stdout.write(json ? `${JSON.stringify(each)}\n` : `BROKEN ${each.invariant}  ${each.subject}  ${each.detail}\n`);
    if (broken.length > 0) process.exitCode = 1;
    else if (!json) tell('all invariants hold');
  } finally {
    await sandbox?.stop();
    await ground.close();
  }
}
