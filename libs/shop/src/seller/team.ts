import { Injectable } from '@nestjs/common';
import { Audit, Database, NotFound, RateLimits, type Actor, type Id } from '#libs/platform';
import { Memberships, People } from '#libs/identity';
import { LastOwner, NoSuchPerson } from './shop.errors.js';

export type TeamRole = 'owner' | 'staff';

export interface TeamMember {
  userId: Id<'usr'>;
  name: string | null;
  email: string | null;
  role: TeamRole;
}

const LOOK_UPS = { name: 'shop.team-look-ups', times: 20, seconds: 3600, shared: true };

/** Who works for a shop. Owners change the team; staff may look. */
@Injectable()
export class Team {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly memberships: Memberships,
    private readonly people: People,
    private readonly limits: RateLimits,
  ) {}

  async members(actor: Actor, shopId: string): Promise<TeamMember[]> {
    actor.requireMember('shop', shopId);
    const holders = await this.memberships.holders('shop', shopId);
    const contacts = new Map((await this.people.contacts(holders.map((h) => h.userId))).map((c) => [c.userId, c]));
    return holders.map(({ userId, role }) => ({ userId, role: role as TeamRole, name: contacts.get(userId)?.name ?? null, email: contacts.get(userId)?.email ?? null }));
  }

  /** Adds the person with that e-mail address, or gives them another role. */
  async add(actor: Actor, shopId: string, email: string, role: TeamRole): Promise<void> {
    actor.requireMember('shop', shopId, 'owner');
    // An owner must not learn who has an account by trying addresses.
    await this.limits.take(LOOK_UPS, actor.requireSignedIn());
    const person = await this.people.byEmail(email);
    if (!person) throw new NoSuchPerson();
    await this.db.transaction(async () => {
      if (role !== 'owner') await this.keepAnOwner(shopId, person.userId);
      await this.memberships.grant('shop', shopId, person.userId, role);
      await this.audit.record(actor, 'shop.team-add', shopId, { userId: person.userId, role });
    });
  }

  async remove(actor: Actor, shopId: string, userId: string): Promise<void> {
    actor.requireMember('shop', shopId, 'owner');
    await this.db.transaction(async () => {
      await this.keepAnOwner(shopId, userId);
      const members = await this.memberships.holders('shop', shopId);
      if (!members.some((m) => m.userId === userId)) throw new NotFound();
      await this.memberships.revoke('shop', shopId, userId as Id<'usr'>);
      await this.audit.record(actor, 'shop.team-remove', shopId, { userId });
    });
  }

  /** Locks the shop, so that two owners who remove each other cannot both succeed. */
  private async keepAnOwner(shopId: string, without: string): Promise<void> {
    await this.db.query('SELECT 1 FROM shop.shop WHERE id = $1 FOR UPDATE', [shopId]);
    const owners = await this.memberships.holders('shop', shopId, 'owner');
    if (owners.length === 1 && owners[0]!.userId === without) throw new LastOwner();
  }
}
