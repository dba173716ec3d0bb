import { linkKey, type Config, type Locale } from '#libs/platform';

/** The last part of a path for somebody without an account (`/pesanan/cko_…/:key`): the key of the id before it, which only the mail names. */
export const LINK_KEY = ':key';

/** The absolute address of a page in the reader's language. */
export function siteLink(config: Config, path: string, locale: Locale): string {
  const opened = path.replace(/([^/]+)\/:key$/, (_, id: string) => `${id}/${linkKey(config, id)}`);
  return `${config.publicUrl}${locale === 'en' ? '/en' : ''}${opened}`;
}
