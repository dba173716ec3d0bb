import { PEOPLE } from '../principals.js';
import type { Row } from '../row.js';
import { upload } from '../upload.js';

const TEAM = ['ownerA', 'staffA'] as const;
const OWNER = ['ownerA'] as const;

const team = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => ({ on: on.replace(' ', ' /api/v1/seller/shops/:shopId'), level: 'shop', may: TEAM, gets, ...more });
const owner = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => team(on, gets, { may: OWNER, refuses: { staffA: 403 }, ...more });

const price = (amount: number) => ({ amount, currency: 'IDR' });
const trademark = (number: string) => ({ kind: 'trademark', number, holderName: 'Siti Mariam' });

/** What the people of a shop do; owners alone change the shop, its team and its certificates. */
export const sellerRows: readonly Row[] = [
  { on: 'GET /api/v1/seller/shops', level: 'signed-in', may: PEOPLE, gets: 200 },
  { on: 'POST /api/v1/seller/shops', level: 'signed-in', may: PEOPLE, gets: 201, body: () => ({ name: 'Toko Rahmat', villageCode: '63.72.03.1001' }) },
  team('GET ', 200),
  owner('PATCH ', 200, { body: () => ({ colour: '#1b4d3e' }) }),
  owner('POST /submission', 409),
  team('GET /balance', 200),
  team('GET /statement', 200),

  team('GET /members', 200),
  owner('PUT /members', 200, { body: () => ({ email: 'staff@kriyadesa.test', role: 'staff' }) }),

  team('GET /certificates', 200),
  owner('POST /certificates', 201, { body: (id) => ({ ...trademark('IDM000999'), productIds: [id('product')] }), inBody: { product: { other: 400, missing: 400, malformed: 400 } } }),
  owner('PUT /certificates/:certificateId', 200, { body: () => trademark('IDM000115') }),
  owner('POST /certificates/:certificateId/files', 204, { body: upload('file') }),
  team('GET /certificates/:certificateId/files/:place', 200, { params: { place: '0' } }),

  team('GET /stock', 200),
  team('PUT /stock/:variantId', 200, { body: () => ({ onHand: 90, reason: 'hitung' }) }),
  team('GET /stock/:variantId/movements', 200),
  team('POST /stock/:variantId/lots', 201, { body: () => ({ quantity: 3 }) }),
  team('GET /stock/:variantId/lots', 200),

  team('GET /products', 200),
  team('POST /products', 201, { body: () => ({ name: { id: 'Tas Baru' }, category: 'craft/weaving' }) }),
  team('GET /products/:productId', 200),
  team('PATCH /products/:productId', 200, { body: () => ({ stopSellingDays: 0 }) }),
  team('POST /products/:productId/variants', [201, 400], { ids: { productId: 'productToSubmit' }, body: () => ({ sku: 'AUTHZ-9', price: price(9000), weightGrams: 50, packedMm: { length: 50, width: 50, height: 50 }, options: [{ name: { id: 'Warna' }, value: { id: 'Biru' } }] }) }),
  team('PATCH /products/:productId/variants/:variantId', 200, { body: () => ({ weightGrams: 310 }) }),
  team('PUT /products/:productId/variants/:variantId/tiers/:audience', 200, { params: { audience: 'retail' }, body: () => ({ tiers: [] }) }),
  team('POST /products/:productId/variants/:variantId/archive', 200, { ids: { productId: 'productToSubmit', variantId: 'spare' } }),
  team('POST /products/:productId/variants/:variantId/restoration', 200, { ids: { productId: 'productToSubmit', variantId: 'spare' } }),
  team('GET /products/:productId/photos', 200),
  team('POST /products/:productId/photos', 201, { ids: { productId: 'productToSubmit' }, body: upload('photo') }),
  team('PUT /products/:productId/photos', 200, { body: (id) => ({ photoIds: [id('photo')] }), inBody: { photo: { other: 404, missing: 404, malformed: [400, 404] } } }),
  team('PUT /products/:productId/photos/:photoId/alt', 204, { body: () => ({ alt: { id: 'Tas purun' } }) }),
  team('DELETE /products/:productId/photos/:photoId', [204, 404], { ids: { productId: 'productToSubmit', photoId: 'sparePhoto' } }),
  team('POST /products/:productId/submission', [200, 409], { ids: { productId: 'productToSubmit' } }),
  team('POST /products/:productId/pause', [200, 409]),
  team('POST /products/:productId/resumption', [200, 409]),
];
