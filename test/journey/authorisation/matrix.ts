import { adminRows } from './rows/admin.js';
import { basketRows } from './rows/basket.js';
import { closingRows } from './rows/closing.js';
import { deskRows } from './rows/desk.js';
import { orderRows } from './rows/order.js';
import { pageRows } from './rows/pages.js';
import { publicRows } from './rows/public.js';
import { sellerRows } from './rows/seller.js';
import { transferRows } from './rows/transfer.js';
import type { Row } from './row.js';

/** One row per operation of the program. What needs things to be as they are comes before what changes them. */
export const MATRIX: readonly Row[] = [...publicRows, ...basketRows, ...transferRows, ...sellerRows, ...orderRows, ...pageRows, ...adminRows, ...deskRows, ...closingRows];

/** Routes that a row would say nothing about, and why. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'ALL /api/auth/*': 'the sign-in engine judges its own routes: test/module/identity',
};
