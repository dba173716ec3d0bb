import { Conflict, Refused, TooManyRequests, type FieldError } from '#libs/platform';

/** The basket became a checkout before; it names that one so that the client can go there. */
export class BasketCheckedOut extends Conflict {
  constructor(checkoutId: string, number: string) {
    super('basket_checked_out', { id: `Keranjang ini sudah menjadi pesanan ${number}`, en: `This basket has already become checkout ${number}` }, { checkoutId, number });
  }
}

export class BasketEmpty extends Refused {
  constructor() {
    super('basket_empty', { id: 'Keranjang masih kosong', en: 'The basket is empty' });
  }
}

export class BasketFull extends Refused {
  constructor(limit: number) {
    super('basket_full', { id: `Keranjang memuat paling banyak ${limit} jenis barang`, en: `A basket holds at most ${limit} different things` });
  }
}

export class VariantNotSellable extends Refused {
  constructor() {
    super('not_sellable', { id: 'Barang ini sedang tidak dijual', en: 'This is not for sale at the moment' }, [
      { pointer: '/variantId', message: { id: 'Barang ini sedang tidak dijual', en: 'This is not for sale at the moment' } },
    ]);
  }
}

export class QuantityTooLarge extends Refused {
  constructor(limit: number) {
    super('quantity_too_large', { id: `Paling banyak ${limit} per barang`, en: `At most ${limit} of one thing` }, [
      { pointer: '/quantity', message: { id: `Paling banyak ${limit}`, en: `At most ${limit}` } },
    ]);
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

/** The order's state forbids the step. `status` is the one it is in. */
export class StepNotAllowed extends Conflict {
  constructor(step: string, status: string) {
    super('step_not_allowed', { id: `Langkah ini tidak bisa untuk pesanan berstatus ${status}`, en: `This step is not possible while the order is ${status}` }, { step, status });
  }
}

export class NothingPaid extends Conflict {
  constructor() {
    super('nothing_paid', { id: 'Belum ada uang yang bisa dikembalikan', en: 'Nothing has been paid that could be refunded' });
  }
}

/** A refund would exceed what was captured and not yet asked back; `leftAmount` in whole rupiah. */
export class RefundTooLarge extends Conflict {
  constructor(leftAmount: number) {
    super('refund_too_large', { id: 'Lebih besar dari yang masih bisa dikembalikan', en: 'More than what can still be refunded' }, { left: { amount: leftAmount, currency: 'IDR' } });
  }
}

/** A line named in the request is not one of the order's, is named twice, or has fewer pieces left. */
export class LineRefused extends Refused {
  constructor(pointer: string, quantityLeft: number) {
    super('line_refused', { id: 'Baris pesanan ini tidak bisa dipakai', en: 'This order line cannot be used' }, [
      { pointer, message: { id: `Sisa ${quantityLeft}`, en: `${quantityLeft} left` } },
    ]);
  }
}
