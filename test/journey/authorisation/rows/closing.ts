import { EVERYBODY } from '../principals.js';
import type { Row } from '../row.js';

/** What ends something, after everything else: a product's life, a membership, a session. */
export const closingRows: readonly Row[] = [
  { on: 'POST /api/v1/seller/shops/:shopId/products/:productId/archive', level: 'shop', may: ['ownerA', 'staffA'], gets: [200, 409] },
  { on: 'DELETE /api/v1/seller/shops/:shopId/members/:userId', level: 'shop', may: ['ownerA'], gets: 204, refuses: { staffA: 403 } },
  { on: 'POST /keluar', level: 'public', may: EVERYBODY, gets: 303 },
];
