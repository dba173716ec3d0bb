import { day, oneOf, text } from '#libs/platform';
import { CERTIFICATE_KINDS, type CertificateKind } from '#libs/shop';
import { phoneText } from '../kit/form-fields.js';

export class RegisterForm {
  @oneOf(['save']) step!: 'save';
  @text(2, 100) name!: string;
  @text(1, 100, { optional: true }) village?: string;
  @text(13, 13) villageCode!: string;
  @text(3, 200, { optional: true }) addressLine?: string;
  @phoneText({ optional: true }) contactPhone?: string;
}

export class ShopForm {
  @text(2, 100) name!: string;
  @text(3, 200) addressLine!: string;
  @phoneText() contactPhone!: string;
  @text(13, 13, { optional: true, pattern: /^\d{13}$/ }) nib?: string;
  @text(1, 5000, { optional: true }) storyId?: string;
  @text(1, 5000, { optional: true }) storyEn?: string;
  @day({ optional: true }) holidayFrom?: string;
  @day({ optional: true }) holidayUntil?: string;
}

export class CertificateForm {
  @oneOf(CERTIFICATE_KINDS) kind!: CertificateKind;
  @text(3, 60) number!: string;
  @text(2, 120) holderName!: string;
  @day({ optional: true }) expiresOn?: string;
}
