import { BasketController } from './basket.controller.js';

export const basketControllers = [BasketController];
