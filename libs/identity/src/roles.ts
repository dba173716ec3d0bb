import { Injectable } from '@nestjs/common';
import { Clock, Database, type Id } from '#libs/platform';

export type Role = 'admin';

/** What a person may do everywhere, as opposed to for one shop. */
@Injectable()
export class Roles {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async grant(userId: Id<'usr'>, role: Role): Promise<void> {
    await this.db.query('INSERT INTO identity.role (user_id, role, granted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [userId, role, this.clock.now()]);
  }

  /** Everybody who has it now. */
  async holders(role: Role): Promise<Id<'usr'>[]> {
    const rows = await this.db.query<{ userId: Id<'usr'> }>('SELECT user_id AS "userId" FROM identity.role WHERE role = $1 ORDER BY user_id', [role]);
    return rows.map((row) => row.userId);
  }

  async revoke(userId: Id<'usr'>, role: Role): Promise<void> {
    await this.db.query('DELETE FROM identity.role WHERE user_id = $1 AND role = $2', [userId, role]);
  }
}
