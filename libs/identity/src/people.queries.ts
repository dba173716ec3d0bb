import type { Database, Id, Locale } from '#libs/platform';
import { isPhoneMailbox } from './auth/phone-mailbox.js';

/** What other modules may know of a person. */
export interface Contact {
  userId: Id<'usr'>;
  name: string;
  email: string;
  /** False for accounts made by telephone alone: `email` is then a stand-in. */
  hasMailbox: boolean;
  /** E.164, verified; null when the person gave none. */
  phone: string | null;
  locale: Locale;
}

type Row = Omit<Contact, 'hasMailbox'>;

const withMailbox = (row: Row): Contact => ({ ...row, hasMailbox: !isPhoneMailbox(row.email) });

export async function contactRows(db: Database, userIds: readonly Id<'usr'>[]): Promise<Contact[]> {
  const rows = await db.query<Row>(
    `SELECT id AS "userId", name, email, CASE WHEN phone_number_verified THEN phone_number END AS phone, locale
     FROM identity.person WHERE id = ANY($1::text[])`,
    [[...new Set(userIds)]],
  );
  return rows.map(withMailbox);
}

export async function contactRow(db: Database, email: string): Promise<Contact | null> {
  const row = await db.one<Row>(
    `SELECT id AS "userId", name, email, CASE WHEN phone_number_verified THEN phone_number END AS phone, locale
     FROM identity.person WHERE email = lower($1)`,
    [email],
  );
  return row && withMailbox(row);
}
