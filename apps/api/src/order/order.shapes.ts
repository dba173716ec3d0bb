import { flag, idOf, instant, integer, listOf, MoneyShape, nested, oneOf, pageOf, PageQuery, phone, text, WordsShape } from '#libs/platform';
import { ORDER_STATUSES, type OrderStatus, type PaymentState, type TimelineKind, type TimelineRole } from '#libs/order';
import { PARCEL_STATUSES, type ParcelStatus } from '#libs/shipping';
import { AddressShape, DaysShape } from '../basket/basket.shapes.js';
import { UnitShape } from '../catalogue/product.shapes.js';
import { KnowsMoney, rupiah } from './rupiah.js';

export class OrderQuery extends PageQuery {
  @oneOf(ORDER_STATUSES, { optional: true }) status?: OrderStatus;
}

export class ReasonBody {
  @text(1, 500) reason!: string;
}

export class LineChoiceShape {
  @idOf('oln') lineId!: `oln_${string}`;
  @integer(1, 9999, { optional: true, description: 'all that is left when missing' }) quantity?: number;
}

export class AcceptanceBody {
  @listOf(() => LineChoiceShape, { optional: true, min: 1, max: 100, description: 'only these; the others are rejected and refunded' }) lines?: LineChoiceShape[];
}

export class RejectionBody extends ReasonBody {
  @listOf(() => LineChoiceShape, { optional: true, min: 1, max: 100, description: 'only these; the whole order when missing' }) lines?: LineChoiceShape[];
}

@KnowsMoney
export class RefundBody extends ReasonBody {
  @listOf(() => LineChoiceShape, { optional: true, min: 1, max: 100 }) lines?: LineChoiceShape[];
  @rupiah(1, { optional: true, description: 'instead of lines; everything that is left when neither is given' }) amount?: number;
}

export class ParcelBody {
  @text(1, 40, { example: 'JNE' }) courier!: string;
  @text(1, 40, { example: 'REG' }) service!: string;
  @text(0, 60, { optional: true, description: "none for pickup and the shop's own courier" }) waybill?: string;
}

export class TrackingShape {
  @oneOf(PARCEL_STATUSES) status!: ParcelStatus;
  @text(0, 500, { nullable: true }) note!: string | null;
  @instant() at!: string;
}

export class ParcelShape {
  @idOf('pcl') id!: string;
  @idOf('ord') orderId!: string;
  @text(1, 40) courier!: string;
  @text(1, 100) courierName!: string;
  @text(1, 40) service!: string;
  @text(1, 100) serviceName!: string;
  @text(1, 60, { nullable: true }) waybill!: string | null;
  @oneOf(PARCEL_STATUSES) status!: ParcelStatus;
  @instant({ nullable: true }) dispatchedAt!: string | null;
  @instant({ nullable: true }) deliveredAt!: string | null;
  @listOf(() => TrackingShape, { description: 'oldest first' }) events!: TrackingShape[];
}

export class OrderLineShape {
  @idOf('oln') id!: string;
  @idOf('var') variantId!: string;
  @idOf('prd') productId!: string;
  @text(1, 200) productSlug!: string;
  @nested(() => WordsShape) name!: WordsShape;
  @nested(() => WordsShape, { nullable: true }) variantLabel!: WordsShape | null;
  @text(1, 100) sku!: string;
  @text(1, 200, { nullable: true }) photo!: string | null;
  @nested(() => UnitShape) unit!: UnitShape;
  @integer(1, 9999) quantity!: number;
  @integer(0, 9999, { description: 'turned down by the shop' }) rejectedQuantity!: number;
  @nested(() => MoneyShape) unitPrice!: MoneyShape;
  @nested(() => MoneyShape) total!: MoneyShape;
  @nested(() => MoneyShape, { description: 'asked back so far' }) refunded!: MoneyShape;
  @flag() madeToOrder!: boolean;
  @integer(0, 365, { nullable: true }) leadDays!: number | null;
}

