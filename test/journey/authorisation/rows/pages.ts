import { EVERYBODY, PEOPLE, type Who } from '../principals.js';
import type { Row } from '../row.js';

const page = (on: string, params: Record<string, string> = {}, gets: Row['gets'] = 200, more: Partial<Row> = {}): Row => ({ on, level: 'public', may: EVERYBODY, gets, params, ...more });
const SIGNED_OUT: readonly Who[] = EVERYBODY.filter((who) => !PEOPLE.includes(who));
const HOLDERS = ['buyerA', 'guestA'] as const;

/** Pages of the site; a page that asks for a person leads those without a session to the sign-in. The API's rows have closed the checkouts (409). */
export const pageRows: readonly Row[] = [
  page('GET /'),
  page('GET /cari'),
  page('GET /kategori/:group', { group: 'craft' }),
  page('GET /kategori/:group/:leaf', { group: 'craft', leaf: 'weaving' }),
  page('GET /produk/:slug', {}, 200, { ids: { slug: 'product' } }),
  page('GET /toko/:slug', { slug: 'al-firdaus-purun' }),
  page('GET /desa'),
  page('GET /desa/:code', { code: '63.72.03.1001' }),
  page('GET /sentra/:slug', { slug: 'kampung-purun-palam' }),
  page('GET /tentang'),
  page('GET /assets/:file', { file: 'missing.css' }, 404),
  page('GET /robots.txt'),
  page('GET /favicon.ico'),
  page('GET /.well-known/security.txt', {}, 404),

  page('GET /masuk', {}, 200, { may: SIGNED_OUT, everywhere: PEOPLE }),
  page('POST /masuk', {}, 422, { body: () => ({ email: 'nobody@kriyadesa.test', password: 'salah-sekali' }) }),
  page('GET /masuk/kode'),
  page('POST /masuk/kode', {}, 400, { body: () => ({ code: 'x' }) }),
  page('GET /daftar', {}, 200, { may: SIGNED_OUT, everywhere: PEOPLE }),
  page('POST /daftar', {}, 400, { body: () => ({ email: 'x' }) }),
  page('GET /lupa-sandi'),
  page('POST /lupa-sandi', {}, 303, { body: () => ({ email: 'nobody@kriyadesa.test' }) }),
  page('GET /reset-password'),
  page('POST /reset-password', {}, 400, { body: () => ({ token: 'x' }) }),

  page('GET /keranjang'),
  page('GET /pesan', {}, 200, { may: HOLDERS, everywhere: EVERYBODY }),
  page('POST /pesan', {}, 200, { may: HOLDERS, everywhere: EVERYBODY, body: () => ({ step: 'find', village: 'mengwi' }) }),
  page('POST /keranjang/barang', {}, 303, { may: HOLDERS, everywhere: EVERYBODY, body: (id) => ({ variantId: id('variantToSell'), quantity: '1', productSlug: id('product') }) }),
  page('POST /keranjang/jumlah', {}, 303, { may: HOLDERS, body: (id) => ({ variantId: id('variantToSell'), quantity: '2' }) }),
  page('POST /keranjang/hapus', {}, 303, { may: HOLDERS, body: (id) => ({ variantId: id('variantToSell') }) }),

  { on: 'GET /pesanan', level: 'signed-in', may: PEOPLE, gets: 200 },
  page('GET /pesanan/:checkoutId', {}, 200, { may: HOLDERS, everywhere: ['admin'] }),
  page('GET /pesanan/:checkoutId/:token', { token: 'x'.repeat(43) }, 404, { may: ['buyerA'] }),
  page('POST /pesanan/:checkoutId/bayar', {}, 409, { may: HOLDERS, body: () => ({ method: 'sandbox' }) }),
  page('POST /pesanan/:checkoutId/:orderId/terima', {}, 409, { may: ['buyerA'], ids: { checkoutId: 'checkoutToReceive', orderId: 'orderToReceive' } }),
  page('POST /pesanan/:checkoutId/:orderId/batal', {}, 409, { may: ['buyerA'], ids: { checkoutId: 'checkoutToReceive', orderId: 'orderToReceive' }, body: (id) => ({ orderId: id('orderToReceive'), reason: 'salah' }) }),
];
