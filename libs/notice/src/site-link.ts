import type { Config, Locale } from '#libs/platform';

/** The absolute address of a page in the reader's language. */
export function siteLink(config: Config, path: string, locale: Locale): string {
  return `${config.publicUrl}${locale === 'en' ? '/en' : ''}${path}`;
}
