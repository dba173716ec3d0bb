import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Mailer } from '#libs/platform';
import { phoneMailbox } from './phone-mailbox.js';

/** How one-time codes reach a telephone. Another implementation (SMS, WhatsApp) is bound in its place. */
export abstract class OtpSender {
  /** `phone` in E.164; the code is valid for five minutes. An outside call. */
  abstract send(phone: string, code: string): Promise<void>;
}

/** Without an SMS provider the code goes to the mail outbox, addressed to the number. */
@Injectable()
export class MailedOtp extends OtpSender {
  constructor(private readonly mailer: Mailer) {
    super();
  }

  async send(phone: string, code: string): Promise<void> {
    await this.mailer.send({
      to: phoneMailbox(phone),
      subject: 'Kode masuk KriyaDesa / KriyaDesa sign-in code',
      text: `Kode masuk Anda: ${code}. Berlaku 5 menit; jangan berikan kepada siapa pun.\n\nYour sign-in code: ${code}. Valid for 5 minutes; give it to nobody.`,
      key: `otp-${createHash('sha256').update(`${phone} ${code} ${Date.now()}`).digest('hex').slice(0, 32)}`,
    });
  }
}
