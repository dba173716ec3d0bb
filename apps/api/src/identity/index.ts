import { MeController } from './me.controller.js';

export { AuthController } from './auth.controller.js';
/** Below `/api/v1`; AuthController stands beside it at `/api/auth`. */
export const identityControllers = [MeController];
