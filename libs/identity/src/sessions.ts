import { Injectable } from '@nestjs/common';
import { Database, isId, NotFound, type Actor } from '#libs/platform';

export interface SessionView {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  ip: string | null;
  userAgent: string | null;
}

/** Where a person is signed in. */
@Injectable()
export class Sessions {
  constructor(private readonly db: Database) {}

  /** The actor's own live sessions, newest first. */
  async list(actor: Actor): Promise<SessionView[]> {
    return this.db.query<SessionView>(
      `SELECT id, created_at AS "createdAt", expires_at AS "expiresAt", ip_address AS ip, user_agent AS "userAgent"
       FROM identity.session WHERE user_id = $1 AND expires_at > now() ORDER BY created_at DESC, id`,
      [actor.requireSignedIn()],
    );
  }

  /** Ends one of the actor's own sessions; another's is not found. */
  async revoke(actor: Actor, sessionId: string): Promise<void> {
    const userId = actor.requireSignedIn();
    if (!isId('ses', sessionId)) throw new NotFound();
    const gone = await this.db.query('DELETE FROM identity.session WHERE id = $1 AND user_id = $2 RETURNING id', [sessionId, userId]);
    if (gone.length === 0) throw new NotFound();
  }

  /** Signs the actor out everywhere. */
  async revokeAll(actor: Actor): Promise<void> {
    await this.db.query('DELETE FROM identity.session WHERE user_id = $1', [actor.requireSignedIn()]);
  }
}
