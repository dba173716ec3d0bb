import { BalanceController } from './balance.controller.js';
import { WebhookController } from './webhook.controller.js';

export { SandboxProxyController } from './sandbox-proxy.controller.js';
/** Below `/api/v1`; SandboxProxyController stands beside it at `/sandbox`. */
export const paymentControllers = [WebhookController, BalanceController];
