import { OrderController } from './order.controller.js';

export const orderControllers = [OrderController];
