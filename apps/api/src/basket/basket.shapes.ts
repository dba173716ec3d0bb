import { flag, idOf, instant, integer, listOf, MoneyShape, nested, oneOf, phone, text, WordsShape } from '#libs/platform';
import type { BasketWarning } from '#libs/order';
import { UnitShape } from '../catalogue/product.shapes.js';

export class AddressShape {
  @text(2, 100) recipientName!: string;
  @phone() phone!: string;
  @text(3, 200, { description: 'street and number' }) line1!: string;
  @text(1, 3, { optional: true, pattern: /^\d+$/ }) rt?: string;
  @text(1, 3, { optional: true, pattern: /^\d+$/ }) rw?: string;
  @text(13, 13, { pattern: /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/, example: '51.03.04.2005' }) villageCode!: string;
  @text(5, 5, { optional: true, pattern: /^\d{5}$/ }) postalCode?: string;
  @text(1, 200, { optional: true }) landmark?: string;
}

export class ItemBody {
  @idOf('var') variantId!: string;
  @integer(1, 9999, { description: 'in sellable steps' }) quantity!: number;
}

export class QuantityBody {
  @integer(1, 9999, { description: 'in sellable steps' }) quantity!: number;
}

export class DeliveryOptionsBody {
  @nested(() => AddressShape) address!: AddressShape;
}

export class BasketCreatedShape {
  @idOf('bkt') id!: string;
  @text(1, 100, { nullable: true, description: 'send it as X-Basket-Token; null for a signed-in person, whose account opens the basket' }) token!: string | null;
}

export class BasketItemShape {
  @idOf('var') variantId!: string;
  @idOf('prd') productId!: string;
  @text(1, 200) productSlug!: string;
  @nested(() => WordsShape) name!: WordsShape;
  @nested(() => WordsShape, { nullable: true }) variantLabel!: WordsShape | null;
  @text(1, 100) sku!: string;
  @text(1, 200, { nullable: true, description: 'address of the first photo' }) photo!: string | null;
  @integer(1, 9999) quantity!: number;
  @nested(() => UnitShape) unit!: UnitShape;
  @nested(() => MoneyShape, { description: 'of one step at this quantity' }) unitPrice!: MoneyShape;
  @nested(() => MoneyShape) total!: MoneyShape;
  @integer(0, 2_147_483_647, { description: 'meaningless when made to order' }) available!: number;
  @flag() madeToOrder!: boolean;
  @integer(0, 365, { nullable: true }) leadDays!: number | null;
  @oneOf(['not_sellable', 'out_of_stock', 'not_enough'], { nullable: true, description: 'why it cannot be bought as it stands' }) warning!: BasketWarning | null;
}

export class BasketShopShape {
  @idOf('shp') shopId!: string;
  @text(1, 100) shopSlug!: string;
  @text(1, 200) shopName!: string;
  @listOf(() => BasketItemShape) items!: BasketItemShape[];
  @nested(() => MoneyShape, { description: 'without what cannot be sold' }) subtotal!: MoneyShape;
}

export class BasketShape {
  @idOf('bkt') id!: string;
  @listOf(() => BasketShopShape) shops!: BasketShopShape[];
  @nested(() => MoneyShape) subtotal!: MoneyShape;
}

export class DaysShape {
  @integer(0, 365) min!: number;
  @integer(0, 365) max!: number;
}

export class DeliveryOptionShape {
  @idOf('qot') id!: string;
  @text(1, 40) courier!: string;
  @text(1, 100) courierName!: string;
  @text(1, 40) service!: string;
  @text(1, 100) serviceName!: string;
  @nested(() => MoneyShape) price!: MoneyShape;
  @nested(() => DaysShape) days!: DaysShape;
  @instant({ description: 'until when it can be chosen' }) expiresAt!: string;
}

export class ShopDeliveryShape {
  @idOf('shp') shopId!: string;
  @listOf(() => DeliveryOptionShape, { description: 'cheapest first' }) options!: DeliveryOptionShape[];
}

export class DeliveryOptionsShape {
  @listOf(() => ShopDeliveryShape) shops!: ShopDeliveryShape[];
}
