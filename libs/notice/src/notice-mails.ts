import { Injectable } from '@nestjs/common';
import { Memberships, People, type Contact } from '#libs/identity';
import { Clock, Config, Database, inLocale, Mailer, Sender, type Happened, type Id, type Locale } from '#libs/platform';
import { dueNotes, markSent, type DueNote } from './mailing.queries.js';
import { NoticeTold } from './notice.events.js';
import { noticeMail } from './notice-mail.js';
import { siteLink } from './site-link.js';

interface Reader {
  email: string;
  name: string;
  locale: Locale;
}

/** Mails what was told: to the person, the guest, or everybody who runs the shop, each in their language. */
@Injectable()
export class NoticeMails {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly people: People,
    private readonly memberships: Memberships,
    private readonly mailer: Mailer,
  ) {}

  /** One bad address must not keep the others waiting: all are tried, then the first fault is thrown, and the retry sends the rest. */
  @Sender(NoticeTold, 'notice.mail')
  async whenTold({ payload }: Happened<{ noteIds: Id<'ntc'>[] }>): Promise<void> {
    const notes = await dueNotes(this.db, payload.noteIds);
    const readers = await this.readersOf(notes);
    let fault: unknown = null;
    for (const note of notes) {
      for (const reader of readers(note)) {
        if (note.sentTo.includes(reader.email.toLowerCase())) continue;
        try {
          await this.mail(note, reader);
        } catch (error) {
          fault ??= error;
        }
      }
    }
    if (fault) throw fault;
  }

  private async mail(note: DueNote, reader: Reader): Promise<void> {
    const link = note.path ? siteLink(this.config, note.path, reader.locale) : null;
    const words = { subject: inLocale(note.subject, reader.locale), body: inLocale(note.body, reader.locale) };
    await this.mailer.send(noticeMail({ key: `notice:${note.key}:${reader.email.toLowerCase()}`, to: reader.email, name: reader.name, locale: reader.locale, link, ...words }));
    await markSent(this.db, note.id, reader.email, this.clock.now());
  }

  /** Two statements for any number of notes. */
  private async readersOf(notes: readonly DueNote[]): Promise<(note: DueNote) => Reader[]> {
    const shopIds = notes.flatMap((note) => note.shopId ?? []);
    const holders = shopIds.length > 0 ? await this.memberships.holdersOf('shop', shopIds) : new Map<string, { userId: Id<'usr'> }[]>();
    const userIds = [...notes.flatMap((note) => note.userId ?? []), ...[...holders.values()].flat().map((holder) => holder.userId)];
    const contacts = new Map((userIds.length > 0 ? await this.people.contacts(userIds) : []).map((contact) => [contact.userId, contact]));
    return (note) => {
      if (note.email) return [{ email: note.email, name: note.name ?? '', locale: note.locale ?? 'id' }];
      const ids = note.userId ? [note.userId] : (holders.get(note.shopId ?? '') ?? []).map((holder) => holder.userId);
      // Accounts made by telephone have no mailbox; they read it in the inbox.
      return ids.map((id) => contacts.get(id)).filter((contact): contact is Contact => contact?.hasMailbox === true);
    };
  }
}
