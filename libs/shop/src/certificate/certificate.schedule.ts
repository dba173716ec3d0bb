import { Injectable } from '@nestjs/common';
import { businessDay, Clock, Database, Every } from '#libs/platform';
import { Notices } from '#libs/notice';
import { Certificate } from './certificate.entity.js';
import { certificateExpired, certificateExpiring } from './certificate.notices.js';
import { expiringWithin, lapsed } from './certificate.queries.js';
import { Shelves } from './shelves.js';

/** Days before the end at which the shop is reminded, each once. */
export const REMINDER_DAYS = [7, 30, 90] as const;

/** The reminder that is due with so many days left: the nearest that has begun; null when none has. */
export function reminderDue(daysLeft: number): number | null {
  return REMINDER_DAYS.find((days) => daysLeft <= days) ?? null;
}

/** Time passing over certificates: reminders, expiry, and the shelves that follow. */
@Injectable()
export class CertificateSchedule {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly shelves: Shelves,
  ) {}

  @Every('shop.certificates', { hours: 1 })
  async run(): Promise<void> {
    await this.remind();
    await this.expire();
    // Also where nothing expired: a gate may have begun today.
    await this.shelves.clear(null);
  }

  private async remind(): Promise<void> {
    const today = businessDay(this.clock.now());
    for (let after = ''; ; ) {
      const expiring = await expiringWithin(this.db, today, REMINDER_DAYS.at(-1)!, after);
      await this.notices.tell(expiring.map((each) => certificateExpiring(each, reminderDue(each.daysLeft)!)));
      if (expiring.length < 200) return;
      after = expiring.at(-1)!.id;
    }
  }

  private async expire(): Promise<void> {
    for (;;) {
      const found = await lapsed(this.db, businessDay(this.clock.now()));
      for (const { id } of found) await this.expireOne(id);
      if (found.length < 200) return;
    }
  }

  private async expireOne(id: Certificate['id']): Promise<void> {
    await this.db.transaction(async () => {
      const certificate = await this.db.manager.findOne(Certificate, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (certificate?.state !== 'verified') return;
      certificate.expire(this.clock.now());
      await this.db.manager.save(Certificate, certificate, { reload: false });
      await this.notices.tell([certificateExpired(certificate)]);
    });
  }
}
