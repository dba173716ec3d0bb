import { Conflict, Refused } from '#libs/platform';
import type { CertificateState } from './certificate.status.js';

export class CertificateStateForbids extends Conflict {
  constructor(state: CertificateState) {
    super('certificate_state_forbids', { id: 'Status sertifikat belum mengizinkan langkah ini', en: 'The state of the certificate does not allow this' }, { state });
  }
}

/** The shop has this number with this day of expiry already; a renewal brings a later one. */
export class CertificateTaken extends Conflict {
  constructor() {
    super('certificate_taken', { id: 'Sertifikat dengan nomor ini sudah tercatat', en: 'A certificate with this number is already on record' });
  }
}

export class CertificateExpired extends Conflict {
  constructor() {
    super('certificate_expired', { id: 'Masa berlaku sertifikat sudah habis', en: 'The certificate has expired' });
  }
}

/** Not a PDF, JPEG or PNG of at most 8 MB and 40 megapixels. */
export class CertificateFileNotReadable extends Refused {
  constructor() {
    super('certificate_file_not_readable', { id: 'Kirim PDF, JPEG, atau PNG paling besar 8 MB', en: 'Send a PDF, JPEG or PNG of at most 8 MB' });
  }
}

export class CertificateFilesFull extends Conflict {
  constructor(most: number) {
    super('certificate_files_full', { id: `Satu sertifikat paling banyak ${most} berkas`, en: `A certificate has at most ${most} files` });
  }
}
