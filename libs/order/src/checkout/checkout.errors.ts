import { Conflict, Refused, TooManyRequests, type FieldError } from '#libs/platform';

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

/** The address or a choice in the checkout is well formed and still cannot be used. */
export class CheckoutRefused extends Refused {
  constructor(errors: FieldError[]) {
    super('checkout_refused', { id: 'Pesanan belum bisa dibuat', en: 'The order cannot be placed yet' }, errors);
  }
}

/** Too many checkouts of one person or address wait for money while holding stock. */
export class TooManyUnpaid extends TooManyRequests {}

export class CheckoutNotPayable extends Conflict {
  constructor(status: string) {
    super('checkout_not_payable', { id: 'Pesanan ini tidak menunggu pembayaran lagi', en: 'This checkout no longer waits for payment' }, { status });
  }
}
