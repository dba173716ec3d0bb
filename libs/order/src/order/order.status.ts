/** Where the goods are. */
export const FULFILMENTS = ['placed', 'accepted', 'packed', 'shipped', 'delivered', 'completed', 'cancelled', 'rejected', 'expired', 'returned'] as const;
export type Fulfilment = (typeof FULFILMENTS)[number];

/** Where the money is, as payment told. `secured` is agreed but not captured (cash on delivery, terms). */
export const PAYMENT_STATES = ['awaiting', 'secured', 'paid', 'partly_refunded', 'refunded'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** The one status that the HTTP contract shows. */
export const ORDER_STATUSES = [
  'awaiting_payment', 'paid', 'accepted', 'packed', 'shipped', 'delivered', 'completed', 'cancelled', 'rejected', 'expired', 'returned',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The transition table: what may follow what. `expired -> placed` is a late payment whose goods could be held again. */
export const TRANSITIONS: Record<Fulfilment, readonly Fulfilment[]> = {
  placed: ['accepted', 'cancelled', 'rejected', 'expired'],
  accepted: ['packed', 'cancelled', 'rejected'],
  packed: ['shipped', 'cancelled'],
  shipped: ['delivered', 'completed', 'returned'],
  delivered: ['completed', 'returned'],
  completed: [],
  cancelled: [],
  rejected: [],
  expired: ['placed'],
  returned: [],
};

export function mayBecome(from: Fulfilment, to: Fulfilment): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Derived from both states; a placed order is `paid` once its money is safe, whatever was refunded since. */
export function statusOf(fulfilment: Fulfilment, payment: PaymentState): OrderStatus {
  if (fulfilment !== 'placed') return fulfilment;
  return payment === 'awaiting' ? 'awaiting_payment' : 'paid';
}
