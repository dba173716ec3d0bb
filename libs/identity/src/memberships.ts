import { Injectable } from '@nestjs/common';
import { Clock, Database, type Id } from '#libs/platform';

export type MembershipKind = 'shop' | 'company' | 'area';

export interface Holder {
  userId: Id<'usr'>;
  role: string;
}

/** Who may act for which shop, company or area. Joins the caller's transaction. */
@Injectable()
export class Memberships {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One role per person and thing; granting another replaces it. */
  async grant(kind: MembershipKind, id: string, userId: Id<'usr'>, role: string): Promise<void> {
    await this.db.query(
      `INSERT INTO identity.membership (kind, id, user_id, role, granted_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (user_id, kind, id) DO UPDATE SET role = EXCLUDED.role`,
      [kind, id, userId, role, this.clock.now()],
    );
  }

  async revoke(kind: MembershipKind, id: string, userId: Id<'usr'>): Promise<void> {
    await this.db.query('DELETE FROM identity.membership WHERE kind = $1 AND id = $2 AND user_id = $3', [kind, id, userId]);
  }

  /** The people with a right over the thing, longest first; any role when none is named. */
  async holders(kind: MembershipKind, id: string, ...roles: string[]): Promise<Holder[]> {
    return (await this.holdersOf(kind, [id])).get(id)?.filter((h) => roles.length === 0 || roles.includes(h.role)) ?? [];
  }

  /** The same for many things in one statement; a thing without holders is missing from the map. */
  async holdersOf(kind: MembershipKind, ids: readonly string[]): Promise<Map<string, Holder[]>> {
    const rows = await this.db.query<{ id: string; user_id: Id<'usr'>; role: string }>(
      'SELECT id, user_id, role FROM identity.membership WHERE kind = $1 AND id = ANY($2::text[]) ORDER BY granted_at, user_id',
      [kind, [...new Set(ids)]],
    );
    const byThing = new Map<string, Holder[]>();
    for (const row of rows) byThing.set(row.id, [...(byThing.get(row.id) ?? []), { userId: row.user_id, role: row.role }]);
    return byThing;
  }
}
