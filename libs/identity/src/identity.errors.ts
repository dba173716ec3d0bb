import { Conflict, InvalidInput, Refused } from '#libs/platform';

/** The same answer for a wrong password and for an unknown account. */
export class InvalidSignIn extends Refused {
  constructor() {
    super('invalid_sign_in', { id: 'Surel atau kata sandi salah', en: 'The e-mail address or the password is wrong' });
  }
}

export class EmailTaken extends Conflict {
  constructor() {
    super('email_taken', { id: 'Surel ini sudah terdaftar; silakan masuk', en: 'This e-mail address is registered already; please sign in' });
  }
}

/** The sign-in engine is stricter than the form about what an address is. */
export class InvalidEmail extends InvalidInput {
  constructor() {
    super([{ pointer: '/email', message: { id: 'Alamat surel belum benar', en: 'This is not an e-mail address' } }]);
  }
}

export class WeakPassword extends InvalidInput {
  constructor(pointer = '/password') {
    super([{ pointer, message: { id: 'Kata sandi harus 8 sampai 128 karakter', en: 'The password must have 8 to 128 characters' } }]);
  }
}

export class ResetLinkInvalid extends Refused {
  constructor() {
    super('reset_link_invalid', { id: 'Tautan ini sudah tidak berlaku; mintalah yang baru', en: 'This link is no longer valid; please ask for a new one' });
  }
}

/** A one-time code (authenticator or phone) that is wrong, used or too old. */
export class WrongCode extends Refused {
  constructor() {
    super('wrong_code', { id: 'Kode ini salah atau sudah tidak berlaku', en: 'This code is wrong or no longer valid' });
  }
}

export class WrongPassword extends Refused {
  constructor() {
    super('wrong_password', { id: 'Kata sandi salah', en: 'The password is wrong' });
  }
}
