import { decodeCursor, pageFrom, type Database, type Page } from '#libs/platform';
import type { OrderStatus } from '../order/order.status.js';
import type { OrderCard } from '../order/order.view.js';

export interface CardsWanted {
  buyerUserId?: string;
  shopId?: string;
  status?: OrderStatus | undefined;
  number?: string | undefined;
}

/** A page of orders, newest first, in one statement; ids are time-ordered, so they are the key. */
export async function orderCards(db: Database, wanted: CardsWanted, page: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<OrderCard>> {
  const limit = page.limit ?? 20;
  const after = decodeCursor(page.cursor, 1)?.[0] ?? null;
  const rows = await db.query<OrderCard>(CARDS, [
    wanted.buyerUserId ?? null, wanted.shopId ?? null, wanted.status ?? null, wanted.number?.trim().toUpperCase() ?? null, after, limit + 1,
  ]);
  return pageFrom(rows, limit, (row) => [row.id], (row) => row);
}

const CARDS = `
  SELECT o.id, o.number, o.checkout_id AS "checkoutId", o.shop_id AS "shopId", o.shop_name AS "shopName", o.buyer_name AS "buyerName",
         o.status, o.total_amount AS "totalAmount", lines.pieces, first.product_name AS "firstLine", lines.count AS "lineCount",
         first.photo_id AS "photoId", o.placed_at AS "placedAt", o.accept_by AS "acceptBy"
  FROM orders.orders o
  CROSS JOIN LATERAL (SELECT sum(l.quantity - l.rejected_quantity)::int AS pieces, count(*)::int AS count FROM orders.order_line l WHERE l.order_id = o.id) lines
  JOIN orders.order_line first ON first.order_id = o.id AND first.position = 1
  WHERE ($1::text IS NULL OR o.buyer_user_id = $1) AND ($2::text IS NULL OR o.shop_id = $2) AND ($3::text IS NULL OR o.status = $3)
    AND ($4::text IS NULL OR o.number = $4) AND ($5::text IS NULL OR o.id < $5)
  ORDER BY o.id DESC
  LIMIT $6`;
