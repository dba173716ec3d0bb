import { inLocale, type Locale, type Words } from '#libs/platform';

/** `https://wa.me/6281…?text=…`: opens WhatsApp with the text written, ready to send. `phone` in E.164. */
export function whatsAppLink(phone: string, text: string): string {
  return `https://wa.me/${phone.replace(/\D/g, '')}?text=${encodeURIComponent(text)}`;
}

/** The same without a number: the sender chooses whom. */
export function whatsAppShare(text: string): string {
  return `https://wa.me/?text=${encodeURIComponent(text)}`;
}

/** A note as one message: the subject in WhatsApp's bold, the words, the link. */
export function whatsAppText(note: { subject: Words; body: Words }, link: string | null, locale: Locale): string {
  const subject = inLocale(note.subject, locale).replaceAll('*', '');
  return [`*${subject}*`, inLocale(note.body, locale), ...(link ? [link] : [])].join('\n\n');
}
