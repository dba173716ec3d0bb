import { AreaController } from './area.controller.js';
import { VillageController } from './village.controller.js';

export const regionControllers = [VillageController, AreaController];
