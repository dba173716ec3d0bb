export type Locale = 'id' | 'en';

/** Text that people read. Indonesian is always there; English falls back to it. */
export interface Words {
  id: string;
  en?: string;
}

export function inLocale(words: Words, locale: Locale): string {
  return (locale === 'en' && words.en) || words.id;
}

/** The language the text really is in, for the `lang` attribute of what a seller wrote. */
export function langOf(words: Words, locale: Locale): Locale {
  return locale === 'en' && words.en ? 'en' : 'id';
}
