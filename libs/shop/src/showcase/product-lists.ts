import { Injectable } from '@nestjs/common';
import { businessDay, Clock, Database, decodeCursor, InvalidInput, isId, pageFrom, type Page } from '#libs/platform';
import { findCategory } from '../catalogue/category.js';
import type { KeptCard } from './cards.js';
import { listOf, type Shelf } from './lists.sql.js';
import { CHEAPEST, DEAREST, FACETS, NEWEST, SEARCH, SEARCH_FACETS } from './showcase.sql.js';
import type { Facets, ListRequest, ProductCard, ProductList, Sort } from './showcase.types.js';
import { taggedQuery } from './tags.js';

export interface CardRow {
  shown: KeptCard;
  key: string | number;
  id: string;
  free: number;
  instead?: string | null;
}

interface FacetRow {
  category: string;
  regencyCode: string;
  regencyName: string;
  count: number;
}

const MOST_WORDS = 200;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Lists and search: one statement, and one more for facets. */
@Injectable()
export class ProductLists {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async list(request: ListRequest): Promise<ProductList> {
    const words = request.q && /[\p{L}\p{N}]/u.test(request.q) ? request.q.slice(0, MOST_WORDS) : null;
    const limit = request.limit ?? 24;
    const rows = words === null ? await this.browse(request, limit) : await this.search(words, request, limit);
    const instead = rows[0]?.instead ?? null;
    const page = cardPage(rows, limit);
    const facets = request.facets ? await this.facets(instead ?? words, request) : null;
    return { ...page, facets, searchedFor: instead === words?.toLowerCase() ? null : instead };
  }

  private async browse(request: ListRequest, limit: number): Promise<CardRow[]> {
    const { category, village, regency, shop, minPrice, maxPrice, madeToOrder } = request;
    const [root, leaf] = category?.includes('/') ? [null, category] : [category ?? null, null];
    const filters = [root, leaf, village ?? null, regency ?? null, ...shopKeys(shop), minPrice ?? null, maxPrice ?? null, madeToOrder ?? null];
    const today = businessDay(this.clock.now());
    const sort = request.sort ?? 'newest';
    const single = shelfOf(request);
    const list = single && listOf(single.shelf, sort === 'relevance' ? 'newest' : sort);
    if (list) {
      const cursor = sort === 'price' || sort === '-price' ? numberCursor(request.cursor) : instantCursor(request.cursor);
      return this.db.query<CardRow>(list, [today, limit + 1, ...cursor, ...single.key]);
    }
    if (sort === 'price') return this.db.query<CardRow>(CHEAPEST, [...filters, today, limit + 1, ...numberCursor(request.cursor)]);
    if (sort === '-price') return this.db.query<CardRow>(DEAREST, [...filters, today, limit + 1, ...numberCursor(request.cursor)]);
    return this.db.query<CardRow>(NEWEST, [...filters, today, limit + 1, ...instantCursor(request.cursor)]);
  }

  private async search(words: string, request: ListRequest, limit: number): Promise<CardRow[]> {
    const { minPrice, maxPrice, madeToOrder } = request;
    const sort: Sort = request.sort ?? 'relevance';
    const parameters = [words, taggedQuery(request), minPrice ?? null, maxPrice ?? null, madeToOrder ?? null, sort, businessDay(this.clock.now()), limit + 1];
    return this.db.query<CardRow>(SEARCH, [...parameters, ...numberCursor(request.cursor)]);
  }

  private async facets(words: string | null, request: ListRequest): Promise<Facets> {
    const { village, shop, minPrice, maxPrice, madeToOrder } = request;
    const rest = [minPrice ?? null, maxPrice ?? null, madeToOrder ?? null];
    const rows =
      words === null
        ? await this.db.query<FacetRow>(FACETS, [village ?? null, ...shopKeys(shop), ...rest])
        : await this.db.query<FacetRow>(SEARCH_FACETS, [words, taggedQuery({ village, shop }), ...rest]);
    return countFacets(rows, request);
  }
}

export function cardPage(rows: CardRow[], limit: number): Page<ProductCard> {
  return pageFrom(rows, limit, (row) => [row.key, row.id], cardOf);
}

export function cardOf({ shown, free }: CardRow): ProductCard {
  return { ...shown, availability: shown.madeToOrder ? 'made_to_order' : free > 0 ? 'in_stock' : 'sold_out' };
}

/** Each facet counts what the other one lets through, so that its other values stay reachable. */
export function countFacets(rows: readonly FacetRow[], { category, regency }: Pick<ListRequest, 'category' | 'regency'>): Facets {
  const categories = new Map<string, number>();
  const regencies = new Map<string, { code: string; name: string; count: number }>();
  for (const row of rows) {
    if (!regency || row.regencyCode === regency) categories.set(row.category, (categories.get(row.category) ?? 0) + row.count);
    if (category && row.category !== category && !row.category.startsWith(`${category}/`)) continue;
    const found = regencies.get(row.regencyCode) ?? { code: row.regencyCode, name: row.regencyName, count: 0 };
    regencies.set(row.regencyCode, { ...found, count: found.count + row.count });
  }
  return {
    categories: [...categories].map(([path, count]) => ({ path, label: findCategory(path)?.label ?? { id: path }, count })).sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1)),
    regencies: [...regencies.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
  };
}

/** The one thing that is asked for, if it is no more than one. */
function shelfOf({ category, village, regency, shop, minPrice, maxPrice, madeToOrder }: ListRequest): { shelf: Shelf; key: string[] } | null {
  if (minPrice !== undefined || maxPrice !== undefined || madeToOrder !== undefined) return null;
  const [shopId, shopSlug] = shopKeys(shop);
  const given = Object.entries({ [category?.includes('/') ? 'category' : 'root']: category, village, regency, shop: shopId, shopSlug }).filter(([, value]) => value);
  if (given.length > 1) return null;
  const [shelf, key] = given[0] ?? ['all'];
  return { shelf: shelf as Shelf, key: key ? [key] : [] };
}

function shopKeys(shop: string | undefined): [string | null, string | null] {
  if (!shop) return [null, null];
  return isId('shp', shop) ? [shop, null] : [null, shop];
}

const unknownCursor = () => InvalidInput.at('/cursor', { id: 'Penanda halaman tidak dikenal', en: 'Unknown cursor' });

/** A cursor is made by us but sent by anybody: a part of the wrong kind, or of another sort, must not reach the database. */
function numberCursor(cursor: string | undefined): [number | null, string | null] {
  const [key = null, id = null] = decodeCursor(cursor, 2) ?? [];
  if (cursor && (!Number.isSafeInteger(key) || !isId('prd', id))) throw unknownCursor();
  return [key as number | null, id as string | null];
}

function instantCursor(cursor: string | undefined): [string | null, string | null] {
  const [key = null, id = null] = decodeCursor(cursor, 2) ?? [];
  if (cursor && (typeof key !== 'string' || !INSTANT.test(key) || Number.isNaN(Date.parse(key)) || !isId('prd', id))) throw unknownCursor();
  return [key as string | null, id as string | null];
}
