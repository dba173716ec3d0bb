import { idOf, integer, integerText, flagText, flag, listOf, MoneyShape, nested, oneOf, pageOf, PageQuery, text, WordsShape } from '#libs/platform';
import { SORTS, type Availability, type Sort } from '#libs/shop';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SLUG_OR_ID = /^[a-z0-9]+([_-][a-z0-9]+)*$/;

export class ProductQuery extends PageQuery {
  @text(0, 200, { optional: true, description: 'words; typing errors are forgiven' }) q?: string;
  @text(1, 100, { optional: true, pattern: /^[a-z]+(-[a-z]+)*(\/[a-z]+(-[a-z]+)*)?$/, description: 'a category path, or the first part of one', example: 'craft/weaving' }) category?: string;
  @text(13, 13, { optional: true, pattern: /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/, example: '63.72.03.1001' }) village?: string;
  @text(5, 5, { optional: true, pattern: /^\d{2}\.\d{2}$/, example: '51.03' }) regency?: string;
  @text(1, 100, { optional: true, pattern: SLUG_OR_ID, description: 'id or slug' }) shop?: string;
  @integerText(0, 1_000_000_000_000, { optional: true, description: 'whole rupiah' }) minPrice?: number;
  @integerText(0, 1_000_000_000_000, { optional: true, description: 'whole rupiah' }) maxPrice?: number;
  @flagText({ optional: true }) madeToOrder?: boolean;
  @oneOf(SORTS, { optional: true, description: 'relevance when there are words, else newest' }) sort?: Sort;
  @flagText({ optional: true, description: 'count what could be narrowed down to' }) facets?: boolean;
}

export class ShopNameShape {
  @idOf('shp') id!: string;
  @text(1, 100, { pattern: SLUG }) slug!: string;
  @text(1, 200) name!: string;
}

export class VillageNameShape {
  @text(13, 13, { example: '51.03.04.2005' }) code!: string;
  @text(1, 200) name!: string;
  @text(1, 200) regency!: string;
  @text(1, 200) province!: string;
}

export class PhotoShape {
  @idOf('pho') id!: string;
  @text(1, 200, { description: 'the 640 px WebP; also at 320 and 1280, and as .avif', example: '/photos/pho_01kaj3.../640.webp' }) url!: string;
  @integer(1, 100_000, { description: 'of the original' }) width!: number;
  @integer(1, 100_000) height!: number;
  @nested(() => WordsShape, { nullable: true }) alt!: WordsShape | null;
}

const AVAILABILITIES: readonly Availability[] = ['in_stock', 'made_to_order', 'sold_out'];

export class ProductCardShape {
  @idOf('prd') id!: string;
  @text(1, 100, { pattern: SLUG }) slug!: string;
  @nested(() => WordsShape) name!: WordsShape;
  @nested(() => MoneyShape, { description: 'of the cheapest variant, PPN included' }) price!: MoneyShape;
  @text(1, 100, { example: 'craft/weaving' }) category!: string;
  @flag() madeToOrder!: boolean;
  @integer(0, 365) leadDays!: number;
  @nested(() => ShopNameShape) shop!: ShopNameShape;
  @nested(() => VillageNameShape) village!: VillageNameShape;
  @nested(() => PhotoShape, { nullable: true }) photo!: PhotoShape | null;
  @oneOf(AVAILABILITIES) availability!: Availability;
}

export class FacetShape {
  @text(1, 100, { description: 'for the query parameter of that name' }) value!: string;
  @text(1, 200) name!: string;
  @integer(1, 1_000_000_000) count!: number;
}

export class FacetsShape {
  @listOf(() => FacetShape) category!: FacetShape[];
  @listOf(() => FacetShape) regency!: FacetShape[];
}

export class ProductListShape extends pageOf(ProductCardShape) {
  @nested(() => FacetsShape, { optional: true, description: 'with `facets=true`' }) facets?: FacetsShape;
  @text(1, 200, { nullable: true, description: 'the words searched instead, when nothing was spelt like yours' }) searchedFor!: string | null;
}
