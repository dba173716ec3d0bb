import { ADDRESS, CONTACT } from '../../../support/shopper.js';
import { EVERYBODY } from '../principals.js';
import type { Row } from '../row.js';

const HOLDERS = ['buyerA', 'guestA'] as const;

/** Baskets and checkouts: a person's by account, a guest's by token; an id alone opens nothing. */
export const basketRows: readonly Row[] = [
  { on: 'POST /api/v1/baskets', level: 'public', may: EVERYBODY, gets: 201 },
  { on: 'GET /api/v1/baskets/:id', level: 'public', may: HOLDERS, gets: 200, ids: { id: 'basket' } },
  {
    on: 'POST /api/v1/baskets/:id/items', level: 'public', may: HOLDERS, gets: 201, ids: { id: 'basket' },
    body: (id) => ({ variantId: id('variant'), quantity: 1 }), inBody: { variant: { other: null, missing: 422, malformed: 400 } },
  },
  { on: 'PATCH /api/v1/baskets/:id/items/:variantId', level: 'public', may: HOLDERS, gets: 200, ids: { id: 'basket', variantId: 'variantToSell' }, body: () => ({ quantity: 2 }) },
  { on: 'POST /api/v1/baskets/:id/delivery-options', level: 'public', may: HOLDERS, gets: 200, ids: { id: 'basket' }, body: () => ({ address: ADDRESS }) },
  { on: 'GET /api/v1/payment-methods', level: 'public', may: HOLDERS, gets: 200, query: (id) => `basketId=${id('basket')}`, inBody: { basket: { other: 404, missing: 404, malformed: 400 } } },
  {
    // The total is wrong on purpose: what comes before it has then been passed.
    on: 'POST /api/v1/checkouts', level: 'public', may: HOLDERS, gets: 409,
    body: (id) => ({ basketId: id('basket'), contact: CONTACT, address: ADDRESS, delivery: { [id('shop')]: id('quote') }, payment: { method: 'sandbox' }, expectedTotal: 1 }),
    inBody: {
      basket: { other: 404, missing: 404, malformed: 400 },
      quote: { other: 422, missing: 422, malformed: [400, 422] },
      shop: { other: 422, missing: 422, malformed: [400, 422] },
    },
  },
  { on: 'DELETE /api/v1/baskets/:id/items/:variantId', level: 'public', may: HOLDERS, gets: 200, ids: { id: 'basket', variantId: 'variantToSell' } },
  { on: 'GET /api/v1/checkouts/:id', level: 'public', may: HOLDERS, gets: 200, ids: { id: 'checkout' }, everywhere: ['admin'] },
  { on: 'POST /api/v1/checkouts/:id/payments', level: 'public', may: HOLDERS, gets: 201, ids: { id: 'checkout' }, body: () => ({ method: 'sandbox' }) },
];
