import type { Database, Id, Membership } from '#libs/platform';

export interface SessionOwner {
  userId: Id<'usr'>;
  name: string;
  email: string;
  roles: string[];
  memberships: Membership[];
}

/**
 * The person behind a live session with all rights, in one statement; null when it has ended.
 * Expiry is judged by the database's clock, since the sign-in engine writes it by the machine's.
 */
export async function ownerOfSession(db: Database, token: string): Promise<SessionOwner | null> {
  return db.one<SessionOwner>(
    `SELECT person.id AS "userId", person.name, person.email,
            ARRAY(SELECT role FROM identity.role WHERE user_id = person.id) AS roles,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'role', role)), '[]') FROM identity.membership WHERE user_id = person.id) AS memberships
     FROM identity.session JOIN identity.person ON person.id = session.user_id
     WHERE session.token = $1 AND session.expires_at > now()`,
    [token],
  );
}
