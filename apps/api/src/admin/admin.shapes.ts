import { day, idOf, instant, integer, listOf, listOfText, nested, oneOf, PageQuery, pageOf, text, WordsShape } from '#libs/platform';
import { SENTRA_TYPES, SHOP_STATES, type SentraType, type ShopState } from '#libs/shop';
import { NameWords } from '../seller/product.shapes.js';
import { SellerShopShape } from '../seller/shop.shapes.js';

export class DecisionBody {
  @text(3, 1000, { description: 'told to the shop' }) reason!: string;
}

export class ShopsQuery extends PageQuery {
  @oneOf(SHOP_STATES, { optional: true }) state?: ShopState;
}

export class SellerShopPage extends pageOf(SellerShopShape) {}

export class SentraBody {
  @text(3, 100) name!: string;
  @oneOf(SENTRA_TYPES) type!: SentraType;
  @nested(() => NameWords, { description: 'what it makes' }) commodity!: NameWords;
  @nested(() => WordsShape, { optional: true, nullable: true }) story?: WordsShape | null;
  @day({ optional: true, nullable: true }) inauguratedOn?: string | null;
  @idOf('shp', { optional: true, nullable: true, description: 'the shop that may sell for its members' }) cooperativeShopId?: `shp_${string}` | null;
  @listOfText(13, { max: 50, description: 'the villages in which it lies' }) villageCodes!: string[];
}

/** Absent fields stay as they are. */
export class SentraPatch {
  @text(3, 100, { optional: true }) name?: string;
  @oneOf(SENTRA_TYPES, { optional: true }) type?: SentraType;
  @nested(() => NameWords, { optional: true }) commodity?: NameWords;
  @nested(() => WordsShape, { optional: true, nullable: true }) story?: WordsShape | null;
  @day({ optional: true, nullable: true }) inauguratedOn?: string | null;
  @idOf('shp', { optional: true, nullable: true }) cooperativeShopId?: `shp_${string}` | null;
  @listOfText(13, { optional: true, max: 50 }) villageCodes?: string[];
}

export class SentraRowShape {
  @idOf('sen') id!: string;
  @text(1, 100) slug!: string;
  @text(1, 100) name!: string;
  @oneOf(SENTRA_TYPES) type!: SentraType;
  @nested(() => NameWords) commodity!: NameWords;
  @nested(() => WordsShape, { nullable: true }) story!: WordsShape | null;
  @day({ nullable: true }) inauguratedOn!: string | null;
  @idOf('shp', { nullable: true }) cooperativeShopId!: string | null;
  @listOfText(13, { max: 1000 }) villageCodes!: string[];
  @integer(0, 100_000, { description: 'open shops' }) memberCount!: number;
}

export class SentraRowPage extends pageOf(SentraRowShape) {}

export class SentraMemberShape {
  @idOf('shp') shopId!: string;
  @text(1, 100) slug!: string;
  @text(1, 80) name!: string;
  @oneOf(SHOP_STATES) state!: ShopState;
  @instant() joinedAt!: string;
}

export class SentraMembersShape {
  @listOf(() => SentraMemberShape) items!: SentraMemberShape[];
}

export class SentraMemberBody {
  @idOf('shp') shopId!: string;
}
