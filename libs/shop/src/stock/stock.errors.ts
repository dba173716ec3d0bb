import { Conflict, type Id } from '#libs/platform';

export interface Shortage {
  variantId: Id<'var'>;
  wanted: number;
  available: number;
}

/** Not enough on the shelves; nothing was reserved. `variants` names each short one with what is left. */
export class OutOfStock extends Conflict {
  constructor(readonly shortages: readonly Shortage[]) {
    super('out_of_stock', { id: 'Stok tidak mencukupi', en: 'Not enough stock' }, { variants: shortages });
  }
}

/** A count below what buyers already hold cannot be right. */
export class StockBelowReserved extends Conflict {
  constructor(readonly reserved: number) {
    super(
      'stock_below_reserved',
      { id: `Jumlah ini di bawah ${reserved} yang sudah dipesan pembeli`, en: `This is below the ${reserved} that buyers already hold` },
      { reserved },
    );
  }
}
