import { Actor, newId, type Database, type Id } from '#libs/platform';

export const PALAM = '63.72.03.1001';
export const GETASAN = '51.03.04.2005';

export interface Goods {
  shopId: Id<'shp'>;
  productId: Id<'prd'>;
  variantIds: Id<'var'>[];
  keeper: Actor;
}

interface Wanted {
  shopId?: Id<'shp'>;
  variants?: number;
  madeToOrder?: boolean;
  stopSellingDays?: number;
  villageCode?: string;
  price?: number;
  name?: { id: string; en?: string };
  category?: string;
}

/** An active shop with one active product, written as rows: these tests are about what comes after. */
export async function givenGoods(db: Database, wanted: Wanted = {}): Promise<Goods> {
  const shopId = wanted.shopId ?? newId('shp');
  const productId = newId('prd');
  const variantIds = Array.from({ length: wanted.variants ?? 1 }, () => newId('var')).sort();
  if (!wanted.shopId) {
    await db.query(
      `INSERT INTO shop.shop (id, slug, name, state, village_code, created_at, updated_at) VALUES ($1, $2, 'Toko Uji', 'active', $3, now(), now())`,
      [shopId, slug(shopId), wanted.villageCode ?? PALAM],
    );
  }
  await db.query(
    `INSERT INTO shop.product (id, shop_id, slug, name, category, made_to_order, lead_days, stop_selling_days, state, published_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6::boolean, CASE WHEN $6::boolean THEN 7 ELSE 0 END, $7, 'active', now(), now(), now())`,
    [productId, shopId, slug(productId), wanted.name ?? { id: 'Bakul purun', en: 'Purun basket' }, wanted.category ?? 'craft/weaving', wanted.madeToOrder ?? false, wanted.stopSellingDays ?? 0],
  );
  await db.query(
    `INSERT INTO shop.variant (id, product_id, shop_id, sku, price, weight_grams, length_mm, width_mm, height_mm, created_at, updated_at)
     SELECT id, $2, $3, id, $4, 200, 300, 200, 100, now(), now() FROM unnest($1::text[]) AS id`,
    [variantIds, productId, shopId, wanted.price ?? 20000],
  );
  return { shopId, productId, variantIds, keeper: keeperOf(shopId) };
}

export function keeperOf(shopId: string): Actor {
  return new Actor({ userId: newId('usr'), memberships: [{ kind: 'shop', id: shopId, role: 'owner' }] });
}

const slug = (id: string) => id.replace('_', '-');
