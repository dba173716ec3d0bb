import type { Actor, Database, Id, Locale } from '#libs/platform';
import { NotFound } from '#libs/platform';
import type { CheckoutStatus, Contact } from '../checkout/checkout.view.js';
import { tokenHash } from '../checkout/guest-token.js';

/** Whose checkout it is. */
export interface Buyer extends Contact {
  checkoutId: string;
  number: string;
  status: CheckoutStatus;
  userId: Id<'usr'> | null;
  locale: Locale;
}

/** By checkout; one statement. */
export async function buyersOf(db: Database, checkoutIds: readonly string[]): Promise<Map<string, Buyer>> {
  const rows = await db.query<Buyer>(
    `SELECT id AS "checkoutId", number, state AS status, user_id AS "userId", contact_name AS name, contact_email AS email, contact_phone AS phone, locale
     FROM orders.checkout WHERE id = ANY ($1)`,
    [checkoutIds],
  );
  return new Map(rows.map((row) => [row.checkoutId, row]));
}

/** The state of a checkout that the actor holds as its buyer; for everybody else, admins included, not found. */
export async function heldCheckout(db: Database, actor: Actor, checkoutId: string): Promise<CheckoutStatus> {
  const found = await db.one<{ state: CheckoutStatus }>(
    'SELECT state FROM orders.checkout WHERE id = $1 AND (user_id = $2 OR token_hash = $3)',
    [checkoutId, actor.userId, tokenHash(actor.tokens.checkout)],
  );
  if (!found) throw new NotFound();
  return found.state;
}

export async function orderNumbers(db: Database, orderIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; number: string }>('SELECT id, number FROM orders.orders WHERE id = ANY ($1)', [orderIds]);
  return new Map(rows.map((row) => [row.id, row.number]));
}
