import { decimal, flag, idOf, instant, integer, listOf, MoneyShape, nested, oneOf, openObject, PageQuery, pageOf, text, WordsShape } from '#libs/platform';
import { PACK_CODES, PRODUCT_STATES, UNIT_CODES, type PackCode, type ProductState, type UnitCode } from '#libs/shop';

const CATEGORY = { description: 'a leaf of `/categories`', example: 'craft/weaving' };
const ATTRIBUTES = { description: 'by the schema of the category: texts as `{ id, en? }`, numbers in the unit of the field, choices by value', example: { material: { id: 'Purun danau' } } };
const LEAD = { description: 'days to make it; 0 unless made to order' };

export class NameWords {
  @text(3, 120) id!: string;
  @text(0, 120, { optional: true }) en?: string;
}

export class ProductBody {
  @nested(() => NameWords) name!: NameWords;
  @text(1, 80, CATEGORY) category!: string;
  @nested(() => WordsShape, { optional: true, nullable: true }) description?: WordsShape | null;
  @openObject({ ...ATTRIBUTES, optional: true }) attributes?: Record<string, unknown>;
  @flag({ optional: true, description: 'the label of food that is not halal' }) nonHalal?: boolean;
  @flag({ optional: true }) madeToOrder?: boolean;
  @integer(0, 365, { ...LEAD, optional: true }) leadDays?: number;
  @integer(0, 365, { optional: true, description: 'days before a lot expires from which it is no longer sold' }) stopSellingDays?: number;
}

/** Absent fields stay as they are. */
export class ProductPatch {
  @nested(() => NameWords, { optional: true }) name?: NameWords;
  @text(1, 80, { ...CATEGORY, optional: true }) category?: string;
  @nested(() => WordsShape, { optional: true, nullable: true }) description?: WordsShape | null;
  @openObject({ ...ATTRIBUTES, optional: true }) attributes?: Record<string, unknown>;
  @flag({ optional: true }) nonHalal?: boolean;
  @flag({ optional: true }) madeToOrder?: boolean;
  @integer(0, 365, { ...LEAD, optional: true }) leadDays?: number;
  @integer(0, 365, { optional: true }) stopSellingDays?: number;
}

export class PriceShape {
  @integer(1, 1_000_000_000, { description: 'whole rupiah of one sellable step, PPN included', example: 20000 }) amount!: number;
  @oneOf(['IDR']) currency!: 'IDR';
}

export class SellingUnitShape {
  @oneOf(UNIT_CODES) code!: UnitCode;
  @decimal(0.5, 1, { description: '0.5 only for METER' }) step!: number;
}

export class PackedSizeShape {
  @integer(1, 10_000) length!: number;
  @integer(1, 10_000) width!: number;
  @integer(1, 10_000) height!: number;
}

export class OptionWords {
  @text(1, 60) id!: string;
  @text(0, 60, { optional: true }) en?: string;
}

export class VariantOptionShape {
  @nested(() => OptionWords, { description: 'Ukuran' }) name!: OptionWords;
  @nested(() => OptionWords, { description: 'Besar' }) value!: OptionWords;
}

export class PackShape {
  @oneOf(PACK_CODES) code!: PackCode;
  @integer(2, 10_000, { description: 'base units in it: LUSIN 12, KODI 20, GROS 144, KARTON your own' }) quantity!: number;
}

const SKU = { pattern: /^[A-Za-z0-9][A-Za-z0-9._/-]*$/, example: 'TAS-01', description: 'once in your shop' };

export class VariantBody {
  @text(1, 40, SKU) sku!: string;
  @listOf(() => VariantOptionShape, { optional: true, max: 5 }) options?: VariantOptionShape[];
  @nested(() => PriceShape) price!: PriceShape;
  @nested(() => SellingUnitShape, { optional: true, description: 'PCS 1 when absent' }) unit?: SellingUnitShape;
  @listOf(() => PackShape, { optional: true, max: 4 }) packs?: PackShape[];
  @integer(1, 500_000, { description: 'of one sellable step' }) weightGrams!: number;
  @nested(() => PackedSizeShape, { description: 'millimetres, packed, of one sellable step' }) packedMm!: PackedSizeShape;
  @flag({ optional: true, description: 'pieces stand in each other' }) nestable?: boolean;
}

