import type { Id, Locale, Words } from '#libs/platform';

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
  /** A link within the site without language prefix (`/orders/ord_…`), or null; it may end with LINK_KEY. */
  path: string | null;
}

/** A note as its reader sees it. */
export interface NoticeView {
  id: Id<'ntc'>;
  kind: string;
  subject: Words;
  body: Words;
  path: string | null;
  /** Opens WhatsApp with the words written, to pass them on; in the reader's language. */
  whatsAppUrl: string;
  createdAt: Date;
  readAt: Date | null;
}
