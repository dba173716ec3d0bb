import { Injectable } from '@nestjs/common';
import { Database, Every } from '#libs/platform';

/** What has expired is of no use and is personal data (addresses, browsers): it goes. */
@Injectable()
export class ExpiredSessions {
  constructor(private readonly db: Database) {}

  @Every('identity.forget-expired', { hours: 1 })
  async forget(): Promise<void> {
    await this.db.query('DELETE FROM identity.session WHERE expires_at < now()');
    await this.db.query('DELETE FROM identity.verification WHERE expires_at < now()');
  }
}
