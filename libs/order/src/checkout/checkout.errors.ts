import { Conflict, Refused, TooManyRequests } from '#libs/platform';

/** The basket became a checkout before; it names that one so that the client can go there. */
export class BasketCheckedOut extends Conflict {
  constructor(checkoutId: string, number: string) {
    super('basket_checked_out', { id: `Keranjang ini sudah menjadi pesanan ${number}`, en: `This basket has already become checkout ${number}` }, { checkoutId, number });
  }
}

/** What the client showed is not what it costs now. Amounts in whole rupiah. */
export class TotalChanged extends Conflict {
  constructor(expectedAmount: number, totalAmount: number) {
    super(
      'total_changed',
      { id: 'Jumlah yang harus dibayar berubah; periksa lagi sebelum memesan', en: 'The total has changed; please look again before placing the order' },
      { expectedTotal: { amount: expectedAmount, currency: 'IDR' }, total: { amount: totalAmount, currency: 'IDR' } },
    );
  }
}

/** Shops of the basket for which no delivery was chosen. */
export class DeliveryMissing extends Refused {
  constructor(shopIds: readonly string[]) {
    const message = { id: 'Pilih cara pengiriman untuk toko ini', en: 'Choose how this shop should deliver' };
    super('delivery_missing', { id: 'Cara pengiriman belum dipilih', en: 'A delivery has not been chosen' }, shopIds.map((shopId) => ({ pointer: `/delivery/${shopId}`, message })));
  }
}

/** Some of the basket is no longer for sale; take it out and go on. */
export class LinesNotSellable extends Conflict {
  constructor(variantIds: readonly string[]) {
    super('not_sellable', { id: 'Sebagian barang tidak lagi dijual', en: 'Some things are no longer for sale' }, { variants: variantIds.map((variantId) => ({ variantId })) });
  }
}

/** Too many checkouts of one person or address wait for money while holding stock. */
export class TooManyUnpaid extends TooManyRequests {}

export class CheckoutNotPayable extends Conflict {
  constructor(status: string) {
    super('checkout_not_payable', { id: 'Pesanan ini tidak menunggu pembayaran lagi', en: 'This checkout no longer waits for payment' }, { checkoutStatus: status });
  }
}
