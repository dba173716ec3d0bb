import { Conflict, Refused } from '#libs/platform';

/** The order's state forbids the step. `status` is the one it is in. */
export class StepNotAllowed extends Conflict {
  constructor(step: string, status: string) {
    super('step_not_allowed', { id: `Langkah ini tidak bisa untuk pesanan berstatus ${status}`, en: `This step is not possible while the order is ${status}` }, { step, orderStatus: status });
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

/** The buyer paid a moment ago and the word of it is on its way here. */
export class PaymentArriving extends Conflict {
  constructor() {
    super('payment_arriving', { id: 'Pembayaran baru saja masuk; coba lagi sebentar lagi', en: 'A payment has just come in; please try again in a moment' });
  }
}
