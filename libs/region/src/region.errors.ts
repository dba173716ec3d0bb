import { Refused } from '#libs/platform';

/** The code has the right shape, but no village bears it (or bears it any more). */
export class UnknownVillage extends Refused {
  constructor(pointer: string) {
    const words = { id: 'Kode desa/kelurahan ini tidak dikenal', en: 'There is no village with this code' };
    super('unknown_village', words, [{ pointer, message: words }]);
  }
}
