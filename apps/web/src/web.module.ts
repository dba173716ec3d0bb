import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { NoticeModule } from '#libs/notice';
import { OrderModule } from '#libs/order';
import { PaymentModule } from '#libs/payment';
import { ProblemPages } from '#libs/platform';
import { RegionModule } from '#libs/region';
import { ShippingModule } from '#libs/shipping';
import { ShopModule } from '#libs/shop';
import { AccountController } from './account/account.controller.js';
import { AdminController } from './admin/admin.controller.js';
import { ApprovalsController } from './admin/approvals.controller.js';
import { RefundsController } from './admin/refunds.controller.js';
import { TransfersController } from './admin/transfers.controller.js';
import { ChecksController } from './admin/checks.controller.js';
import { BasketController } from './basket/basket.controller.js';
import { BasketOf } from './basket/basket-of.js';
import { HomeController } from './catalogue/home.controller.js';
import { ListingController } from './catalogue/listing.controller.js';
import { ProductController } from './catalogue/product.controller.js';
import { CheckoutController } from './checkout/checkout.controller.js';
import { CheckoutDesk } from './checkout/checkout-desk.js';
import { DeskController } from './desk/desk.controller.js';
import { DeskOrderController } from './desk/desk-order.controller.js';
import { DeskProductController } from './desk/product.controller.js';
import { DeskStockController } from './desk/stock.controller.js';
import { DeskVariantController } from './desk/variant.controller.js';
import { ShopEditorController } from './desk/shop-editor.controller.js';
import { AssetsController } from './kit/assets.controller.js';
import { PageProblems } from './kit/page-problems.filter.js';
import { Replies } from './kit/replies.interceptor.js';
import { RootFilesController } from './kit/root-files.controller.js';
import { OrderController } from './order/order.controller.js';
import { PlaceController } from './place/place.controller.js';
import { TransferController } from './transfer/transfer.controller.js';

/** The role that people talk to: pages from the server, in Indonesian under `/` and in English under `/en`. */
@Module({
  imports: [IdentityModule, NoticeModule, OrderModule, PaymentModule, RegionModule, ShippingModule, ShopModule],
  controllers: [
    AssetsController,
    RootFilesController,
    HomeController,
    ListingController,
    ProductController,
    PlaceController,
    BasketController,
    CheckoutController,
    TransferController,
    OrderController,
    AccountController,
    ShopEditorController,
    DeskController,
    DeskOrderController,
    DeskProductController,
    DeskVariantController,
    DeskStockController,
    AdminController,
    ApprovalsController,
    TransfersController,
    RefundsController,
    ChecksController,
  ],
  providers: [Replies, PageProblems, { provide: ProblemPages, useExisting: PageProblems }, BasketOf, CheckoutDesk],
  exports: [ProblemPages],
})
export class WebModule {}
