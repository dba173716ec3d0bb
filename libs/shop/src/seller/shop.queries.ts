import { decodeCursor, pageFrom, type Database, type Id, type Page, type PageQuery, type Words } from '#libs/platform';
import type { ShopState } from './shop.status.js';

/** A shop as its owners and the reviewers see it. Days are `2026-11-22`. */
export interface ShopView {
  id: Id<'shp'>;
  slug: string;
  name: string;
  state: ShopState;
  stateReason: string | null;
  villageCode: string;
  addressLine: string;
  postalCode: string | null;
  story: Words | null;
  contactPhone: string | null;
  contactEmail: string | null;
  colour: string | null;
  nib: string | null;
  holidayFrom: string | null;
  holidayUntil: string | null;
  sentraId: Id<'sen'> | null;
  submittedAt: Date | null;
  approvedAt: Date | null;
  createdAt: Date;
}

export type NamedShop = Pick<ShopView, 'id' | 'slug' | 'name' | 'villageCode' | 'state'>;

/** The shops of those ids, oldest first. */
export async function shopsOf(db: Database, ids: readonly string[]): Promise<ShopView[]> {
  return db.query<ShopView>(
    `SELECT shop.id, slug, name, state, state_reason AS "stateReason", village_code AS "villageCode", address_line AS "addressLine",
            postal_code AS "postalCode", story, contact_phone AS "contactPhone", contact_email AS "contactEmail", colour, nib,
            holiday_from AS "holidayFrom", holiday_until AS "holidayUntil", member.sentra_id AS "sentraId",
            submitted_at AS "submittedAt", approved_at AS "approvedAt", created_at AS "createdAt"
     FROM shop.shop LEFT JOIN shop.sentra_member member ON member.shop_id = shop.id
     WHERE shop.id = ANY($1::text[]) ORDER BY shop.id`,
    [ids],
  );
}

/** All shops in a state, those submitted first first. */
export async function shopsByState(db: Database, state: ShopState, page: PageQuery): Promise<Page<ShopView>> {
  const limit = page.limit ?? 50;
  const [after = null, afterId = null] = decodeCursor(page.cursor, 2) ?? [];
  const rows = await db.query<ShopView & { sortKey: string }>(
    `SELECT shop.id, slug, name, state, state_reason AS "stateReason", village_code AS "villageCode", address_line AS "addressLine",
            postal_code AS "postalCode", story, contact_phone AS "contactPhone", contact_email AS "contactEmail", colour, nib,
            holiday_from AS "holidayFrom", holiday_until AS "holidayUntil", member.sentra_id AS "sentraId",
            submitted_at AS "submittedAt", approved_at AS "approvedAt", created_at AS "createdAt",
            coalesce(submitted_at, created_at)::text AS "sortKey"
     FROM shop.shop LEFT JOIN shop.sentra_member member ON member.shop_id = shop.id
     WHERE state = $1 AND ($2::timestamptz IS NULL OR (coalesce(submitted_at, created_at), shop.id) > ($2::timestamptz, $3))
     ORDER BY coalesce(submitted_at, created_at), shop.id LIMIT $4`,
    [state, after, afterId, limit + 1],
  );
  return pageFrom(rows, limit, (row) => [row.sortKey, row.id], ({ sortKey: _, ...shop }) => shop);
}

/** Names and slugs for other libs' screens. */
export async function shopsNamed(db: Database, ids: readonly string[]): Promise<NamedShop[]> {
  return db.query<NamedShop>('SELECT id, slug, name, village_code AS "villageCode", state FROM shop.shop WHERE id = ANY($1::text[])', [ids]);
}
