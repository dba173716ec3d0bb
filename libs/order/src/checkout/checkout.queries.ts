import { NotFound, type Actor, type Database, type Id, type Locale } from '#libs/platform';
import type { Address } from '../basket/basket.view.js';
import { tokenHash } from './guest-token.js';
import type { CheckoutId, CheckoutStatus, PlacedCheckout } from './checkout.view.js';

/** The checkout that a basket became; `isSameAttempt` when it was placed under that key. */
export async function checkoutOfBasket(db: Database, basketId: string, attemptKey: Buffer | null = null): Promise<{ id: CheckoutId; number: string; isSameAttempt: boolean } | null> {
  return db.one('SELECT id, number, coalesce(attempt_key = $2, false) AS "isSameAttempt" FROM orders.checkout WHERE basket_id = $1', [basketId, attemptKey]);
}

/** What placing answered, read again. */
export async function placedCheckout(db: Database, id: CheckoutId): Promise<Omit<PlacedCheckout, 'token' | 'payment'>> {
  const found = await db.one<Omit<PlacedCheckout, 'token' | 'payment'>>(
    `SELECT c.id, c.number, c.state AS status, c.items_amount AS "itemsAmount", c.delivery_amount AS "deliveryAmount", c.total_amount AS "totalAmount",
            c.expires_at AS "expiresAt",
            (SELECT json_agg(json_build_object('id', o.id, 'number', o.number, 'shopId', o.shop_id, 'shopName', o.shop_name,
                                               'totalAmount', o.total_amount, 'status', o.status) ORDER BY o.id)
             FROM orders.orders o WHERE o.checkout_id = c.id) AS orders
     FROM orders.checkout c WHERE c.id = $1`,
    [id],
  );
  return found!;
}

export interface CheckoutRow {
  id: CheckoutId;
  number: string;
  state: CheckoutStatus;
  userId: string | null;
  contactName: string;
  contactEmail: string;
  contactPhone: string;
  locale: Locale;
  address: Address;
  itemsAmount: number;
  deliveryAmount: number;
  totalAmount: number;
  placedAt: Date;
  expiresAt: Date;
}

/** The person's own, a guest's by token, or any for an admin; everything else is not found. */
export async function findCheckout(db: Database, actor: Actor, id: string): Promise<CheckoutRow> {
  const found = await db.one<CheckoutRow>(
    `SELECT id, number, state, user_id AS "userId", contact_name AS "contactName", contact_email AS "contactEmail", contact_phone AS "contactPhone",
            locale, address, items_amount AS "itemsAmount", delivery_amount AS "deliveryAmount", total_amount AS "totalAmount",
            placed_at AS "placedAt", expires_at AS "expiresAt"
     FROM orders.checkout
     WHERE id = $1 AND (user_id = $2 OR token_hash = $3 OR $4)`,
    [id, actor.userId, tokenHash(actor.tokens.checkout), actor.isAdmin],
  );
  if (!found) throw new NotFound();
  return found;
}

/** The actor's own checkout, locked until the transaction ends. */
export async function lockCheckout(db: Database, actor: Actor, id: string): Promise<{ state: CheckoutStatus; placedAt: Date; expiresAt: Date }> {
  const found = await db.one<{ state: CheckoutStatus; placedAt: Date; expiresAt: Date }>(
    'SELECT state, placed_at AS "placedAt", expires_at AS "expiresAt" FROM orders.checkout WHERE id = $1 AND (user_id = $2 OR token_hash = $3) FOR UPDATE',
    [id, actor.userId, tokenHash(actor.tokens.checkout)],
  );
  if (!found) throw new NotFound();
  return found;
}

/** The charge that was begun under that key before, though its answer may never have arrived. Call it with the checkout locked. */
export async function earlierAttempt(db: Database, checkoutId: CheckoutId, attemptKey: Buffer): Promise<Id<'chg'> | null> {
  const found = await db.one<{ chargeId: Id<'chg'> }>(
    'SELECT charge_id AS "chargeId" FROM orders.payment_attempt WHERE checkout_id = $1 AND attempt_key = $2',
    [checkoutId, attemptKey],
  );
  return found?.chargeId ?? null;
}

export async function rememberAttempt(db: Database, checkoutId: CheckoutId, attemptKey: Buffer, chargeId: Id<'chg'>): Promise<void> {
  await db.query('INSERT INTO orders.payment_attempt (checkout_id, attempt_key, charge_id) VALUES ($1, $2, $3)', [checkoutId, attemptKey, chargeId]);
}

/** Gives a locked checkout until then to be paid; answers its orders, whose goods must be held as long. */
export async function lengthenCheckout(db: Database, id: CheckoutId, until: Date): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `WITH lengthened AS (UPDATE orders.checkout SET expires_at = $2 WHERE id = $1 RETURNING id)
     SELECT o.id FROM orders.orders o JOIN lengthened ON lengthened.id = o.checkout_id ORDER BY o.id`,
    [id, until],
  );
  return rows.map((row) => row.id);
}

/** Unpaid and past their time, longest first. */
export async function checkoutsToExpire(db: Database, now: Date, limit: number): Promise<{ id: CheckoutId }[]> {
  return db.query(`SELECT id FROM orders.checkout WHERE state = 'awaiting_payment' AND expires_at <= $1 ORDER BY expires_at LIMIT $2`, [now, limit]);
}
