import { PEOPLE } from '../principals.js';
import type { Row } from '../row.js';
import { upload } from '../upload.js';

const TEAM = ['ownerA', 'staffA'] as const;

const desk = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => ({ on: on.replace(' ', ' /desk/:shopId'), level: 'shop', may: TEAM, gets, ...more });
const owner = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => desk(on, gets, { may: ['ownerA'], refuses: { staffA: 403 }, ...more });
const admin = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => ({ on: on.replace(' ', ' /admin'), level: 'admin', may: ['admin'], gets, ...more });

const REASON = () => ({ reason: 'belum memenuhi syarat' });
const choice = (sku: string) => () => ({ price: '21000', unit: 'PCS', sku, optionName: 'Warna', optionValue: sku, weightGrams: '300', lengthCm: '20', widthCm: '20', heightCm: '5' });

/** The pages of artisans and admins. The API's rows came before, so that most steps with orders are refused for their state (409). */
export const deskRows: readonly Row[] = [
  { on: 'GET /desk', level: 'signed-in', may: ['officer'], gets: 303, everywhere: PEOPLE },
  { on: 'GET /desk/baru', level: 'signed-in', may: PEOPLE, gets: 200 },
  { on: 'POST /desk/baru', level: 'signed-in', may: PEOPLE, gets: 200, body: () => ({ step: 'find', village: 'palam' }) },
  desk('GET ', 200),
  desk('GET /kabar', 200),
  desk('POST /kabar/dibaca', 303),

  desk('GET /pesanan', 200),
  desk('GET /pesanan/:orderId', 200),
  desk('POST /pesanan/:orderId/terima', 409),
  desk('POST /pesanan/:orderId/tolak', 409, { body: REASON }),
  desk('POST /pesanan/:orderId/kemas', 409),
  desk('POST /pesanan/:orderId/kirim', 409, { body: () => ({ service: 'jne:REG', waybill: 'JNEX2' }) }),
  desk('POST /pesanan/:orderId/sampai', 409, { ids: { orderId: 'orderToReceive' }, body: (id) => ({ parcelId: id('parcel') }), inBody: { parcel: { other: 404, missing: 404, malformed: 400 } } }),

  desk('GET /stok', 200),
  desk('POST /stok', 303, { body: (id) => ({ variantId: id('variant'), onHand: '80', reason: 'hitung' }), inBody: { variant: { other: 404, missing: 404, malformed: 400 } } }),

  desk('GET /produk', 200),
  desk('GET /produk/baru', 200),
  desk('POST /produk/baru', 303, { body: () => ({ category: 'craft/weaving', nameId: 'Tas Meja' }) }),
  desk('GET /produk/:productId', 200),
  desk('POST /produk/:productId', 422, { body: () => ({ category: 'craft/weaving', nameId: 'Tas Tanpa Bahan' }) }),
  desk('POST /produk/:productId/ajukan', 409),
  desk('POST /produk/:productId/varian', [303, 400], { body: choice('DESK-1') }),
  desk('POST /produk/:productId/varian/:variantId', 303, { body: choice('DESK-2') }),
  desk('POST /produk/:productId/varian/:variantId/harga', 303, { body: () => ({}) }),
  desk('POST /produk/:productId/varian/:variantId/henti', 303),
  desk('POST /produk/:productId/varian/:variantId/jual', 303),
  desk('POST /produk/:productId/foto', 303, { body: upload('photo') }),
  desk('POST /produk/:productId/foto/:photoId/hapus', [303, 404]),
  desk('POST /produk/:productId/jeda', [303, 409]),
  desk('POST /produk/:productId/lanjut', [303, 409]),

  desk('GET /toko', 200),
  owner('POST /toko', 303, { body: () => ({ name: 'Al Firdaus Purun', addressLine: 'Jl. Kerajinan No. 1', contactPhone: '0813-0000-0001', nib: '9120000000001' }) }),
  owner('POST /toko/ajukan', 409, { body: () => ({ name: 'Al Firdaus Purun', addressLine: 'Jl. Kerajinan No. 1', contactPhone: '0813-0000-0001', nib: '9120000000001' }) }),
  owner('POST /toko/sertifikat', 303, { body: () => ({ kind: 'trademark', number: 'IDM000777', holderName: 'Siti Mariam' }) }),

  admin('GET ', 200),
  admin('GET /pesanan', 200),
  admin('GET /pemeriksaan', 200),
  admin('POST /gagal/ulang', 303),
  admin('GET /toko', 200),
  admin('POST /toko/:id/setuju', 409, { ids: { id: 'shopToApprove' } }),
  admin('POST /toko/:id/kembalikan', 409, { ids: { id: 'shopToReject' }, body: REASON }),
  admin('GET /produk', 200),
  admin('GET /produk/:id', 200, { ids: { id: 'product' } }),
  admin('POST /produk/:id/setuju', 409, { ids: { id: 'productToApprove' } }),
  admin('POST /produk/:id/kembalikan', 409, { ids: { id: 'productToReject' }, body: REASON }),
  admin('GET /sertifikat', 200),
  admin('POST /sertifikat/:id/setuju', 409, { ids: { id: 'certificate' } }),
  admin('POST /sertifikat/:id/kembalikan', 409, { ids: { id: 'certificateToReject' }, body: REASON }),
];
