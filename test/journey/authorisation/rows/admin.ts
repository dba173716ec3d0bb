import type { Row } from '../row.js';

const REASON = () => ({ reason: 'belum memenuhi syarat' });
const admin = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => ({ on: on.replace(' ', ' /api/v1/admin'), level: 'admin', may: ['admin'], gets, ...more });

/** What only admins do, with anybody's things. */
export const adminRows: readonly Row[] = [
  admin('GET /shops', 200),
  admin('GET /shops/:shopId', 200),
  admin('POST /shops/:shopId/approval', 204, { ids: { shopId: 'shopToApprove' } }),
  admin('POST /shops/:shopId/suspension', 204, { ids: { shopId: 'shopToApprove' }, body: REASON }),
  admin('POST /shops/:shopId/reinstatement', 204, { ids: { shopId: 'shopToApprove' } }),
  admin('POST /shops/:shopId/rejection', 204, { ids: { shopId: 'shopToReject' }, body: REASON }),

  admin('GET /products', 200),
  admin('GET /products/:productId', 200),
  admin('POST /products/:productId/approval', 204, { ids: { productId: 'productToApprove' } }),
  admin('POST /products/:productId/rejection', 204, { ids: { productId: 'productToReject' }, body: REASON }),

  admin('GET /certificates', 200),
  admin('GET /certificates/:certificateId/files/:place', 200, { params: { place: '0' } }),
  admin('POST /certificates/:certificateId/verification', 204),
  admin('POST /certificates/:certificateId/rejection', 204, { ids: { certificateId: 'certificateToReject' }, body: REASON }),

  admin('GET /reconciliation', 200),

  admin('GET /sentras', 200),
  admin('POST /sentras', 201, {
    body: (id) => ({ name: 'Sentra Uji', type: 'sentra', commodity: { id: 'Anyaman' }, villageCodes: ['63.72.03.1001'], cooperativeShopId: id('shop') }),
    inBody: { shop: { other: null, missing: 400, malformed: 400 } },
  }),
  admin('PATCH /sentras/:sentraId', 200, { body: () => ({ name: 'Kampung Purun Palam' }) }),
  admin('GET /sentras/:sentraId/members', 200),
  admin('PUT /sentras/:sentraId/members', 204, { body: (id) => ({ shopId: id('shop') }), inBody: { shop: { other: null, missing: 400, malformed: 400 } } }),
  admin('DELETE /sentras/:sentraId/members/:shopId', 204),
];
