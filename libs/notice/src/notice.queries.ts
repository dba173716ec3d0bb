import { newId, type Database, type Id, type Locale, type Words } from '#libs/platform';
import type { Note, NoteAddress } from './note.js';

export type InboxOwner = { userId: Id<'usr'> } | { shopId: string };

export interface NoteRow {
  id: Id<'ntc'>;
  kind: string;
  subject: Words;
  body: Words;
  path: string | null;
  createdAt: Date;
  readAt: Date | null;
}

/** Writes what is new; answers the ids of what was. */
export async function insertNotes(db: Database, notes: readonly Note[], now: Date): Promise<Id<'ntc'>[]> {
  const to = notes.map((note) => columnsOf(note.to));
  const rows = await db.query<{ id: Id<'ntc'> }>(
    `INSERT INTO notice.note (id, key, kind, user_id, shop_id, email, name, locale, phone, subject_id, subject_en, body_id, body_en, path, created_at)
     SELECT given.*, $15 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                                     $10::text[], $11::text[], $12::text[], $13::text[], $14::text[]) AS given
     ON CONFLICT (key) DO NOTHING RETURNING id`,
    [
      notes.map(() => newId('ntc')), notes.map((n) => n.key), notes.map((n) => n.kind),
      to.map((t) => t.userId), to.map((t) => t.shopId), to.map((t) => t.email), to.map((t) => t.name), to.map((t) => t.locale), to.map((t) => t.phone),
      notes.map((n) => n.subject.id), notes.map((n) => n.subject.en ?? null), notes.map((n) => n.body.id), notes.map((n) => n.body.en ?? null),
      notes.map((n) => n.path), now,
    ],
  );
  return rows.map((row) => row.id);
}

interface AddressColumns {
  userId: string | null;
  shopId: string | null;
  email: string | null;
  name: string | null;
  locale: Locale | null;
  phone: string | null;
}

function columnsOf(to: NoteAddress): AddressColumns {
  const nobody: AddressColumns = { userId: null, shopId: null, email: null, name: null, locale: null, phone: null };
  if ('userId' in to) return { ...nobody, userId: to.userId };
  if ('shopId' in to) return { ...nobody, shopId: to.shopId };
  return { ...nobody, email: to.email, name: to.name, locale: to.locale, phone: to.phone ?? null };
}

const OF_PERSON = `
  SELECT id, kind, path, created_at AS "createdAt", read_at AS "readAt",
         jsonb_strip_nulls(jsonb_build_object('id', subject_id, 'en', subject_en)) AS subject,
         jsonb_strip_nulls(jsonb_build_object('id', body_id, 'en', body_en)) AS body
  FROM notice.note
  WHERE user_id = $1 AND ($2::text IS NULL OR id < $2 COLLATE "C") AND (NOT $3::boolean OR read_at IS NULL)
  ORDER BY id DESC LIMIT $4`;

const OF_SHOP = `
  SELECT id, kind, path, created_at AS "createdAt", read_at AS "readAt",
         jsonb_strip_nulls(jsonb_build_object('id', subject_id, 'en', subject_en)) AS subject,
         jsonb_strip_nulls(jsonb_build_object('id', body_id, 'en', body_en)) AS body
  FROM notice.note
  WHERE shop_id = $1 AND ($2::text IS NULL OR id < $2 COLLATE "C") AND (NOT $3::boolean OR read_at IS NULL)
  ORDER BY id DESC LIMIT $4`;

/** Newest first, before the note `after`. */
export async function noteRows(db: Database, owner: InboxOwner, page: { unread: boolean; after: string | null; limit: number }): Promise<NoteRow[]> {
  return db.query<NoteRow>('userId' in owner ? OF_PERSON : OF_SHOP, [idOf(owner), page.after, page.unread, page.limit]);
}

export async function countUnread(db: Database, owner: InboxOwner): Promise<number> {
  const text = 'userId' in owner
    ? 'SELECT count(*) AS unread FROM notice.note WHERE user_id = $1 AND read_at IS NULL'
    : 'SELECT count(*) AS unread FROM notice.note WHERE shop_id = $1 AND read_at IS NULL';
  return (await db.one<{ unread: number }>(text, [idOf(owner)]))?.unread ?? 0;
}

/** Whether there is such a note for that reader. */
export async function markNoteRead(db: Database, noteId: string, reader: { userId: string; shopIds: readonly string[] }, now: Date): Promise<boolean> {
  const rows = await db.query(
    'UPDATE notice.note SET read_at = coalesce(read_at, $4) WHERE id = $1 AND (user_id = $2 OR shop_id = ANY($3::text[])) RETURNING id',
    [noteId, reader.userId, reader.shopIds, now],
  );
  return rows.length > 0;
}

export async function markNotesRead(db: Database, owner: InboxOwner, now: Date): Promise<void> {
  const text = 'userId' in owner
    ? 'UPDATE notice.note SET read_at = $2 WHERE user_id = $1 AND read_at IS NULL'
    : 'UPDATE notice.note SET read_at = $2 WHERE shop_id = $1 AND read_at IS NULL';
  await db.query(text, [idOf(owner), now]);
}

function idOf(owner: InboxOwner): string {
  return 'userId' in owner ? owner.userId : owner.shopId;
}
