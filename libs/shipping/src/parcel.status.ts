/** Where a parcel is. The names are those of domain.md B3, in lower snake_case; carriers' own words are mapped onto them. */
export const PARCEL_STATUSES = [
  'draft', 'booked', 'awaiting_pickup', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered',
  'on_hold', 'returning', 'returned', 'rejected', 'lost', 'disposed', 'cancelled', 'no_courier',
] as const;
export type ParcelStatus = (typeof PARCEL_STATUSES)[number];

/** Whose word a delivery rests on; a seller's alone never releases money early. */
export const DELIVERED_BY = ['seller', 'buyer', 'carrier'] as const;
export type DeliveredBy = (typeof DELIVERED_BY)[number];

const TROUBLE: readonly ParcelStatus[] = ['on_hold', 'returning', 'rejected', 'lost', 'disposed'];

/** What may follow what. Scans get lost and come in bunches, so steps may be left out on the way forward. */
const NEXT: Record<ParcelStatus, readonly ParcelStatus[]> = {
  draft: ['booked', 'cancelled'],
  booked: ['awaiting_pickup', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'on_hold', 'cancelled', 'no_courier'],
  awaiting_pickup: ['picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'on_hold', 'cancelled', 'no_courier'],
  picked_up: ['in_transit', 'out_for_delivery', 'delivered', ...TROUBLE],
  in_transit: ['out_for_delivery', 'delivered', ...TROUBLE],
  out_for_delivery: ['in_transit', 'delivered', ...TROUBLE],
  on_hold: ['in_transit', 'out_for_delivery', 'delivered', 'returning', 'rejected', 'lost', 'disposed', 'cancelled'],
  rejected: ['in_transit', 'returning', 'returned'],
  returning: ['returned', 'lost', 'disposed'],
  lost: ['in_transit', 'delivered', 'returning'],
  no_courier: ['booked', 'awaiting_pickup', 'cancelled'],
  delivered: [],
  returned: [],
  disposed: [],
  cancelled: [],
};

export function isFinal(status: ParcelStatus): boolean {
  return NEXT[status].length === 0;
}

/** The same status again is one more scan, unless the parcel's story is over. */
export function mayFollow(from: ParcelStatus, to: ParcelStatus): boolean {
  return NEXT[from].includes(to) || (from === to && !isFinal(from));
}
