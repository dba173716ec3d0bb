import type { Migration } from '#libs/platform';
import { BasketsAndCheckouts1760800000001 } from './1760800000001-baskets-and-checkouts.js';
import { Orders1760800000002 } from './1760800000002-orders.js';
import { AttemptKeys1760800000003 } from './1760800000003-attempt-keys.js';
import { PaymentAttempts1760800000004 } from './1760800000004-payment-attempts.js';

/** In the order in which they run. */
export const orderMigrations: Migration[] = [BasketsAndCheckouts1760800000001, Orders1760800000002, AttemptKeys1760800000003, PaymentAttempts1760800000004];
