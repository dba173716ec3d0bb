import { decodeCursor, pageFrom, type Database, type Id, type Page, type PageQuery, type Words } from '#libs/platform';
import type { ShopState } from '../seller/shop.status.js';
import type { ProductState } from './product.status.js';

export interface ProductFilter {
  state?: ProductState;
  shopId?: string;
}

/** A line of the seller's or the reviewer's list. `fromAmount` is the lowest price per step of the variants on sale. */
export interface ProductRow {
  id: Id<'prd'>;
  slug: string;
  name: Words;
  category: string;
  state: ProductState;
  stateReason: string | null;
  pausedBy: 'seller' | 'gate' | null;
  madeToOrder: boolean;
  leadDays: number;
  fromAmount: number | null;
  variantCount: number;
  shopId: Id<'shp'>;
  shopName: string;
  photoId: Id<'pho'> | null;
  submittedAt: Date | null;
  updatedAt: Date;
}

/** Newest first, one statement. */
export async function productRows(db: Database, filter: ProductFilter, page: PageQuery): Promise<Page<ProductRow>> {
  const limit = page.limit ?? 50;
  const [before = null] = decodeCursor(page.cursor, 1) ?? [];
  const rows = await db.query<ProductRow>(
    `SELECT product.id, product.slug, product.name, product.category, product.state, product.state_reason AS "stateReason",
            product.paused_by AS "pausedBy", product.made_to_order AS "madeToOrder", product.lead_days AS "leadDays",
            on_sale.from_amount AS "fromAmount", on_sale.variants::int AS "variantCount",
            product.shop_id AS "shopId", shop.name AS "shopName", photo.id AS "photoId",
            product.submitted_at AS "submittedAt", product.updated_at AS "updatedAt"
     FROM shop.product
     JOIN shop.shop ON shop.id = product.shop_id
     CROSS JOIN LATERAL (SELECT min(price) AS from_amount, count(*) AS variants FROM shop.variant
                         WHERE product_id = product.id AND state = 'active') on_sale
     LEFT JOIN LATERAL (SELECT id FROM shop.photo WHERE product_id = product.id ORDER BY position, id LIMIT 1) photo ON true
     WHERE ($1::text IS NULL OR product.shop_id = $1) AND ($2::text IS NULL OR product.state = $2) AND ($3::text IS NULL OR product.id < $3)
     ORDER BY product.id DESC LIMIT $4`,
    [filter.shopId ?? null, filter.state ?? null, before, limit + 1],
  );
  return pageFrom(rows, limit, (row) => [row.id], (row) => row);
}

export async function shopStateOf(db: Database, shopId: string): Promise<ShopState | null> {
  return (await db.one<{ state: ShopState }>('SELECT state FROM shop.shop WHERE id = $1', [shopId]))?.state ?? null;
}
