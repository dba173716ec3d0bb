import { SentraListController } from './sentra-list.controller.js';

export const shopControllers = [SentraListController];
