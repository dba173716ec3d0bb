import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBroken } from '../../apps/market/src/commands/reconcile.js';
import { eventually } from '../support/eventually.js';
import { checkoutBody, fillBasket, findReady, pay, type Filled, type Placed } from '../support/shopper.js';
import { startSite, type Site } from '../support/site.js';
import type { Client } from '../support/client.js';

let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(() => site.close());

interface SellersOrder {
  id: string;
  status: string;
}

const levelOf = (variantId: string) =>
  site.db.one<{ onHand: number; reserved: number }>('SELECT sum(on_hand)::int AS "onHand", sum(reserved)::int AS reserved FROM shop.stock_level WHERE variant_id = $1', [variantId]);

/** The owner of a demo shop, by its slug. */
async function ownerOf(shopId: string): Promise<Client> {
  const row = await site.db.one<{ email: string }>(`SELECT person.email FROM identity.membership m JOIN identity.person ON person.id = m.user_id WHERE m.id = $1 AND m.role = 'owner'`, [shopId]);
  return site.client.signIn(row!.email, 'kriyadesa-demo');
}

describe('one checkout, two village storefronts', () => {
  let filled: Filled;
  let placed: Placed;
  let lines: { variantId: string; quantity: number }[];
  let guest: Client;

  test('a guest finds crafts of two villages and sees what delivery costs', async () => {
    const bag = await findReady(site.client, 'village=63.72.03.1001');
    const chips = await findReady(site.client, 'regency=13.10', [bag.product.shop.id]);
    lines = [{ variantId: bag.variantId, quantity: 2 }, { variantId: chips.variantId, quantity: 1 }];
    filled = await fillBasket(site.client, lines);
    expect(Object.keys(filled.delivery)).toHaveLength(2);
  });

  test('places one checkout that splits by shop with exact sums, and holds the stock', async () => {
    const before = await levelOf(lines[0]!.variantId);
    const answer = await filled.guest.post<Placed>('/api/v1/checkouts', checkoutBody(filled));
    expect(answer.status).toBe(201);
    placed = answer.body;
    guest = site.client.with({ 'x-checkout-token': placed.token });
    expect(placed.total.amount).toBe(filled.total);
    expect(placed.orders).toHaveLength(2);
    expect(placed.orders.reduce((sum, order) => sum + order.total.amount, 0)).toBe(filled.total);
    expect(placed.number).toMatch(/^KD-[2-9A-Z]{6}$/);
    expect(await levelOf(lines[0]!.variantId)).toEqual({ onHand: before!.onHand, reserved: before!.reserved + 2 });
  });

  test('pays at the gateway, and both orders become paid', async () => {
    await pay(placed.payment.action!.url);
    const seen = await eventually(() => guest.get<Placed>(`/api/v1/checkouts/${placed.id}`), ({ body }) => body.orders.every((order) => order.status === 'paid'));
    expect(seen.body.status).toBe('paid');
  });

  test('each artisan accepts, packs and ships their own order, and cannot see the other', async () => {
    for (const order of placed.orders) {
      const owner = await ownerOf(order.shopId);
      const orders = `/api/v1/seller/shops/${order.shopId}/orders`;
      const listed = await owner.get<{ items: SellersOrder[] }>(orders);
      expect(listed.body.items.map((each) => each.id)).toEqual([order.id]);
      const other = placed.orders.find((each) => each.id !== order.id)!;
      expect((await owner.post(`/api/v1/seller/shops/${other.shopId}/orders/${other.id}/acceptance`, {})).status).toBe(404);
      for (const [step, body] of [['acceptance', {}], ['packing', undefined], ['parcels', { courier: 'jne', service: 'REG', waybill: `JNE${order.number.slice(3)}01` }]] as const) {
        const answer = await owner.post(`${orders}/${order.id}/${step}`, body);
        expect([step, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([step, answer.status, '']);
      }
    }
    const seen = await guest.get<Placed>(`/api/v1/checkouts/${placed.id}`);
    expect(seen.body.orders.map((order) => order.status)).toEqual(['shipped', 'shipped']);
    expect((await levelOf(lines[0]!.variantId))!.reserved).toBe(0);
  });

  test('the buyer confirms receipt, and the sellers’ money becomes available', async () => {
    for (const order of placed.orders) {
      const receipt = await guest.post<{ status: string }>(`/api/v1/orders/${order.id}/receipt`);
      expect(receipt.body.status).toBe('completed');
      const owner = await ownerOf(order.shopId);
      const balance = await eventually(() => owner.get<{ available: { amount: number }; pending: { amount: number } }>(`/api/v1/seller/shops/${order.shopId}/balance`), ({ body }) => body.available.amount > 0);
      expect(balance.body.pending.amount).toBe(0);
      expect(balance.body.available.amount).toBeLessThanOrEqual(order.total.amount);
    }
  });

  test('everyone concerned is told, each once', async () => {
    const mails = await eventually(async () => readMails(), (all) => all.filter((mail) => mail.includes('dewi@example.com')).length >= 2);
    expect(mails.some((mail) => mail.includes('@kriyadesa.test'))).toBe(true);
    const repeated = await site.db.query('SELECT key FROM notice.note GROUP BY key HAVING count(*) > 1');
    expect(repeated).toEqual([]);
  });

  test('the books agree with the gateway’s own', async () => {
    expect(await findBroken(site.app)).toEqual([]);
  });
});

function readMails(): string[] {
  const folder = join(site.config.dataDir, 'mail');
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
}
