import { Conflict, Problem, Refused } from '#libs/platform';

export class MethodUnavailable extends Refused {
  constructor() {
    super('payment_method_unavailable', { id: 'Cara pembayaran ini tidak tersedia', en: 'This way of paying is not available' });
  }
}

/** Another attempt at something already paid. */
export class AlreadyPaid extends Conflict {
  constructor() {
    super('already_paid', { id: 'Tagihan ini sudah dibayar', en: 'This has already been paid' });
  }
}

/** Another attempt after the payable was closed or fell due. */
export class PaymentClosed extends Conflict {
  constructor() {
    super('payment_closed', { id: 'Waktu pembayaran sudah berakhir', en: 'The time to pay is over' });
  }
}

/** There is nothing captured to give back. */
export class NotCaptured extends Conflict {
  constructor() {
    super('not_captured', { id: 'Pesanan ini belum dibayar', en: 'This order has not been paid' });
  }
}

/** More than what is left of the line, the shipping or the order. */
export class RefundTooLarge extends Conflict {
  constructor(leftAmount: number) {
    super('refund_too_large', { id: 'Pengembalian melebihi sisa pembayaran', en: 'The refund is more than what is left of the payment' }, { leftAmount });
  }
}

/** A refund of nothing. */
export class RefundEmpty extends Refused {
  constructor() {
    super('refund_empty', { id: 'Tidak ada yang dikembalikan', en: 'There is nothing to refund' });
  }
}

/** Unsigned, wrongly signed, too old, from the future or for another account; nothing is stored. */
export class WebhookRefused extends Problem {
  constructor(readonly why: string) {
    super({ code: 'webhook_refused', status: 400, title: { id: 'Pemberitahuan ditolak', en: 'The notification is refused' }, detail: { id: why, en: why } });
  }
}

/** The shares and lines given to `open` do not sum up; a fault of the caller. */
export class SharesDoNotSum extends Error {}
