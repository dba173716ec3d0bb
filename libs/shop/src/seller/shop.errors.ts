import { Conflict, Refused, type FieldError } from '#libs/platform';
import type { ShopState } from './shop.status.js';

/** The shop's state does not allow the step. */
export class ShopStateForbids extends Conflict {
  constructor(state: ShopState) {
    super('shop_state_forbids', { id: 'Status toko belum mengizinkan langkah ini', en: 'The state of the shop does not allow this' }, { state });
  }
}

/** What a shop must tell before anyone reviews it. */
export class NotReadyForReview extends Refused {
  constructor(missing: FieldError[]) {
    super('not_ready_for_review', { id: 'Data toko belum lengkap untuk ditinjau', en: 'The shop is not complete enough to be reviewed' }, missing);
  }
}

export class LastOwner extends Conflict {
  constructor() {
    super('last_owner', { id: 'Toko harus punya paling sedikit satu pemilik', en: 'A shop needs at least one owner' });
  }
}

export class TooManyShops extends Conflict {
  constructor(most: number) {
    super('too_many_shops', { id: `Satu orang paling banyak memiliki ${most} toko`, en: `One person may own at most ${most} shops` });
  }
}

/** Nobody with this address has an account yet. */
export class NoSuchPerson extends Refused {
  constructor() {
    const message = { id: 'Belum ada akun dengan surel ini; minta orangnya mendaftar dahulu', en: 'Nobody has an account with this e-mail yet; ask them to sign up first' };
    super('no_such_person', message, [{ pointer: '/email', message }]);
  }
}
