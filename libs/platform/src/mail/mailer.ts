import { createHash } from 'node:crypto';
import type { Config } from '../config.js';

export interface Mail {
  /** One bare address. */
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Names this mail for ever: a second sending carries the same Message-ID (and overwrites the local file). */
  key: string;
}

/** Sends mail: SMTP when `SMTP_URL` is set, otherwise `.eml` files in the data folder. An outside call: refuses an open transaction. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<void>;
}

/** The message for nodemailer; the same key always makes the same Message-ID, so that readers can drop a repeat. */
export function messageOf(mail: Mail, config: Config) {
  const { to, subject, text, html } = mail;
  // Mail programs read commas, brackets and lines as more recipients or headers.
  if (!/^[^\s,;:<>()"@]+@[^\s,;:<>()"@]+$/.test(to)) throw new RangeError('a mail goes to one bare address');
  const name = mailName(mail.key);
  return { from: config.mailFrom, to, subject, text, ...(html ? { html } : {}), messageId: `<${name}@${new URL(config.publicUrl).hostname}>`, disableFileAccess: true, disableUrlAccess: true };
}

export function mailName(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
