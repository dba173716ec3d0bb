import { eventKind } from '#libs/platform';
import type { DeliveredBy } from './parcel.status.js';

/** A parcel has left the shop (or waits there to be collected). */
export const ParcelDispatched = eventKind<{ parcelId: string; orderId: string; shopId: string }>('shipping.parcel_dispatched');

/** A parcel has arrived; `by` says whose word that is. */
export const ParcelDelivered = eventKind<{ parcelId: string; orderId: string; by: DeliveredBy }>('shipping.parcel_delivered');
