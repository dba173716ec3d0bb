import { AuthController } from './auth.controller.js';
import { MeController } from './me.controller.js';

export const identityControllers = [AuthController, MeController];
