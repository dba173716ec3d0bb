import { CertificateReviewController } from './certificate-review.controller.js';
import { ProductReviewController } from './product-review.controller.js';
import { AdminReconciliationController } from './reconciliation.controller.js';
import { AdminSentraController } from './sentra.controller.js';
import { ShopReviewController } from './shop-review.controller.js';

export const adminControllers = [ShopReviewController, ProductReviewController, CertificateReviewController, AdminSentraController, AdminReconciliationController];
