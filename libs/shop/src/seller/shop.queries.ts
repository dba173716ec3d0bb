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

/** Of those ids (of any when null) and in that state (in any when null), oldest first; one statement. */
export async function shopRows(db: Database, filter: { ids: readonly string[] | null; state: ShopState | null }, page: PageQuery): Promise<Page<ShopView>> {
  const limit = page.limit ?? 50;
  const [after = null] = decodeCursor(page.cursor, 1) ?? [];
  const rows = await db.query<ShopView>(
    `SELECT shop.id, slug, name, state, state_reason AS "stateReason", village_code AS "villageCode", address_line AS "addressLine",
            postal_code AS "postalCode", story, contact_phone AS "contactPhone", contact_email AS "contactEmail", colour, nib,
            holiday_from AS "holidayFrom", holiday_until AS "holidayUntil", member.sentra_id AS "sentraId",
            submitted_at AS "submittedAt", approved_at AS "approvedAt", created_at AS "createdAt"
     FROM shop.shop LEFT JOIN shop.sentra_member member ON member.shop_id = shop.id
     WHERE ($1::text[] IS NULL OR shop.id = ANY($1)) AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR shop.id > $3)
     ORDER BY shop.id LIMIT $4`,
    [filter.ids, filter.state, after, limit + 1],
  );
  return pageFrom(rows, limit, (row) => [row.id], (row) => row);
}

/** Names and slugs for other libs' screens. */
export async function shopsNamed(db: Database, ids: readonly string[]): Promise<NamedShop[]> {
  return db.query<NamedShop>('SELECT id, slug, name, village_code AS "villageCode", state FROM shop.shop WHERE id = ANY($1::text[])', [ids]);
}
