import { createHash } from 'node:crypto';
import type { Locale, Mail } from '#libs/platform';

interface ResetMail {
  to: string;
  name: string;
  locale: Locale;
  /** Absolute. */
  link: string;
}

/** The mail with the link for a new password. Its key is the link's hash, so the link itself is in no log. */
export function resetMail({ to, name, locale, link }: ResetMail): Mail {
  const key = `reset-${createHash('sha256').update(link).digest('hex').slice(0, 32)}`;
  if (locale === 'en') {
    return {
      to, key,
      subject: 'A new password for KriyaDesa',
      text: `Hello ${name},\n\nChoose a new password here (within one hour):\n${link}\n\nIf you did not ask for this, you need not do anything.\n\nKriyaDesa`,
    };
  }
  return {
    to, key,
    subject: 'Kata sandi baru KriyaDesa',
    text: `Halo ${name},\n\nBuat kata sandi baru di sini (berlaku satu jam):\n${link}\n\nJika Anda tidak memintanya, abaikan surel ini.\n\nKriyaDesa`,
  };
}
