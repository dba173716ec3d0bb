import { DEMO_PASSWORD } from '../../../apps/market/src/demo/people.js';
import { Client } from '../../support/client.js';
import { findReady } from '../../support/shopper.js';
import type { Town } from './town.js';

export interface Good {
  shopId: string;
  variantId: string;
}

export interface Goods {
  /** Of one shop each, with far more on the shelf than anybody asks for. */
  plenty: Good[];
  /** Of yet another shop, with so few pieces that some are turned away. */
  scarce: Good;
}

/** Has the owners count their shelves before the rush. */
export async function stockUp(town: Town, pieces: { plenty: number; scarce: number }): Promise<Goods> {
  const client = new Client(town.origin);
  const goods = await findGoods(town.origin);
  for (const good of goods.plenty) await count(town, client, good, pieces.plenty);
  await count(town, client, goods.scarce, pieces.scarce);
  return goods;
}

/** What is on the shelves of five shops, as it is. */
export async function findGoods(origin: string): Promise<Goods> {
  const client = new Client(origin);
  const found: Good[] = [];
  while (found.length < 5) {
    const { product, variantId } = await findReady(client, '', found.map(({ shopId }) => shopId));
    found.push({ shopId: product.shop.id, variantId });
  }
  return { plenty: found.slice(0, 4), scarce: found[4]! };
}

async function count(town: Town, client: Client, { shopId, variantId }: Good, free: number): Promise<void> {
  const [owner] = await town.postgres.sql<{ email: string }>(
    `SELECT person.email FROM identity.membership m JOIN identity.person ON person.id = m.user_id WHERE m.kind = 'shop' AND m.id = $1 AND m.role = 'owner'`,
    [shopId],
  );
  const [level] = await town.postgres.sql<{ reserved: number }>('SELECT sum(reserved)::int AS reserved FROM shop.stock_level WHERE variant_id = $1', [variantId]);
  const signedIn = await client.signIn(owner!.email, DEMO_PASSWORD);
  const answer = await signedIn.put(`/api/v1/seller/shops/${shopId}/stock/${variantId}`, { onHand: level!.reserved + free, reason: 'counted anew' });
  if (answer.status !== 200) throw new Error(`not counted: ${JSON.stringify(answer.body)}`);
}
