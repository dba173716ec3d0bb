import { Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { IdentityModule } from '#libs/identity';
import { NoticeModule } from '#libs/notice';
import { OrderModule } from '#libs/order';
import { PaperModule } from '#libs/paper';
import { PaymentModule } from '#libs/payment';
import { RegionModule } from '#libs/region';
import { ShippingModule } from '#libs/shipping';
import { ShopModule } from '#libs/shop';
import { basketControllers } from './basket/index.js';
import { catalogueControllers } from './catalogue/index.js';
import { checkoutControllers } from './checkout/index.js';
import { AuthController, identityControllers } from './identity/index.js';
import { noticeControllers } from './notice/index.js';
import { orderControllers } from './order/index.js';
import { paymentControllers, sandboxControllers } from './payment/index.js';
import { regionControllers } from './region/index.js';
import { adminControllers } from './admin/index.js';
import { sellerControllers } from './seller/index.js';
import { shopControllers } from './shop/index.js';
import { DocsController } from './docs.controller.js';
import { PicturesModule } from './pictures.module.js';

const LIBS = [IdentityModule, RegionModule, NoticeModule, PaperModule, ShippingModule, PaymentModule, ShopModule, OrderModule];

/** What stands below `/api/v1`. */
@Module({
  imports: LIBS,
  controllers: [
    ...identityControllers,
    ...noticeControllers,
    ...regionControllers,
    ...catalogueControllers,
    ...shopControllers,
    ...basketControllers,
    ...checkoutControllers,
    ...orderControllers,
    ...paymentControllers,
    ...sellerControllers,
    ...adminControllers,
  ],
})
class VersionOneModule {}

/** The role that programs talk to: JSON under `/api/v1`, sign-in, webhooks, pictures, the API's description. */
@Module({
  imports: [...LIBS, VersionOneModule, PicturesModule, RouterModule.register([{ path: 'api/v1', module: VersionOneModule }])],
  controllers: [AuthController, DocsController, ...sandboxControllers],
})
export class ApiModule {}
