import { Refused } from '#libs/platform';

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
