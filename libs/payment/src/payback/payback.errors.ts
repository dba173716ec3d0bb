import { Conflict, InvalidInput } from '#libs/platform';

/** It was recorded before, or nobody has to pay it back by hand. */
export class NotToPayBack extends Conflict {
  constructor() {
    super('not_to_pay_back', { id: 'Pengembalian ini tidak menunggu dibayar dengan tangan', en: 'This refund does not wait to be paid back by hand' });
  }
}

/** Only a refund that was refused for good is tried again, and once. */
export class NotToTryAgain extends Conflict {
  constructor() {
    super('not_to_try_again', { id: 'Pengembalian ini tidak gagal, atau sudah dicoba lagi', en: 'This refund did not fail, or has been tried again already' });
  }
}

export class PaidOnImpossible extends InvalidInput {
  constructor() {
    super([{ pointer: '/paidOn', message: { id: 'Tanggal ini sebelum pengembalian diminta atau belum tiba', en: 'This day is before the refund was asked for, or has not come yet' } }]);
  }
}
