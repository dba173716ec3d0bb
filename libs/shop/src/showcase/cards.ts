import { Injectable } from '@nestjs/common';
import { Database, type Id, type Words } from '#libs/platform';
import { Regions, type Village } from '#libs/region';
import { categoryTrail } from '../catalogue/category.js';
import type { Attributes } from '../catalogue/category-schema.js';
import type { PhotoView } from '../photo/photo.types.js';
import { attributesInWords } from './attributes-in-words.js';
import { LISTED_PRODUCTS, LOCK_SHOPS, WRITE_CARDS } from './cards.sql.js';
import { tagsOf } from './tags.js';
import type { Place, ProductCard } from './showcase.types.js';

interface ListedProduct {
  id: Id<'prd'>;
  slug: string;
  name: Words;
  description: Words | null;
  category: string;
  attributes: Attributes;
  madeToOrder: boolean;
  leadDays: number;
  publishedAt: Date;
  priceAmount: number;
  shopId: Id<'shp'>;
  shopSlug: string;
  shopName: string;
  villageCode: string;
  sentraName: string | null;
  photo: PhotoView | null;
}

/** What a card keeps ready for the lists; availability is read with the page, since every reservation would change it. */
export type KeptCard = Omit<ProductCard, 'availability'>;

/**
 * The maintained table behind all lists: one card a listed product (product and shop active, with a variant to buy). Whoever changes what a card
 * shows calls `refresh` in the same transaction, after the change.
 */
@Injectable()
export class Cards {
  constructor(
    private readonly db: Database,
    private readonly regions: Regions,
  ) {}

  /** Writes the cards of these products, and takes away those of products that are not listed any more. Four statements for any number. */
  async refresh(productIds: readonly string[]): Promise<void> {
    if (productIds.length > 0) await this.write(productIds, null);
  }

  /** The same for all products of a shop: its name, village or state changed. */
  async refreshShop(shopId: string): Promise<void> {
    await this.write(null, shopId);
  }

  private async write(productIds: readonly string[] | null, shopId: string | null): Promise<void> {
    await this.db.transaction(async () => {
      await this.db.query(LOCK_SHOPS, [productIds, shopId]);
      const listed = await this.db.query<ListedProduct>(LISTED_PRODUCTS, [productIds, shopId]);
      const villages = listed.length === 0 ? [] : await this.regions.villages([...new Set(listed.map((p) => p.villageCode))]);
      const byCode = new Map(villages.map((village) => [village.code, village]));
      const cards = listed.map((product) => cardRow(product, byCode.get(product.villageCode)!));
      await this.db.query(WRITE_CARDS, [productIds, shopId, JSON.stringify(cards)]);
    });
  }
}

export function placeOf({ code, name, regencyCode, regencyName, provinceName }: Village): Place {
  return { code, name, regencyCode, regencyName, provinceName };
}

function cardRow(product: ListedProduct, village: Village): object {
  const { id, slug, name, priceAmount, category, madeToOrder, leadDays, shopId, photo } = product;
  const shop = { id: shopId, slug: product.shopSlug, name: product.shopName };
  const shown: KeptCard = { id, slug, name, priceAmount, categoryPath: category, madeToOrder, leadDays, shop, village: placeOf(village), photo };
  const trail = categoryTrail(category);
  const root = category.split('/')[0]!;
  const attributes = attributesInWords(category, product.attributes);
  return {
    product_id: id, shown, price: priceAmount, category_root: root, category, shop_id: shopId, shop_slug: shop.slug, village_code: village.code,
    regency_code: village.regencyCode, regency_name: village.regencyName, made_to_order: madeToOrder, published_at: product.publishedAt,
    names: both(name),
    facts: [...trail.map((c) => both(c.label)), ...attributes.map((a) => both(a.value)), product.shopName, product.sentraName ?? ''].join(' '),
    places: [village.name, village.districtName, village.regencyName, village.provinceName].join(' '),
    story: product.description ? both(product.description).slice(0, 4000) : '',
    tags: [...tagsOf({ category: root, village: village.code, regency: village.regencyCode, shop: shopId }), ...tagsOf({ category, shop: shop.slug })],
  };
}

const both = (words: Words): string => `${words.id} ${words.en ?? ''}`;
