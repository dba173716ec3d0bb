/** Where a parcel is. The names are those of domain.md B3, in lower snake_case; carriers' own words are mapped onto them. */
export const PARCEL_STATUSES = [
  'draft', 'booked', 'awaiting_pickup', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered',
  'on_hold', 'returning', 'returned', 'rejected', 'lost', 'disposed', 'cancelled', 'no_courier',
] as const;
export type ParcelStatus = (typeof PARCEL_STATUSES)[number];

/** Whose word a delivery rests on; a seller's alone never releases money early. */
export const DELIVERED_BY = ['seller', 'buyer', 'carrier'] as const;
export type DeliveredBy = (typeof DELIVERED_BY)[number];