/** Absent fields stay as they are. */
export class VariantPatch {
  @text(1, 40, { ...SKU, optional: true }) sku?: string;
  @listOf(() => VariantOptionShape, { optional: true, max: 5 }) options?: VariantOptionShape[];
  @nested(() => PriceShape, { optional: true }) price?: PriceShape;
  @nested(() => SellingUnitShape, { optional: true }) unit?: SellingUnitShape;
  @listOf(() => PackShape, { optional: true, max: 4 }) packs?: PackShape[];
  @integer(1, 500_000, { optional: true }) weightGrams?: number;
  @nested(() => PackedSizeShape, { optional: true }) packedMm?: PackedSizeShape;
  @flag({ optional: true }) nestable?: boolean;
}

export class PriceTierShape {
  @integer(1, 1_000_000, { description: 'in sellable steps, ascending' }) minQuantity!: number;
  @nested(() => PriceShape) unitPrice!: PriceShape;
}

export class TiersBody {
  @listOf(() => PriceTierShape, { max: 10, description: 'replaces those of the audience' }) tiers!: PriceTierShape[];
}

export class SellerTiersShape {
  @listOf(() => PriceTierShape) retail!: PriceTierShape[];
  @listOf(() => PriceTierShape) reseller!: PriceTierShape[];
}

export class SellerVariantShape {
  @idOf('var') id!: string;
  @text(1, 40) sku!: string;
  @listOf(() => VariantOptionShape) options!: VariantOptionShape[];
  @nested(() => MoneyShape) price!: MoneyShape;
  @nested(() => SellingUnitShape) unit!: SellingUnitShape;
  @listOf(() => PackShape) packs!: PackShape[];
  @integer(1, 500_000) weightGrams!: number;
  @nested(() => PackedSizeShape) packedMm!: PackedSizeShape;
  @flag() nestable!: boolean;
  @oneOf(['active', 'archived']) state!: 'active' | 'archived';
  @nested(() => SellerTiersShape) tiers!: SellerTiersShape;
}

export class MissingShape {
  @text(1, 200, { description: 'JSON pointer of the field' }) pointer!: string;
  @text(1, 500, { description: 'in the language asked for' }) message!: string;
}

const PAUSERS = ['seller', 'gate'] as const;

export class SellerProductShape {
  @idOf('prd') id!: string;
  @idOf('shp') shopId!: string;
  @text(1, 100) slug!: string;
  @nested(() => NameWords) name!: NameWords;
  @nested(() => WordsShape, { nullable: true }) description!: WordsShape | null;
  @text(1, 80) category!: string;
  @openObject(ATTRIBUTES) attributes!: Record<string, unknown>;
  @flag() nonHalal!: boolean;
  @flag() madeToOrder!: boolean;
  @integer(0, 365) leadDays!: number;
  @integer(0, 365) stopSellingDays!: number;
  @oneOf(PRODUCT_STATES) state!: ProductState;
  @text(0, 1000, { nullable: true, description: 'why it was rejected or unlisted' }) stateReason!: string | null;
  @oneOf(PAUSERS, { nullable: true, description: '`gate`: a listing rule took it off the shelves' }) pausedBy!: 'seller' | 'gate' | null;
  @listOf(() => SellerVariantShape) variants!: SellerVariantShape[];
  @listOf(() => MissingShape, { description: 'what publishing still needs' }) missing!: MissingShape[];
  @listOf(() => MissingShape, { description: 'what would be wise' }) warnings!: MissingShape[];
  @instant({ nullable: true }) submittedAt!: string | null;
  @instant({ nullable: true }) publishedAt!: string | null;
  @instant() createdAt!: string;
  @instant() updatedAt!: string;
}

export class SellerProductRowShape {
  @idOf('prd') id!: string;
  @text(1, 100) slug!: string;
  @nested(() => NameWords) name!: NameWords;
  @text(1, 80) category!: string;
  @oneOf(PRODUCT_STATES) state!: ProductState;
  @text(0, 1000, { nullable: true }) stateReason!: string | null;
  @oneOf(PAUSERS, { nullable: true }) pausedBy!: 'seller' | 'gate' | null;
  @flag() madeToOrder!: boolean;
  @integer(0, 365) leadDays!: number;
  @nested(() => MoneyShape, { nullable: true, description: 'of the cheapest variant; null without variants' }) price!: MoneyShape | null;
  @integer(0, 1000) variantCount!: number;
  @idOf('shp') shopId!: string;
  @text(1, 80) shopName!: string;
  @idOf('pho', { nullable: true }) photoId!: string | null;
  @instant({ nullable: true }) submittedAt!: string | null;
  @instant() updatedAt!: string;
}

export class SellerProductPage extends pageOf(SellerProductRowShape) {}

export class ProductsQuery extends PageQuery {
  @oneOf(PRODUCT_STATES, { optional: true }) state?: ProductState;
}
