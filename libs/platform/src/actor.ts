import { Forbidden, NotFound, Unauthenticated } from './problem.js';
import type { Id } from './id.js';
import type { Locale } from './words.js';

/** A right over one thing: `shop shp_… owner`, `area 63.72 officer`. What the kinds mean is the libs' business. */
export interface Membership {
  kind: string;
  id: string;
  role: string;
}

export interface ActorSpec {
  userId?: Id<'usr'> | null;
  name?: string | null;
  email?: string | null;
  roles?: readonly string[];
  memberships?: readonly Membership[];
  /** Secrets that the client holds instead of an account, by what they open (`basket`, `checkout`). */
  tokens?: Readonly<Record<string, string | undefined>>;
  locale?: Locale;
  ip?: string | null;
  requestId?: string | null;
}

/** Who is acting. Every verb takes one first, and every query starts from one. */
export class Actor {
  readonly userId: Id<'usr'> | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly roles: readonly string[];
  readonly memberships: readonly Membership[];
  readonly tokens: Readonly<Record<string, string | undefined>>;
  readonly locale: Locale;
  readonly ip: string | null;
  readonly requestId: string | null;
  /** The program itself: schedules and reactions. */
  readonly isSystem: boolean;

  constructor(spec: ActorSpec, isSystem = false) {
    this.userId = spec.userId ?? null;
    this.name = spec.name ?? null;
    this.email = spec.email ?? null;
    this.roles = spec.roles ?? [];
    this.memberships = spec.memberships ?? [];
    this.tokens = spec.tokens ?? {};
    this.locale = spec.locale ?? 'id';
    this.ip = spec.ip ?? null;
    this.requestId = spec.requestId ?? null;
    this.isSystem = isSystem;
  }

  static readonly SYSTEM = new Actor({}, true);

  /** The same actor with a key that was just handed to them. */
  holding(kind: string, token: string): Actor {
    return new Actor({ ...this, tokens: { ...this.tokens, [kind]: token } }, this.isSystem);
  }

  get isSignedIn(): boolean {
    return this.userId !== null;
  }

  get isAdmin(): boolean {
    return this.roles.includes('admin');
  }

  /** The ids of that kind in which the actor holds one of the roles (any role when none is named). */
  idsOf(kind: string, ...roles: string[]): string[] {
    return this.memberships.filter((m) => m.kind === kind && (roles.length === 0 || roles.includes(m.role))).map((m) => m.id);
  }

  /** Not yours is not found; yours with too small a role is forbidden. */
  requireMember(kind: string, id: string, ...roles: string[]): void {
    if (!this.idsOf(kind).includes(id)) throw new NotFound();
    if (roles.length > 0 && !this.idsOf(kind, ...roles).includes(id)) throw new Forbidden();
  }

  requireAdmin(): void {
    if (!this.isSignedIn) throw new Unauthenticated();
    if (!this.isAdmin) throw new Forbidden();
  }

  requireSignedIn(): Id<'usr'> {
    if (!this.userId) throw new Unauthenticated();
    return this.userId;
  }
}
