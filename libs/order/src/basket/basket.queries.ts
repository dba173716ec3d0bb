import type { Actor, Database } from '#libs/platform';
import { tokenHash } from '../checkout/guest-token.js';
import type { BasketId } from './basket.view.js';

export interface BasketRow {
  id: BasketId;
  state: 'open' | 'checked_out' | 'merged';
  items: { variantId: string; quantity: number }[];
}

/** The basket that the actor may open, with its items in the order they were added; null when missing or another's. */
export async function findBasket(db: Database, actor: Actor, id: string): Promise<BasketRow | null> {
  return db.one<BasketRow>(
    `SELECT b.id, b.state,
            (SELECT coalesce(json_agg(json_build_object('variantId', i.variant_id, 'quantity', i.quantity) ORDER BY i.position), '[]')
             FROM orders.basket_item i WHERE i.basket_id = b.id) AS items
     FROM orders.basket b
     WHERE b.id = $1 AND (b.user_id = $2 OR b.token_hash = $3)`,
    [id, actor.userId, tokenHash(actor.tokens.basket)],
  );
}

/** Checkouts that wait for money. */
export interface Unpaid {
  unpaidOfPerson: number;
  unpaidAtAddress: number;
  unpaidInNetwork: number;
}

export type BasketToPlace = BasketRow & Unpaid;

export interface HoldKeys {
  person: Buffer;
  address: Buffer;
  network: Buffer | null;
}

/**
 * The basket locked for placing, with how many unpaid checkouts of the same person, address and network there are. Who shares one of `turns` waits
 * here until the other's transaction ends; a later statement then sees what it left.
 */
export async function lockBasketToPlace(
  db: Database,
  actor: Actor,
  id: string,
  keys: HoldKeys,
  turns: readonly Buffer[],
): Promise<BasketToPlace | null> {
  return db.one<BasketToPlace>(
    `SELECT b.id, b.state,
            (SELECT coalesce(json_agg(json_build_object('variantId', i.variant_id, 'quantity', i.quantity) ORDER BY i.position), '[]')
             FROM orders.basket_item i WHERE i.basket_id = b.id) AS items,
            (SELECT count(*) FROM orders.checkout c WHERE c.state = 'awaiting_payment' AND c.person_key = $4) AS "unpaidOfPerson",
            (SELECT count(*) FROM orders.checkout c WHERE c.state = 'awaiting_payment' AND c.address_key = $5) AS "unpaidAtAddress",
            (SELECT count(*) FROM orders.checkout c WHERE c.state = 'awaiting_payment' AND c.network_key = $6) AS "unpaidInNetwork",
            (SELECT count(pg_advisory_xact_lock(turn))
             FROM (SELECT hashtextextended(key, 0) AS turn FROM unnest($7::text[]) AS given(key) ORDER BY turn) sorted) AS turns
     FROM orders.basket b
     WHERE b.id = $1 AND (b.user_id = $2 OR b.token_hash = $3)
     FOR UPDATE OF b`,
    [id, actor.userId, tokenHash(actor.tokens.basket), keys.person, keys.address, keys.network, turns.map((key) => key.toString('hex'))],
  );
}

/** The person's open basket touched last; for a guest the one of the token. */
export async function findCurrent(db: Database, actor: Actor): Promise<BasketId | null> {
  const found = actor.userId
    ? await db.one<{ id: BasketId }>(
        `SELECT id FROM orders.basket WHERE user_id = $1 AND state = 'open' ORDER BY touched_at DESC, id DESC LIMIT 1`,
        [actor.userId],
      )
    : await db.one<{ id: BasketId }>(`SELECT id FROM orders.basket WHERE token_hash = $1 AND state = 'open'`, [tokenHash(actor.tokens.basket)]);
  return found?.id ?? null;
}

/** Adds pieces to a line or makes it, while the basket is open; answers false when it no longer is. */
export async function addItem(db: Database, id: string, variantId: string, quantity: number, now: Date): Promise<boolean> {
  const added = await db.query(
    `WITH open AS (UPDATE orders.basket SET touched_at = $4 WHERE id = $1 AND state = 'open' RETURNING id)
     INSERT INTO orders.basket_item (basket_id, variant_id, quantity)
     SELECT id, $2, $3 FROM open
     ON CONFLICT (basket_id, variant_id) DO UPDATE SET quantity = least(9999, basket_item.quantity + excluded.quantity)
     RETURNING variant_id`,
    [id, variantId, quantity, now],
  );
  return added.length === 1;
}

/** Sets a line's quantity; 0 takes it out. Answers false when the basket is not open. */
export async function setItem(db: Database, id: string, variantId: string, quantity: number, now: Date): Promise<boolean> {
  const open = await db.one<{ id: string }>(
    `WITH open AS (UPDATE orders.basket SET touched_at = $4 WHERE id = $1 AND state = 'open' RETURNING id),
     changed AS (UPDATE orders.basket_item i SET quantity = $3 FROM open WHERE i.basket_id = open.id AND i.variant_id = $2 AND $3 > 0),
     gone AS (DELETE FROM orders.basket_item i USING open WHERE i.basket_id = open.id AND i.variant_id = $2 AND $3 = 0)
     SELECT id FROM open`,
    [id, variantId, quantity, now],
  );
  return open !== null;
}

/** Moves a guest's items into the person's basket while that is open: quantities add up, and the guest's basket is over. False when it no longer is. */
export async function moveItems(db: Database, guestTokenHash: Buffer, basketId: string, now: Date): Promise<boolean> {
  const open = await db.one<{ id: string }>(
    `WITH open AS (UPDATE orders.basket SET touched_at = $3 WHERE id = $2 AND state = 'open' RETURNING id),
     merged AS (
       UPDATE orders.basket guest SET state = 'merged', touched_at = $3 FROM open WHERE guest.token_hash = $1 AND guest.state = 'open' RETURNING guest.id),
     moved AS (
       INSERT INTO orders.basket_item (basket_id, variant_id, quantity)
       SELECT $2, i.variant_id, i.quantity FROM orders.basket_item i JOIN merged ON merged.id = i.basket_id ORDER BY i.position
       ON CONFLICT (basket_id, variant_id) DO UPDATE SET quantity = least(9999, basket_item.quantity + excluded.quantity))
     SELECT id FROM open`,
    [guestTokenHash, basketId, now],
  );
  return open !== null;
}
