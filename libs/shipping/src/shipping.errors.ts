import { Conflict, NotFound, Refused } from '#libs/platform';

export type StaleReason = 'expired' | 'other_contents' | 'other_destination';

/** The delivery price no longer stands (time, contents or village); the client asks for new options. */
export class QuoteExpired extends Conflict {
  constructor(shopId: string, quoteId: string, reason: StaleReason) {
    const words = {
      id: 'Ongkos kirim yang dipilih sudah tidak berlaku; silakan pilih lagi',
      en: 'The chosen delivery price no longer stands; please choose again',
    };
    super('quote_expired', words, { pointer: `/delivery/${shopId}`, shopId, quoteId, reason });
  }
}

/** No such quote was ever given for that shop. */
export class QuoteUnknown extends Refused {
  constructor(shopId: string) {
    const words = { id: 'Pilihan pengiriman ini tidak dikenal', en: 'There is no such delivery option' };
    super('quote_unknown', words, [{ pointer: `/delivery/${shopId}`, message: words }]);
  }
}

export class UnknownService extends Refused {
  constructor() {
    const words = { id: 'Layanan kurir ini tidak dikenal', en: 'There is no such courier service' };
    super('unknown_courier_service', words, [{ pointer: '/courier', message: words }]);
  }
}

export class WaybillInvalid extends Refused {
  constructor() {
    const words = { id: 'Nomor resi belum benar: 5 sampai 40 huruf dan angka', en: 'This is not a waybill: 5 to 40 letters and digits' };
    super('waybill_invalid', words, [{ pointer: '/waybill', message: words }]);
  }
}

export class WaybillUsed extends Conflict {
  constructor() {
    super('waybill_used', { id: 'Resi ini sudah dicatat untuk pesanan ini', en: 'This waybill is already recorded for this order' });
  }
}

/** The parcel is where it cannot do that any more. */
export class ParcelStateForbids extends Conflict {
  constructor(status: string) {
    super('parcel_state', { id: 'Keadaan paket tidak mengizinkan hal ini', en: 'The state of the parcel forbids this' }, { parcelStatus: status });
  }
}

/** Beyond what whole numbers can weigh; no courier would take it either. */
export class TooLargeToShip extends Refused {
  constructor() {
    super('too_large_to_ship', { id: 'Terlalu besar untuk dikirim', en: 'This is too large to be sent' });
  }
}

/** Missing, or a parcel of another order. */
export class ParcelNotFound extends NotFound {}
