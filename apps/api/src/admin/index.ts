import { CertificateReviewController } from './certificate-review.controller.js';
import { ProductReviewController } from './product-review.controller.js';
import { AdminReconciliationController } from './reconciliation.controller.js';
import { RefundReviewController } from './refund-review.controller.js';
import { AdminSentraController } from './sentra.controller.js';
import { ShopReviewController } from './shop-review.controller.js';
import { TransferReviewController } from './transfer-review.controller.js';

export const adminControllers = [ShopReviewController, ProductReviewController, CertificateReviewController, AdminSentraController, AdminReconciliationController, TransferReviewController, RefundReviewController];
