import { Conflict, Refused, type FieldError } from '#libs/platform';
import type { ProductState } from './product.status.js';

/** The product's state does not allow the step. */
export class ProductStateForbids extends Conflict {
  constructor(state: ProductState) {
    super('product_state_forbids', { id: 'Status produk belum mengizinkan langkah ini', en: 'The state of the product does not allow this' }, { state });
  }
}

/** Publishing needs more; each missing thing is named, with a pointer where there is a field for it. */
export class NotReadyToPublish extends Refused {
  constructor(readonly missing: readonly FieldError[]) {
    super('not_ready_to_publish', { id: 'Belum siap diterbitkan', en: 'Not ready to be published' }, [...missing]);
  }
}

/** Products go on the shelves of an approved shop only. */
export class ShopNotActive extends Conflict {
  constructor() {
    super('shop_not_active', { id: 'Toko belum disetujui atau sedang ditangguhkan', en: 'The shop is not approved or is suspended' });
  }
}

export class SkuTaken extends Conflict {
  constructor(sku: string) {
    super('sku_taken', { id: `SKU ${sku} sudah dipakai di toko ini`, en: `SKU ${sku} is already used in this shop` }, { sku });
  }
}

export class TooManyVariants extends Conflict {
  constructor(most: number) {
    super('too_many_variants', { id: `Satu produk paling banyak ${most} varian`, en: `A product has at most ${most} variants` });
  }
}
