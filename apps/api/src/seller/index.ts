import { SellerCertificateController } from './certificate.controller.js';
import { SellerOrderController } from './order.controller.js';
import { PhotoController } from './photo.controller.js';
import { SellerProductController } from './product.controller.js';
import { SellerShopController } from './shop.controller.js';
import { StockController } from './stock.controller.js';
import { TeamController } from './team.controller.js';
import { VariantController } from './variant.controller.js';

export const sellerControllers = [
  SellerShopController, TeamController, SellerCertificateController, SellerProductController, VariantController, PhotoController, StockController,
  SellerOrderController,
];
