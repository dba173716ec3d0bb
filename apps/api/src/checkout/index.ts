import { CheckoutController } from './checkout.controller.js';

export const checkoutControllers = [CheckoutController];
