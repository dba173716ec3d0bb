import type { Row } from '../row.js';
import { upload } from '../upload.js';

const HOLDERS = ['buyerA', 'guestA'] as const;
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date());
const OF_TRANSFER = { id: 'checkoutToTransfer' };
const OF_PAYBACK = { id: 'checkoutToPayBack' };
const ACCOUNT = () => ({ bank: 'BNI', number: '0098 7654 3210', holder: 'Dewi Lestari' });
const admin = (on: string, gets: Row['gets'], more: Partial<Row> = {}): Row => ({ on, level: 'admin', may: ['admin'], gets, ...more });

/** Bank transfers: who holds the checkout proves, an admin decides. The amount is wrong on purpose: what comes before it has then been passed. */
export const transferRows: readonly Row[] = [
  { on: 'GET /api/v1/checkouts/:id/transfer', level: 'public', may: HOLDERS, gets: 200, ids: OF_TRANSFER, everywhere: ['admin'] },
  { on: 'POST /api/v1/checkouts/:id/transfer/proofs', level: 'public', may: HOLDERS, gets: 201, ids: OF_TRANSFER, body: upload('file') },
  { on: 'GET /api/v1/checkouts/:id/transfer/proofs/:number', level: 'public', may: HOLDERS, gets: 200, ids: OF_TRANSFER, params: { number: '1' } },
  { on: 'GET /api/v1/checkouts/:id/payback', level: 'public', may: ['buyerA'], gets: 200, ids: OF_PAYBACK, everywhere: ['admin'] },
  { on: 'PUT /api/v1/checkouts/:id/payback/account', level: 'public', may: ['buyerA'], gets: 204, ids: OF_PAYBACK, body: ACCOUNT },

  { on: 'GET /pesanan/:checkoutId/transfer', level: 'public', may: HOLDERS, gets: 200, ids: { checkoutId: 'checkoutToTransfer' }, everywhere: ['admin'] },
  { on: 'POST /pesanan/:checkoutId/transfer', level: 'public', may: HOLDERS, gets: 303, ids: { checkoutId: 'checkoutToTransfer' }, body: upload('file') },
  { on: 'GET /pesanan/:checkoutId/transfer/bukti/:number', level: 'public', may: HOLDERS, gets: 200, ids: { checkoutId: 'checkoutToTransfer' }, params: { number: '1' } },
  { on: 'GET /pesanan/:checkoutId/rekening', level: 'public', may: ['buyerA'], gets: 200, ids: { checkoutId: 'checkoutToPayBack' }, everywhere: ['admin'] },
  { on: 'POST /pesanan/:checkoutId/rekening', level: 'public', may: ['buyerA'], gets: 303, ids: { checkoutId: 'checkoutToPayBack' }, body: ACCOUNT },

  admin('GET /api/v1/admin/transfers', 200),
  admin('GET /api/v1/admin/transfers/:transferId', 200),
  admin('GET /api/v1/admin/transfers/:transferId/proofs/:number', 200, { params: { number: '1' } }),
  admin('POST /api/v1/admin/transfers/:transferId/confirmation', 422, { body: () => ({ receivedOn: today(), amount: 1, seen: 'in_review' }) }),
  admin('GET /admin/transfer', 200),
  admin('GET /admin/transfer/:id', 200, { ids: { id: 'transfer' } }),
  admin('GET /admin/transfer/:id/bukti/:number', 200, { ids: { id: 'transfer' }, params: { number: '1' } }),
  admin('POST /admin/transfer/:id/terima', 422, { ids: { id: 'transfer' }, body: () => ({ receivedOn: today(), amount: '1', seen: 'in_review' }) }),
  admin('POST /api/v1/admin/transfers/:transferId/refusal', 204, { body: () => ({ reason: 'Buktinya tidak terbaca' }) }),
  admin('POST /admin/transfer/:id/tolak', 409, { ids: { id: 'transfer' }, body: () => ({ reason: 'Buktinya tidak terbaca' }) }),

  admin('GET /api/v1/admin/refunds', 200),
  admin('GET /api/v1/admin/refunds/:refundId', 200),
  admin('POST /api/v1/admin/refunds/:refundId/attempts', 409, { body: () => ({ by: 'hand' }) }),
  admin('GET /admin/pengembalian', 200),
  admin('GET /admin/pengembalian/:id', 200, { ids: { id: 'refund' } }),
  admin('POST /admin/pengembalian/:id/ulang', 409, { ids: { id: 'refund' }, body: () => ({ by: 'hand' }) }),
  admin('POST /api/v1/admin/refunds/:refundId/payback', 204, { body: () => ({ paidOn: today(), bankReference: 'FT-1' }) }),
  admin('POST /admin/pengembalian/:id/bayar', 409, { ids: { id: 'refund' }, body: () => ({ paidOn: today(), bankReference: 'FT-2' }) }),
];
