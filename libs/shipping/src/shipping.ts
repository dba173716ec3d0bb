import { Injectable } from '@nestjs/common';
import type { DeliveredBy, ParcelStatus } from './parcel.status.js';
import type { ChosenDelivery, QuoteRequest, Redemption, ShopOptions } from './shipment.js';

export interface Dispatch {
  orderId: string;
  shopId: string;
  courier: string;
  service: string;
  /** None for PICKUP and OWN. */
  waybill?: string | null | undefined;
}

export interface TrackingEntry {
  status: ParcelStatus;
  note: string | null;
  at: Date;
}

export interface ParcelView {
  id: string;
  orderId: string;
  shopId: string;
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  waybill: string | null;
  status: ParcelStatus;
  dispatchedAt: Date | null;
  deliveredAt: Date | null;
  deliveredBy: DeliveredBy | null;
  /** Oldest first. */
  events: TrackingEntry[];
}

/** A row of the courier table, for choosing one by hand. */
export interface CourierService {
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  needsWaybill: boolean;
}

/** Prices of delivery, parcels and where they are. */
@Injectable()
export class Shipping {
  /** Options per shop, kept for 60 minutes; a constant number of statements for any number of shops. */
  async quote(_request: QuoteRequest): Promise<ShopOptions[]> {
    throw new Error('not yet');
  }

  /** The quotes taken, in the order asked; one statement. QuoteExpired (409) or QuoteUnknown (422) when one does not stand. */
  async redeem(_wanted: readonly Redemption[]): Promise<ChosenDelivery[]> {
    throw new Error('not yet');
  }

  /** A parcel leaves the shop: UnknownService, WaybillInvalid (422), WaybillUsed (409). Publishes ParcelDispatched. */
  async dispatch(_dispatch: Dispatch): Promise<ParcelView> {
    throw new Error('not yet');
  }

  /** It arrived. Not found unless of that order; a second word for the same delivery changes nothing. Publishes ParcelDelivered. */
  async delivered(_parcelId: string, _word: { orderId: string; by: DeliveredBy; at?: Date }): Promise<ParcelView> {
    throw new Error('not yet');
  }

  /** A tracking entry by hand; any status but delivered, which has its own verb. */
  async track(_parcelId: string, _entry: { orderId: string; status: ParcelStatus; note?: string | null; at?: Date }): Promise<ParcelView> {
    throw new Error('not yet');
  }

  /** All parcels of the orders with their tracking, oldest first; one statement. */
  async parcelsOf(_orderIds: readonly string[]): Promise<ParcelView[]> {
    throw new Error('not yet');
  }

  /** Every courier service in use, for the seller's form. */
  async services(): Promise<CourierService[]> {
    throw new Error('not yet');
  }
}
