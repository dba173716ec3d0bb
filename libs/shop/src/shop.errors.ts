import { Conflict, Refused, type FieldError, type Words } from '#libs/platform';

/** The state does not allow the step; `from` is the state it is in. */
export class WrongState extends Conflict {
  constructor(thing: Words, from: string) {
    super('wrong_state', { id: `${thing.id} sedang berstatus ${from}; langkah ini belum bisa`, en: `The ${thing.en ?? thing.id} is ${from}; this step is not possible` }, { state: from });
  }
}

/** Publishing needs more; every missing thing is named, with a pointer where there is a field for it. */
export class NotReadyToPublish extends Refused {
  constructor(missing: FieldError[]) {
    super('not_ready_to_publish', { id: 'Belum siap diterbitkan', en: 'Not ready to be published' }, missing);
  }
}

export class SkuTaken extends Conflict {
  constructor(sku: string) {
    super('sku_taken', { id: `SKU ${sku} sudah dipakai di toko ini`, en: `SKU ${sku} is already used in this shop` }, { sku });
  }
}

export class CertificateTaken extends Conflict {
  constructor() {
    super('certificate_taken', { id: 'Sertifikat dengan nomor ini sudah tercatat', en: 'A certificate with this number is already on record' });
  }
}
