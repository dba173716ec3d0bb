import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticeModule } from '#libs/notice';
import { PaperModule } from '#libs/paper';
import { PaymentModule } from '#libs/payment';
import { RegionModule } from '#libs/region';
import { ShippingModule } from '#libs/shipping';
import { ShopModule } from '#libs/shop';
import { Baskets } from './basket/baskets.js';
import { BulkOrders } from './bulk/bulk-orders.js';
import { Checkouts } from './checkout/checkouts.js';
import { PlaceCheckout } from './checkout/place-checkout.js';
import { OrderDesk } from './desk/order-desk.js';
import { Announcements } from './order/announcements.js';
import { BuyerVerbs } from './order/buyer-verbs.js';
import { Invoices } from './order/invoices.js';
import { Lifecycle } from './order/lifecycle.js';
import { OrderBook } from './order/order-book.js';
import { OrderLine } from './order/order-line.entity.js';
import { OrderRefunds } from './order/order-refunds.js';
import { Order } from './order/order.entity.js';
import { OrderReactions } from './order/order.reactions.js';
import { OrderSchedules } from './order/order.schedules.js';
import { Orders } from './order/orders.js';
import { SellerVerbs } from './order/seller-verbs.js';
import { OrderInvariants } from './order.invariants.js';
import { BuyerTransfers } from './transfer/buyer-transfers.js';
import { RefundDesk } from './transfer/refund-desk.js';
import { TransferAnnouncements } from './transfer/transfer-announcements.js';
import { TransferDesk } from './transfer/transfer-desk.js';

const doors = [Baskets, Checkouts, Orders, OrderDesk, OrderInvariants, OrderSchedules, BuyerTransfers, TransferDesk, RefundDesk, BulkOrders];

@Module({
  imports: [
    TypeOrmModule.forFeature([Order, OrderLine]),
    RegionModule, ShopModule, PaymentModule, ShippingModule, NoticeModule, PaperModule,
  ],
  providers: [...doors, PlaceCheckout, BuyerVerbs, SellerVerbs, Lifecycle, OrderBook, OrderRefunds, OrderReactions, Announcements, TransferAnnouncements, Invoices],
  exports: doors,
})
export class OrderModule {}
