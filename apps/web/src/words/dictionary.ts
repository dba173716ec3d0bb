import type { Locale } from '#libs/platform';

/** The same keys in both languages: a key that one side lacks does not compile. */
export function bothWays<T>(words: { id: T; en: NoInfer<T> }): Record<Locale, T> {
  return words;
}
