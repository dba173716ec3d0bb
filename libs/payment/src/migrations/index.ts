import type { Migration } from '#libs/platform';
import { Payment1760600000001 } from './1760600000001-payment.js';

export const paymentMigrations: Migration[] = [Payment1760600000001];
