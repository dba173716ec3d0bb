import type { Database, Id, Locale, Words } from '#libs/platform';

/** A note with its addressee, as the mail needs it. */
export interface DueNote {
  id: Id<'ntc'>;
  key: string;
  userId: Id<'usr'> | null;
  shopId: string | null;
  email: string | null;
  name: string | null;
  locale: Locale | null;
  subject: Words;
  body: Words;
  path: string | null;
  /** Who has had it already, in lower case. */
  sentTo: string[];
}

export async function dueNotes(db: Database, noteIds: readonly string[]): Promise<DueNote[]> {
  return db.query<DueNote>(
    `SELECT id, key, user_id AS "userId", shop_id AS "shopId", email, name, locale, path,
            jsonb_strip_nulls(jsonb_build_object('id', subject_id, 'en', subject_en)) AS subject,
            jsonb_strip_nulls(jsonb_build_object('id', body_id, 'en', body_en)) AS body,
            ARRAY(SELECT email FROM notice.mailing WHERE note_id = note.id) AS "sentTo"
     FROM notice.note WHERE id = ANY($1::text[]) ORDER BY id`,
    [noteIds],
  );
}

export async function markSent(db: Database, noteId: string, email: string, now: Date): Promise<void> {
  await db.query('INSERT INTO notice.mailing (note_id, email, sent_at) VALUES ($1, lower($2), $3) ON CONFLICT DO NOTHING', [noteId, email, now]);
}
