import type { OnApplicationShutdown } from '@nestjs/common';
import { Meters, timed } from '../observability/meters.js';
import { Mailer, type Mail } from './mailer.js';

/** Counts the mails of another mailer. */
export class CountedMailer extends Mailer implements OnApplicationShutdown {
  private readonly durations;

  constructor(
    private readonly mailer: Mailer & Partial<OnApplicationShutdown>,
    meters: Meters,
  ) {
    super();
    this.durations = meters.histogram('mail_duration_seconds', 'Mails handed to the mail server (or folder), by outcome', ['outcome']);
  }

  override async send(mail: Mail): Promise<void> {
    await timed(this.durations, {}, () => this.mailer.send(mail));
  }

  async onApplicationShutdown(signal?: string): Promise<void> {
    await this.mailer.onApplicationShutdown?.(signal);
  }
}
