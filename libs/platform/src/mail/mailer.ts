export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Names this mail for ever; a second sending carries the same Message-ID (and overwrites the local file). */
  key: string;
}

/** Sends mail: SMTP when `SMTP_URL` is set, otherwise `.eml` files in the data folder. An outside call: refuses an open transaction. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<void>;
}
