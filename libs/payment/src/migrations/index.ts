import type { Migration } from '#libs/platform';
import { Payment1760600000001 } from './1760600000001-payment.js';
import { Ledger1760600000002 } from './1760600000002-ledger.js';
import { Transfers1760600000003 } from './1760600000003-transfers.js';

export const paymentMigrations: Migration[] = [Payment1760600000001, Ledger1760600000002, Transfers1760600000003];
