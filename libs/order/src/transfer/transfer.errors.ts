import { Conflict } from '#libs/platform';

/** An account number is only asked for while it is needed. */
export class NothingToPayBack extends Conflict {
  constructor() {
    super('nothing_to_pay_back', { id: 'Tidak ada uang yang kami kembalikan lewat transfer', en: 'There is no money that we pay back by transfer' });
  }
}
