import { day, flag, idOf, instant, integer, listOf, nested, oneOf, pageOf, text, WordsShape } from '#libs/platform';
import type { MovementKind } from '#libs/shop';
import { OptionShape } from '../catalogue/product.shapes.js';

const MOST_STEPS = 1_000_000_000;

export class StockShape {
  @idOf('var') variantId!: string;
  @idOf('prd') productId!: string;
  @nested(() => WordsShape) productName!: WordsShape;
  @listOf(() => OptionShape) options!: OptionShape[];
  @text(1, 100) sku!: string;
  @integer(0, MOST_STEPS, { description: 'in sellable steps' }) onHand!: number;
  @integer(0, MOST_STEPS, { description: 'held by buyers, paid or not yet' }) reserved!: number;
  @integer(0, MOST_STEPS, { description: 'on hand, less reserved, less lots that are too old to sell' }) available!: number;
  @flag() madeToOrder!: boolean;
}

export class StockPage extends pageOf(StockShape) {}

export class CountBody {
  @integer(0, 1_000_000, { description: 'what you counted, in sellable steps' }) onHand!: number;
  @text(1, 200, { example: 'hitung mingguan' }) reason!: string;
}

export class GoodsBody {
  @integer(1, 1_000_000) quantity!: number;
  @day({ optional: true, nullable: true, description: 'good before that day; makes a lot of its own' }) expiresOn?: string | null;
  @text(1, 200, { optional: true, nullable: true }) note?: string | null;
}

export class LotIdShape {
  @idOf('lot') lotId!: string;
}

export class LotShape extends LotIdShape {
  @day({ nullable: true }) expiresOn!: string | null;
  @text(1, 200, { nullable: true }) note!: string | null;
  @integer(0, MOST_STEPS) onHand!: number;
  @integer(0, MOST_STEPS) reserved!: number;
  @flag({ description: 'false once expired or too near to it' }) sellable!: boolean;
}

export class LotListShape {
  @listOf(() => LotShape, { description: 'in the order in which they are sold' }) items!: LotShape[];
}

const KINDS: readonly MovementKind[] = ['counted', 'received', 'sold', 'returned'];

export class MovementShape {
  @integer(1, Number.MAX_SAFE_INTEGER) id!: number;
  @idOf('lot') lotId!: string;
  @day({ nullable: true }) expiresOn!: string | null;
  @oneOf(KINDS) kind!: MovementKind;
  @integer(-MOST_STEPS, MOST_STEPS, { description: 'positive came in, negative went out' }) quantity!: number;
  @text(1, 200, { nullable: true }) reason!: string | null;
  @text(1, 60, { nullable: true, description: 'the order that took or returned it' }) holder!: string | null;
  @instant() movedAt!: string;
}

export class MovementPage extends pageOf(MovementShape) {}
