import { day, decimal, flag, idOf, instant, integer, listOf, MoneyShape, nested, oneOf, text, WordsShape } from '#libs/platform';
import { UNIT_CODES, type Availability, type UnitCode } from '#libs/shop';
import { PhotoShape, ShopNameShape, VillageNameShape } from './catalogue.shapes.js';

export class OptionShape {
  @nested(() => WordsShape) name!: WordsShape;
  @nested(() => WordsShape) value!: WordsShape;
}

export class TierShape {
  @integer(1, 1_000_000, { description: 'in sellable steps' }) minQuantity!: number;
  @nested(() => MoneyShape, { description: 'of one step' }) price!: MoneyShape;
}

export class UnitShape {
  @oneOf(UNIT_CODES) code!: UnitCode;
  @decimal(0.5, 1, { description: 'the smallest quantity, which counts as 1' }) step!: number;
}

export class SizeShape {
  @integer(1, 100_000) length!: number;
  @integer(1, 100_000) width!: number;
  @integer(1, 100_000) height!: number;
}

export class VariantShape {
  @idOf('var') id!: string;
  @text(1, 100) sku!: string;
  @listOf(() => OptionShape) options!: OptionShape[];
  @nested(() => MoneyShape, { description: 'of one sellable step, PPN included' }) price!: MoneyShape;
  @listOf(() => TierShape, { description: 'lower prices for more at once, ascending' }) tiers!: TierShape[];
  @integer(0, 2_147_483_647, { description: 'in sellable steps; 0 and meaningless when made to order' }) available!: number;
  @nested(() => UnitShape) unit!: UnitShape;
  @integer(1, 1_000_000) weightGrams!: number;
  @nested(() => SizeShape, { description: 'packed, in millimetres' }) packedMm!: SizeShape;
}

export class AttributeShape {
  @text(1, 60) key!: string;
  @text(1, 200, { description: 'in the language asked for' }) label!: string;
  @nested(() => WordsShape) value!: WordsShape;
}

export class CertificateShape {
  @text(1, 40, { example: 'halal' }) kind!: string;
  @text(1, 100) number!: string;
  @text(1, 200) holderName!: string;
  @day({ nullable: true }) expiresOn!: string | null;
}

export class SentraNameShape {
  @text(1, 100) slug!: string;
  @text(1, 200) name!: string;
}

export class CategoryNameShape {
  @text(1, 100, { example: 'craft/weaving' }) path!: string;
  @text(1, 200, { description: 'in the language asked for' }) name!: string;
}

export class ProductShape {
  @idOf('prd') id!: string;
  @text(1, 100) slug!: string;
  @nested(() => WordsShape) name!: WordsShape;
  @nested(() => WordsShape, { nullable: true }) description!: WordsShape | null;
  @nested(() => MoneyShape, { description: 'of the cheapest variant, PPN included' }) price!: MoneyShape;
  @listOf(() => CategoryNameShape, { description: 'from the group to the category itself' }) category!: CategoryNameShape[];
  @listOf(() => AttributeShape) attributes!: AttributeShape[];
  @flag() nonHalal!: boolean;
  @flag() madeToOrder!: boolean;
  @integer(0, 365) leadDays!: number;
  @oneOf(['in_stock', 'made_to_order', 'sold_out']) availability!: Availability;
  @instant() publishedAt!: string;
  @nested(() => ShopNameShape) shop!: ShopNameShape;
  @nested(() => SentraNameShape, { nullable: true }) sentra!: SentraNameShape | null;
  @nested(() => VillageNameShape) village!: VillageNameShape;
  @listOf(() => VariantShape) variants!: VariantShape[];
  @listOf(() => PhotoShape) photos!: PhotoShape[];
  @listOf(() => CertificateShape) certificates!: CertificateShape[];
}

export class ShopShape {
  @idOf('shp') id!: string;
  @text(1, 100) slug!: string;
  @text(1, 200) name!: string;
  @nested(() => WordsShape, { nullable: true }) story!: WordsShape | null;
  @nested(() => VillageNameShape) village!: VillageNameShape;
  @nested(() => SentraNameShape, { nullable: true }) sentra!: SentraNameShape | null;
  @listOf(() => CertificateShape) certificates!: CertificateShape[];
  @flag({ description: 'closed for orders today' }) onHoliday!: boolean;
  @day({ nullable: true, description: 'the last day of the holiday' }) holidayUntil!: string | null;
  @integer(0, 1_000_000) productCount!: number;
}

export class MakerShape {
  @idOf('shp') id!: string;
  @text(1, 100) slug!: string;
  @text(1, 200) name!: string;
  @nested(() => WordsShape, { nullable: true }) story!: WordsShape | null;
  @text(13, 13) villageCode!: string;
  @integer(0, 1_000_000) productCount!: number;
  @nested(() => PhotoShape, { nullable: true }) photo!: PhotoShape | null;
}

export class SentraShape {
  @idOf('sen') id!: string;
  @text(1, 100) slug!: string;
  @text(1, 200) name!: string;
  @oneOf(['sentra', 'cluster', 'kampung']) type!: 'sentra' | 'cluster' | 'kampung';
  @nested(() => WordsShape) commodity!: WordsShape;
  @nested(() => WordsShape, { nullable: true }) story!: WordsShape | null;
  @day({ nullable: true }) inauguratedOn!: string | null;
  @idOf('shp', { nullable: true, description: 'the shop that may sell for its members' }) cooperativeShopId!: string | null;
  @listOf(() => VillageNameShape) villages!: VillageNameShape[];
  @listOf(() => MakerShape, { description: 'those with most products first, at most 100' }) members!: MakerShape[];
}

export class CategoryChoiceShape {
  @text(1, 60) value!: string;
  @text(1, 200, { description: 'in the language asked for' }) label!: string;
}

/** One thing to know about every product of the category: what a seller fills in. */
export class CategoryFieldShape {
  @text(1, 60) key!: string;
  @text(1, 200, { description: 'in the language asked for' }) label!: string;
  @oneOf(['text', 'number', 'choice', 'flag']) kind!: 'text' | 'number' | 'choice' | 'flag';
  @flag({ description: 'needed for publishing' }) required!: boolean;
  @integer(1, 5000, { optional: true, description: 'of a text' }) maxLength?: number;
  @text(1, 20, { optional: true, description: 'of a number' }) unit?: string;
  @decimal(-1e9, 1e9, { optional: true }) min?: number;
  @decimal(-1e9, 1e9, { optional: true }) max?: number;
  @flag({ optional: true, description: 'whole numbers only' }) whole?: boolean;
  @flag({ optional: true, description: 'several choices may be taken' }) several?: boolean;
  @listOf(() => CategoryChoiceShape, { optional: true }) choices?: CategoryChoiceShape[];
}

export class CategoryShape extends CategoryNameShape {
  @listOf(() => CategoryFieldShape, { description: 'the schema of its products; empty for a group' }) attributes!: CategoryFieldShape[];
}

export class CategoryListShape {
  @listOf(() => CategoryShape, { description: 'groups before what belongs to them' }) items!: CategoryShape[];
}
