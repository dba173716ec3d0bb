import { CheckoutController } from './checkout.controller.js';
import { TransferController } from './transfer.controller.js';

export const checkoutControllers = [CheckoutController, TransferController];
