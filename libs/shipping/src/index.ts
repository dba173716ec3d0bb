export { shippingMigrations } from './migrations/index.js';
export { DELIVERED_BY, PARCEL_STATUSES, type DeliveredBy, type ParcelStatus } from './parcel.status.js';
export type { ParcelView, TrackingEntry } from './parcel.queries.js';
export type { DeliveryWord, Dispatch, Scan } from './parcels.js';
export type { ChosenDelivery, Days, DeliveryOption, PackedItem, QuoteRequest, Redemption, ShopOptions, ShopShipment } from './shipment.js';
export { ParcelNotFound, ParcelStateForbids, QuoteExpired, QuoteUnknown, TooLargeToShip, UnknownService, WaybillInvalid, WaybillUsed } from './shipping.errors.js';
export { ParcelDelivered, ParcelDispatched } from './shipping.events.js';
export { ShippingModule } from './shipping.module.js';
export { Shipping, type CourierService } from './shipping.js';
