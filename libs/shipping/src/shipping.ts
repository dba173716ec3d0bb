import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { ParcelView } from './parcel.queries.js';
import { Parcels, type DeliveryWord, type Dispatch, type Scan } from './parcels.js';
import { Quotes } from './quotes.js';
import type { ChosenDelivery, QuoteRequest, Redemption, ShopOptions } from './shipment.js';
import { SERVICES } from './tariff.queries.js';

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
  constructor(
    private readonly db: Database,
    private readonly quotes: Quotes,
    private readonly parcels: Parcels,
  ) {}

  /**
   * Options per shop, cheapest first, kept for 60 minutes. Three statements at most for any number of shops.
   * UnknownVillage (422) for the destination; TooLargeToShip (422).
   */
  quote(request: QuoteRequest): Promise<ShopOptions[]> {
    return this.quotes.quote(request);
  }

  /** The quotes taken, in the order asked; one statement. QuoteExpired (409) or QuoteUnknown (422) when one does not stand. */
  redeem(wanted: readonly Redemption[]): Promise<ChosenDelivery[]> {
    return this.quotes.redeem(wanted);
  }

  /** A parcel leaves the shop: UnknownService, WaybillInvalid (422), WaybillUsed (409). Publishes ParcelDispatched. */
  dispatch(dispatch: Dispatch): Promise<ParcelView> {
    return this.parcels.dispatch(dispatch);
  }

  /**
   * It arrived. Not found unless of that order. Said again it changes nothing, but a buyer's or carrier's word replaces the seller's,
   * and is told again. Publishes ParcelDelivered.
   */
  delivered(parcelId: string, word: DeliveryWord): Promise<ParcelView> {
    return this.parcels.delivered(parcelId, word);
  }

  /** A tracking entry by hand; any status but delivered, which has its own verb. ParcelStateForbids (409). */
  track(parcelId: string, scan: Scan): Promise<ParcelView> {
    return this.parcels.track(parcelId, scan);
  }

  /** All parcels of the orders with their tracking, oldest first; one statement. */
  parcelsOf(orderIds: readonly string[]): Promise<ParcelView[]> {
    return this.parcels.of(orderIds);
  }

  /** Every courier service in use, for the seller's form. */
  services(): Promise<CourierService[]> {
    return this.db.query<CourierService>(SERVICES);
  }
}
