import { PEOPLE } from '../principals.js';
import type { Row } from '../row.js';

const TEAM = ['ownerA', 'staffA'] as const;
const LINE = { other: 422, missing: 422, malformed: 400 };

const shops = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => ({ on: on.replace(' ', ' /api/v1/seller/shops/:shopId/orders'), level: 'shop', may: TEAM, gets, ids: { id: 'order' }, ...more });
const buyers = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => ({ on: on.replace(' ', ' /api/v1/orders'), level: 'public', may: ['buyerA'], gets, ids: { id: 'order' }, ...more });

/** An order is its buyer's and its shop's; each has verbs of their own. */
export const orderRows: readonly Row[] = [
  buyers('GET ', 200, { level: 'signed-in', may: PEOPLE }),
  buyers('GET /:id', 200, { everywhere: ['ownerA', 'staffA', 'admin'] }),
  buyers('POST /:id/refunds', 201, {
    level: 'signed-in', may: [...TEAM, 'admin'], refuses: { buyerA: 403 },
    body: (id) => ({ lines: [{ lineId: id('line'), quantity: 1 }], reason: 'retak' }), inBody: { line: LINE },
  }),
  shops('GET ', 200),
  shops('GET /:id', 200),
  shops('POST /:id/acceptance', [200, 409], { body: () => ({}) }),
  shops('POST /:id/packing', [200, 409]),
  shops('POST /:id/parcels', [201, 409], { body: () => ({ courier: 'jne', service: 'REG', waybill: 'JNEX1' }) }),
  shops('POST /:id/rejection', [200, 409], { ids: { id: 'orderToReject' }, body: () => ({ reason: 'habis' }) }),
  shops('POST /:id/parcels/:parcelId/delivery', [200, 409], { ids: { id: 'orderToReceive' } }),
  buyers('POST /:id/receipt', 200, { ids: { id: 'orderToReceive' } }),
  buyers('POST /:id/cancellation', 200, { ids: { id: 'orderToCancel' }, may: ['buyerA', 'guestA'], body: () => ({ reason: 'salah pesan' }) }),
];
