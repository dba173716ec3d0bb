import type { Id, Words } from '#libs/platform';
import type { Tier, UnitCode } from '../catalogue/offer.js';
import type { PhotoView } from '../photo/photo.types.js';

export const SORTS = ['relevance', 'newest', 'price', '-price'] as const;
export type Sort = (typeof SORTS)[number];

/** What a visitor asks the lists for. `category` is a path, whole or of a group (`craft`); prices are whole rupiah. */
export interface ListRequest {
  q?: string | undefined;
  category?: string | undefined;
  village?: string | undefined;
  regency?: string | undefined;
  /** Id or slug. */
  shop?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  madeToOrder?: boolean | undefined;
  /** `relevance` when there are words to be relevant to, else `newest`. */
  sort?: Sort | undefined;
  cursor?: string | undefined;
  /** 1 to 100; 24 when absent. */
  limit?: number | undefined;
  facets?: boolean | undefined;
}

export type Availability = 'in_stock' | 'made_to_order' | 'sold_out';

export interface Place {
  code: string;
  name: string;
  regencyCode: string;
  regencyName: string;
  provinceName: string;
}

/** One product in a list. `priceAmount` is the cheapest variant's retail price. */
export interface ProductCard {
  id: Id<'prd'>;
  slug: string;
  name: Words;
  priceAmount: number;
  categoryPath: string;
  madeToOrder: boolean;
  leadDays: number;
  shop: { id: Id<'shp'>; slug: string; name: string };
  village: Place;
  photo: PhotoView | null;
  availability: Availability;
}

export interface Facets {
  categories: { path: string; label: Words; count: number }[];
  regencies: { code: string; name: string; count: number }[];
}

export interface ProductList {
  items: ProductCard[];
  nextCursor: string | null;
  /** Only when asked for. Each counts with the other filters, not with its own, so that people can change their mind. */
  facets: Facets | null;
  /** What was searched instead, when nothing was spelt like the question. */
  searchedFor: string | null;
}

export interface ShownVariant {
  id: Id<'var'>;
  sku: string;
  options: { name: Words; value: Words }[];
  priceAmount: number;
  /** Retail tiers, ascending. */
  tiers: Tier[];
  unit: { code: UnitCode; step: number };
  /** In sellable steps; 0 and meaningless when made to order. */
  available: number;
  weightGrams: number;
  packedMm: { length: number; width: number; height: number };
  packs: unknown[];
}

export interface ShownCertificate {
  kind: string;
  number: string;
  holderName: string;
  expiresOn: string | null;
}

export interface ProductPage {
  id: Id<'prd'>;
  slug: string;
  name: Words;
  description: Words | null;
  priceAmount: number;
  category: { path: string; label: Words }[];
  /** In the order of the category's schema, units and choices in words. */
  attributes: { key: string; label: Words; value: Words }[];
  nonHalal: boolean;
  madeToOrder: boolean;
  leadDays: number;
  availability: Availability;
  publishedAt: Date;
  shop: { id: Id<'shp'>; slug: string; name: string; story: Words | null; colour: string | null; contactPhone: string | null; onHoliday: boolean; holidayUntil: string | null };
  sentra: { slug: string; name: string } | null;
  village: Place;
  variants: ShownVariant[];
  photos: PhotoView[];
  certificates: ShownCertificate[];
}

export interface ShopPage {
  id: Id<'shp'>;
  slug: string;
  name: string;
  story: Words | null;
  colour: string | null;
  contactPhone: string | null;
  onHoliday: boolean;
  holidayUntil: string | null;
  village: Place;
  sentra: { slug: string; name: string } | null;
  certificates: ShownCertificate[];
  productCount: number;
}

/** A maker in a list: a village's, a sentra's. */
export interface MakerCard {
  id: Id<'shp'>;
  slug: string;
  name: string;
  story: Words | null;
  villageCode: string;
  productCount: number;
  photo: PhotoView | null;
}

export interface SentraPage {
  id: Id<'sen'>;
  slug: string;
  name: string;
  type: 'sentra' | 'cluster' | 'kampung';
  commodity: Words;
  story: Words | null;
  inauguratedOn: string | null;
  cooperativeShopId: Id<'shp'> | null;
  villages: Place[];
  members: MakerCard[];
}

export interface FeaturedVillage extends Place {
  makerCount: number;
  productCount: number;
  photo: PhotoView | null;
}

export interface FeaturedCraft {
  path: string;
  label: Words;
  productCount: number;
  photo: PhotoView | null;
}

export interface Home {
  villages: FeaturedVillage[];
  crafts: FeaturedCraft[];
  newest: ProductCard[];
  readyToShip: ProductCard[];
}
