import { decodeCursor, pageFrom, type Database, type Id, type Page, type PageQuery, type Words } from '#libs/platform';
import type { ShopState } from '../seller/shop.status.js';
import type { SentraType } from './sentra.entity.js';

/** A sentra as anyone sees it. */
export interface SentraView {
  id: Id<'sen'>;
  slug: string;
  name: string;
  type: SentraType;
  commodity: Words;
  story: Words | null;
  inauguratedOn: string | null;
  cooperativeShopId: Id<'shp'> | null;
  villageCodes: string[];
  /** Members whose shop is open. */
  memberCount: number;
}

export interface SentraFilter {
  idOrSlug?: string;
  villageCode?: string;
}

/** By name; one statement. */
export async function sentraRows(db: Database, filter: SentraFilter, page: PageQuery): Promise<Page<SentraView>> {
  const limit = page.limit ?? 50;
  const [afterName = null, afterId = null] = decodeCursor(page.cursor, 2) ?? [];
  const rows = await db.query<SentraView>(
    `SELECT id, slug, name, type, commodity, story, inaugurated_on AS "inauguratedOn", cooperative_shop_id AS "cooperativeShopId",
            ARRAY(SELECT village_code FROM shop.sentra_village WHERE sentra_id = sentra.id ORDER BY village_code) AS "villageCodes",
            (SELECT count(*)::int FROM shop.sentra_member member JOIN shop.shop ON shop.id = member.shop_id
             WHERE member.sentra_id = sentra.id AND shop.state = 'active') AS "memberCount"
     FROM shop.sentra
     WHERE ($1::text IS NULL OR id = $1 OR slug = $1)
       AND ($2::text IS NULL OR EXISTS (SELECT FROM shop.sentra_village WHERE sentra_id = sentra.id AND village_code = $2))
       AND ($3::text IS NULL OR (name, id) > ($3, $4))
     ORDER BY name, id LIMIT $5`,
    [filter.idOrSlug ?? null, filter.villageCode ?? null, afterName, afterId, limit + 1],
  );
  return pageFrom(rows, limit, (row) => [row.name, row.id], (row) => row);
}

/** Its members, of every state; oldest first. */
export async function membersOf(db: Database, sentraId: string): Promise<{ shopId: Id<'shp'>; slug: string; name: string; state: ShopState; joinedAt: Date }[]> {
  return db.query(
    `SELECT shop.id AS "shopId", shop.slug, shop.name, shop.state, member.joined_at AS "joinedAt"
     FROM shop.sentra_member member JOIN shop.shop ON shop.id = member.shop_id
     WHERE member.sentra_id = $1 ORDER BY member.joined_at, shop.id`,
    [sentraId],
  );
}
