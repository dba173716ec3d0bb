import { email, idOf, instant, integer, listOf, mapOf, MoneyShape, nested, oneOf, phone, text, WordsShape } from '#libs/platform';
import { ORDER_STATUSES, type BasketId, type CheckoutStatus, type OrderStatus } from '#libs/order';
import { AddressShape } from '../basket/basket.shapes.js';
import { OrderShape } from '../order/order.shapes.js';
import { KnowsMoney, rupiah } from '../order/rupiah.js';

const CHECKOUT_STATUSES = ['awaiting_payment', 'paid', 'expired', 'cancelled'] as const;
const CHARGE_STATUSES = ['pending', 'captured', 'failed', 'expired'] as const;

export class ContactShape {
  @text(2, 100) name!: string;
  @email() email!: string;
  @phone() phone!: string;
}

export class MethodBody {
  @text(1, 40, { example: 'sandbox' }) method!: string;
}

@KnowsMoney
export class CheckoutBody {
  @idOf('bkt') basketId!: BasketId;
  @nested(() => ContactShape) contact!: ContactShape;
  @nested(() => AddressShape) address!: AddressShape;
  @mapOf('string', { description: 'delivery option id by shop id' }) delivery!: Record<string, string>;
  @nested(() => MethodBody) payment!: MethodBody;
  @rupiah(0, { description: "what you showed the buyer: the basket's subtotal and the chosen deliveries" }) expectedTotal!: number;
}

export class PaymentQuery {
  @idOf('bkt') basketId!: BasketId;
}

export class PaymentMethodShape {
  @text(1, 40) code!: string;
  @nested(() => WordsShape) name!: WordsShape;
  @nested(() => WordsShape) description!: WordsShape;
  @integer(1, 100_000, { description: 'how long the buyer may take from placing on' }) payWithinMinutes!: number;
}

export class PaymentMethodsShape {
  @listOf(() => PaymentMethodShape) items!: PaymentMethodShape[];
}

export class PaymentActionShape {
  @oneOf(['redirect']) type!: 'redirect';
  @text(1, 2000) url!: string;
}

export class PaymentShape {
  @idOf('chg') id!: string;
  @text(1, 40) method!: string;
  @oneOf(CHARGE_STATUSES) status!: (typeof CHARGE_STATUSES)[number];
  @nested(() => PaymentActionShape, { nullable: true, description: 'null when the gateway has not answered yet, or nothing is left to do' }) action!: PaymentActionShape | null;
}

export class PlacedOrderShape {
  @idOf('ord') id!: string;
  @text(9, 9) number!: string;
  @idOf('shp') shopId!: string;
  @text(1, 200) shopName!: string;
  @nested(() => MoneyShape) total!: MoneyShape;
  @oneOf(ORDER_STATUSES) status!: OrderStatus;
}

class CheckoutFacts {
  @idOf('cko') id!: string;
  @text(9, 9, { example: 'KD-7K3F2M' }) number!: string;
  @oneOf(CHECKOUT_STATUSES) status!: CheckoutStatus;
  @nested(() => MoneyShape) subtotal!: MoneyShape;
  @nested(() => MoneyShape) deliveryTotal!: MoneyShape;
  @nested(() => MoneyShape) total!: MoneyShape;
  @instant({ description: 'until when it may be paid' }) expiresAt!: string;
}

export class PlacedCheckoutShape extends CheckoutFacts {
  @text(1, 100, { nullable: true, description: 'send it as X-Checkout-Token; null for a signed-in person' }) token!: string | null;
  @listOf(() => PlacedOrderShape) orders!: PlacedOrderShape[];
  @nested(() => PaymentShape) payment!: PaymentShape;
}

export class CheckoutShape extends CheckoutFacts {
  @nested(() => ContactShape) contact!: ContactShape;
  @nested(() => AddressShape) address!: AddressShape;
  @instant() placedAt!: string;
  @listOf(() => OrderShape) orders!: OrderShape[];
  @nested(() => PaymentShape, { nullable: true }) payment!: PaymentShape | null;
}
