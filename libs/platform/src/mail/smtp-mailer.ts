import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Config } from '../config.js';
import { outside } from '../database/database.js';
import { Mailer, messageOf, type Mail } from './mailer.js';

/** Hands mail to the server of `SMTP_URL` (`smtp://user:secret@host:587`, `smtps://…`) over a few kept connections. */
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  private readonly transport;

  constructor(private readonly config: Config) {
    super();
    this.transport = createTransport({ url: config.smtpUrl!, pool: true, maxConnections: 2, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 });
  }

  override async send(mail: Mail): Promise<void> {
    await outside(() => this.transport.sendMail(messageOf(mail, this.config)));
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
