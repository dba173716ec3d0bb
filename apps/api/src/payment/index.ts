import { BalanceController } from './balance.controller.js';
import { SandboxProxyController } from './sandbox-proxy.controller.js';
import { WebhookController } from './webhook.controller.js';

/** Below `/api/v1`. */
export const paymentControllers = [WebhookController, BalanceController];
/** At the root: the stand-in bank's pay page under our own origin. */
export const sandboxControllers = [SandboxProxyController];