export class TimelineShape {
  @text(1, 40) kind!: TimelineKind;
  @oneOf(['buyer', 'seller', 'admin', 'system', 'carrier']) by!: TimelineRole;
  @instant() at!: string;
}

export class RefundShape {
  @idOf('rfd') id!: string;
  @nested(() => MoneyShape) amount!: MoneyShape;
  @text(1, 500) reason!: string;
  @oneOf(['pending', 'succeeded', 'failed']) status!: 'pending' | 'succeeded' | 'failed';
  @instant() askedAt!: string;
}

export class OrderDeliveryShape {
  @text(1, 40) courier!: string;
  @text(1, 100) courierName!: string;
  @text(1, 40) service!: string;
  @text(1, 100) serviceName!: string;
  @nested(() => DaysShape) days!: DaysShape;
  @nested(() => MoneyShape) price!: MoneyShape;
}

export class OrderBuyerShape {
  @text(1, 100) name!: string;
  @text(1, 254) email!: string;
  @phone() phone!: string;
}

export class ChoicesShape {
  @flag() cancel!: boolean;
  @flag() receive!: boolean;
  @flag() accept!: boolean;
  @flag() reject!: boolean;
  @flag() pack!: boolean;
  @flag() ship!: boolean;
  @flag() deliver!: boolean;
  @flag() refund!: boolean;
}

export class OrderShape {
  @idOf('ord') id!: string;
  @text(9, 9, { example: 'KD-7K3F2M' }) number!: string;
  @idOf('cko', { nullable: true }) checkoutId!: string | null;
  @idOf('shp') shopId!: string;
  @text(1, 100) shopSlug!: string;
  @text(1, 200) shopName!: string;
  @oneOf(ORDER_STATUSES) status!: OrderStatus;
  @oneOf(['awaiting', 'secured', 'paid', 'partly_refunded', 'refunded']) paymentState!: PaymentState;
  @nested(() => MoneyShape, { description: 'of the goods' }) subtotal!: MoneyShape;
  @nested(() => OrderDeliveryShape) delivery!: OrderDeliveryShape;
  @nested(() => MoneyShape) total!: MoneyShape;
  @nested(() => MoneyShape, { description: 'what has reached the buyer again' }) refunded!: MoneyShape;
  @nested(() => OrderBuyerShape) buyer!: OrderBuyerShape;
  @nested(() => AddressShape) address!: AddressShape;
  @listOf(() => OrderLineShape) lines!: OrderLineShape[];
  @listOf(() => ParcelShape) parcels!: ParcelShape[];
  @listOf(() => TimelineShape, { description: 'oldest first' }) timeline!: TimelineShape[];
  @listOf(() => RefundShape) refunds!: RefundShape[];
  @nested(() => ChoicesShape, { description: 'what you may do now' }) choices!: ChoicesShape;
  @instant() placedAt!: string;
  @instant({ nullable: true, description: 'until when the shop should answer' }) acceptBy!: string | null;
  @instant({ nullable: true, description: 'when it completes by itself' }) completesAt!: string | null;
  @text(1, 500, { nullable: true }) closedReason!: string | null;
  @idOf('doc', { nullable: true }) invoiceId!: string | null;
}

export class OrderCardShape {
  @idOf('ord') id!: string;
  @text(9, 9) number!: string;
  @idOf('cko', { nullable: true }) checkoutId!: string | null;
  @idOf('shp') shopId!: string;
  @text(1, 200) shopName!: string;
  @text(1, 100) buyerName!: string;
  @oneOf(ORDER_STATUSES) status!: OrderStatus;
  @nested(() => MoneyShape) total!: MoneyShape;
  @integer(0, 1_000_000, { description: 'in all lines' }) pieces!: number;
  @integer(1, 1000) lineCount!: number;
  @nested(() => WordsShape) firstLine!: WordsShape;
  @text(1, 200, { nullable: true }) photo!: string | null;
  @instant() placedAt!: string;
  @instant({ nullable: true }) acceptBy!: string | null;
}

export class OrderPage extends pageOf(OrderCardShape) {}
