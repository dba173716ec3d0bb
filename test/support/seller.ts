import { DEMO_PASSWORD } from '../../apps/market/src/demo/people.js';
import type { Client } from './client.js';
import type { Site } from './site.js';

/** The owner of a demo shop, signed in. */
export async function ownerOf({ db, client }: Pick<Site, 'db' | 'client'>, shopId: string): Promise<Client> {
  const owner = await db.one<{ email: string }>(
    `SELECT person.email FROM identity.membership m JOIN identity.person ON person.id = m.user_id WHERE m.kind = 'shop' AND m.id = $1 AND m.role = 'owner'`,
    [shopId],
  );
  return client.signIn(owner!.email, DEMO_PASSWORD);
}

export interface Level {
  onHand: number;
  reserved: number;
}

/** All that lies on the shelves of a variant, over all lots. */
export async function levelOf({ db }: Pick<Site, 'db'>, variantId: string): Promise<Level> {
  const level = await db.one<Level>('SELECT sum(on_hand)::int AS "onHand", sum(reserved)::int AS reserved FROM shop.stock_level WHERE variant_id = $1', [variantId]);
  return level!;
}

/** The owner counts the shelf so that exactly `free` pieces are left to sell. */
export async function leave(site: Pick<Site, 'db'>, owner: Client, shopId: string, variantId: string, free: number): Promise<void> {
  const { reserved } = await levelOf(site, variantId);
  const counted = await owner.put(`/api/v1/seller/shops/${shopId}/stock/${variantId}`, { onHand: reserved + free, reason: 'counted anew' });
  if (counted.status !== 200) throw new Error(`not counted: ${JSON.stringify(counted.body)}`);
}
