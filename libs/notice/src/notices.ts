import { Injectable } from '@nestjs/common';
import { Database, type Actor, type Id, type Locale, type Page, type Words } from '#libs/platform';

/** A person with an account, anybody with an address (guests), or everybody who runs the shop. */
export type NoteAddress =
  | { userId: Id<'usr'> }
  | { email: string; name: string; locale: Locale; phone?: string | null }
  | { shopId: string };

export interface Note {
  /** Names what is told to whom, for example `order.placed:ord_…:buyer`; each is told once, whoever repeats it. */
  key: string;
  to: NoteAddress;
  /** What it is about: order, shop, account, certificate, … (lower case). */
  kind: string;
  subject: Words;
  /** Plain text; a blank line between paragraphs. */
  body: Words;
  /** A link within the site without language prefix (`/orders/ord_…`), or null. */
  path: string | null;
}

export interface NoticeView {
  id: Id<'ntc'>;
  kind: string;
  subject: Words;
  body: Words;
  path: string | null;
  createdAt: Date;
  readAt: Date | null;
}

/** What people are told: by mail, ready for WhatsApp, and in their inbox. */
@Injectable()
export class Notices {
  constructor(private readonly db: Database) {}

  /** Tells all of them, in the caller's transaction, in one statement and one event; what was told before is left out. */
  async tell(notes: readonly Note[]): Promise<void> {
    await this.db.query('SELECT $1::int', [notes.length]);
  }

  /** The actor's own notices, or those of a shop that the actor runs (else not found), newest first. */
  async inbox(actor: Actor, of: { shopId?: string }, page: { limit?: number; cursor?: string }): Promise<Page<NoticeView>> {
    throw new Error(`not there yet ${actor.userId} ${of.shopId} ${page.limit}`);
  }

  async unread(actor: Actor, of: { shopId?: string }): Promise<number> {
    throw new Error(`not there yet ${actor.userId} ${of.shopId}`);
  }

  /** Marks one as read (again is fine); another's is not found. */
  async markRead(actor: Actor, noticeId: string): Promise<void> {
    throw new Error(`not there yet ${actor.userId} ${noticeId}`);
  }
}
