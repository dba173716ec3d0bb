import { email, text } from '#libs/platform';
import { password } from '../kit/form-fields.js';

export class SignInForm {
  @email() email!: string;
  @password() password!: string;
  @text(1, 1000, { optional: true }) kembali?: string;
}

export class SignUpForm {
  @text(1, 100) name!: string;
  @email() email!: string;
  @password() password!: string;
  @text(1, 1000, { optional: true }) kembali?: string;
}

export class CodeForm {
  @text(6, 8, { pattern: /^\d{6,8}$/ }) code!: string;
  @text(1, 1000, { optional: true }) kembali?: string;
}

export class ForgotForm {
  @email() email!: string;
}

export class ResetForm {
  @text(1, 500) token!: string;
  @password() password!: string;
}
