import { Conflict, InvalidInput, Money, Refused } from '#libs/platform';

/** Somebody else has decided meanwhile, or a new proof came; look again before deciding. */
export class TransferChanged extends Conflict {
  constructor(state: string) {
    super(
      'transfer_changed',
      { id: 'Keadaan transfer ini sudah berubah; periksa lagi sebelum memutuskan', en: 'This transfer has changed meanwhile; please look again before you decide' },
      { state },
    );
  }
}

/** The money that came is not what was asked for; the transfer stays open. Whole rupiah. */
export class TransferAmountDiffers extends Refused {
  constructor(askedAmount: number, receivedAmount: number) {
    const [asked, received] = [Money.of(askedAmount), Money.of(receivedAmount)];
    const message = {
      id: `Yang diminta tepat ${asked.format('id')}, bukan ${received.format('id')}. Transfer ini tetap menunggu.`,
      en: `Exactly ${asked.format('en')} was asked for, not ${received.format('en')}. This transfer keeps waiting.`,
    };
    super('transfer_amount_differs', message, [{ pointer: '/amount', message }]);
  }
}

/** Money that was asked for today did not arrive yesterday, nor will it have arrived tomorrow. */
export class ReceivedOnImpossible extends InvalidInput {
  constructor() {
    super([{ pointer: '/receivedOn', message: { id: 'Tanggal ini sebelum pesanan dibuat atau belum tiba', en: 'This day is before the order was placed, or has not come yet' } }]);
  }
}

export class TransferProofsFull extends Conflict {
  constructor(most: number) {
    super('transfer_proofs_full', { id: `Paling banyak ${most} bukti; tunggu pemeriksaan kami`, en: `At most ${most} proofs; please wait for our check` });
  }
}

/** Neither a whole picture nor a PDF, empty, or too large. */
export class ProofNotReadable extends Refused {
  constructor() {
    const message = {
      id: 'Berkas ini bukan foto JPEG, PNG, WebP atau PDF yang utuh sampai 8 MB',
      en: 'This file is not a whole JPEG, PNG or WebP photo or a PDF of up to 8 MB',
    };
    super('proof_not_readable', message, [{ pointer: '/file', message }]);
  }
}
