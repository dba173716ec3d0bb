export type { Address, BasketId, BasketItemView, BasketShopView, BasketView, BasketWarning, DeliveryOption, ShopDeliveryOptions } from './basket/basket.view.js';
export { Baskets } from './basket/baskets.js';
export { BulkOrders, type PastSale } from './bulk/bulk-orders.js';
export type { CheckoutId, CheckoutStatus, CheckoutView, Contact, PaymentView, PlacedCheckout, PlaceRequest } from './checkout/checkout.view.js';
export { Checkouts } from './checkout/checkouts.js';
export { OrderDesk, type DeskCounts, type PackingRow } from './desk/order-desk.js';
export { orderMigrations } from './migrations/index.js';
export * from './basket/basket.errors.js';
export * from './checkout/checkout.errors.js';
export * from './order/order.errors.js';
export { OrderInvariants, type OrderFinding } from './order.invariants.js';
export { OrderModule } from './order.module.js';
export * from './order/order.events.js';
export { ORDER_STATUSES, type Fulfilment, type OrderStatus, type PaymentState } from './order/order.status.js';
export type {
  OrderCard, OrderChoices, OrderId, OrderLineId, OrderLineView, OrderRefundView, OrderView, TimelineEntry,
} from './order/order.view.js';
export { OrderSchedules } from './order/order.schedules.js';
export { Orders, type LineChoice } from './order/orders.js';
export { BuyerTransfers } from './transfer/buyer-transfers.js';
export { RefundDesk } from './transfer/refund-desk.js';
export { NothingToPayBack } from './transfer/transfer.errors.js';
export type { BuyerPayback, BuyerTransfer, DeskRefund, DeskRefundRow, DeskTransfer, DeskTransferRow } from './transfer/transfer.view.js';
export { TransferDesk } from './transfer/transfer-desk.js';
export type { Role as TimelineRole, TimelineKind } from './order/timeline.js';
