import { EVERYBODY, PEOPLE } from '../principals.js';
import type { Row } from '../row.js';

const open = (on: string, params: Record<string, string> = {}, gets = 200, more: Partial<Row> = {}): Row => ({ on, level: 'public', may: EVERYBODY, gets, params, ...more });

/** What anybody may read, and what every person may ask about themselves. */
export const publicRows: readonly Row[] = [
  open('GET /health/live'),
  open('GET /health/ready'),
  open('GET /metrics'),
  open('GET /api/docs'),
  open('GET /api/openapi.json'),
  open('GET /photos/:id/:file', { file: '320.webp' }, 200, { ids: { id: 'photo' } }),
  open('GET /sandbox/pay/:id', { id: 'style.css' }),
  open('POST /sandbox/pay/:id', { id: 'pay_000000000000000000000000' }, 404, { body: () => ({ outcome: 'paid' }) }),

  open('GET /api/v1/provinces'),
  open('GET /api/v1/provinces/:code/regencies', { code: '51' }),
  open('GET /api/v1/regencies/:code/districts', { code: '51.03' }),
  open('GET /api/v1/districts/:code/villages', { code: '51.03.04' }),
  open('GET /api/v1/villages'),
  open('GET /api/v1/villages/:code', { code: '51.03.04.2005' }),
  open('GET /api/v1/categories'),
  open('GET /api/v1/products'),
  open('GET /api/v1/products/:idOrSlug', {}, 200, { ids: { idOrSlug: 'product' } }),
  open('GET /api/v1/shops/:idOrSlug', {}, 200, { ids: { idOrSlug: 'shop' } }),
  open('GET /api/v1/sentras'),
  open('GET /api/v1/sentras/:slug', { slug: 'kampung-purun-palam' }),
  // Nobody's session opens this door; only the gateway's signature does.
  open('POST /api/v1/webhooks/:gateway', { gateway: 'sandbox' }, 400, { body: () => ({ type: 'charge.captured' }) }),

  { on: 'GET /api/v1/me', level: 'signed-in', may: PEOPLE, gets: 200 },
  { on: 'GET /api/v1/notices', level: 'signed-in', may: ['ownerA', 'staffA'], gets: 200, query: (id) => `shop=${id('shop')}`, inBody: { shop: { other: 404, missing: 404, malformed: 400 } } },
  { on: 'POST /api/v1/notices/:id/reading', level: 'signed-in', may: ['buyerA'], gets: 204, ids: { id: 'notice' } },
];
