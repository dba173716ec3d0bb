import { Injectable } from '@nestjs/common';
import { Roles } from '#libs/identity';
import { Clock, Config, Database, decodeCursor, isId, NotFound, Outbox, pageFrom, type Actor, type Page } from '#libs/platform';
import type { Note, NoticeView } from './note.js';
import { NoticeTold } from './notice.events.js';
import { countUnread, insertNotes, markNoteRead, markNotesRead, noteRows, type InboxOwner, type NoteRow } from './notice.queries.js';
import { siteLink } from './site-link.js';
import { whatsAppShare, whatsAppText } from './whatsapp.js';

/** Whose inbox: the actor's own, or that of a shop that the actor runs. */
export interface InboxOf {
  shopId?: string;
}

/** What people are told: by mail, ready for WhatsApp, and in their inbox. */
@Injectable()
export class Notices {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly roles: Roles,
  ) {}

  /** Tells all of them, in the caller's transaction: one statement and one event. What was told before is left out. */
  async tell(notes: readonly Note[]): Promise<void> {
    if (notes.length === 0) return;
    await this.db.transaction(async () => {
      const noteIds = await insertNotes(this.db, notes, this.clock.now());
      if (noteIds.length > 0) await this.outbox.publish(NoticeTold, { noteIds });
    });
  }

  /** Tells everybody who is an admin by then, each in their own inbox and by mail; in the caller's transaction. */
  async tellAdmins(note: Omit<Note, 'to'>): Promise<void> {
    const admins = await this.roles.holders('admin');
    await this.tell(admins.map((userId) => ({ ...note, key: `${note.key}:${userId}`, to: { userId } })));
  }

  /** Newest first; a shop that is not the actor's is not found. `limit` is 20 unless told, at most 100. */
  async inbox(actor: Actor, of: InboxOf & { unread?: boolean }, page: { limit?: number; cursor?: string }): Promise<Page<NoticeView>> {
    const owner = ownerOf(actor, of);
    const limit = page.limit ?? 20;
    const after = decodeCursor(page.cursor, 1);
    const rows = await noteRows(this.db, owner, { unread: of.unread ?? false, after: after ? String(after[0]) : null, limit: limit + 1 });
    return pageFrom(rows, limit, (row) => [row.id], (row) => this.view(row, actor));
  }

  async unread(actor: Actor, of: InboxOf = {}): Promise<number> {
    return countUnread(this.db, ownerOf(actor, of));
  }

  /** Marks one as read (again is fine); another's is not found. For a shop's notices, one reader reads for all. */
  async markRead(actor: Actor, noticeId: string): Promise<void> {
    const reader = { userId: actor.requireSignedIn(), shopIds: actor.idsOf('shop') };
    if (!isId('ntc', noticeId) || !(await markNoteRead(this.db, noticeId, reader, this.clock.now()))) throw new NotFound();
  }

  async markAllRead(actor: Actor, of: InboxOf = {}): Promise<void> {
    await markNotesRead(this.db, ownerOf(actor, of), this.clock.now());
  }

  private view(row: NoteRow, actor: Actor): NoticeView {
    const link = row.path ? siteLink(this.config, row.path, actor.locale) : null;
    return { ...row, whatsAppUrl: whatsAppShare(whatsAppText(row, link, actor.locale)) };
  }
}

function ownerOf(actor: Actor, { shopId }: InboxOf): InboxOwner {
  const userId = actor.requireSignedIn();
  if (!shopId) return { userId };
  actor.requireMember('shop', shopId);
  return { shopId };
}
