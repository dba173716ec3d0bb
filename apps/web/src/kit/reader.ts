import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale } from '#libs/platform';
import { wordsIn, type Dictionary } from '../words/index.js';

/** Who a page is written for: language, place on the site, and what the header says about them. */
export interface Reader {
  locale: Locale;
  t: Dictionary;
  /** A link within the site in the reader's language; takes the path without a language prefix. */
  to: (path: string) => string;
  /** Path and query of this page without the language prefix, for the language switch and for coming back. */
  here: string;
  /** Origin of the site, for canonical and shared links. */
  origin: string;
  /** Pieces in the basket, as last seen by this browser. */
  basketCount: number;
  person: { name: string; isAdmin: boolean; shopIds: readonly string[] } | null;
}

export interface ReaderSpec {
  locale: Locale;
  here: string;
  origin: string;
  basketCount?: number;
  person?: Reader['person'];
}

export function readerOf(spec: ReaderSpec): Reader {
  return { basketCount: 0, person: null, ...spec, t: wordsIn(spec.locale), to: (path) => pathIn(spec.locale, path) };
}

export function pathIn(locale: Locale, path: string): string {
  if (locale === 'id') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

/** `/en/cari?q=tas` is English at `/cari?q=tas`; everything else is Indonesian. */
export function placeOf(url: string): { locale: Locale; path: string } {
  const rest = /^\/en(?=[/?]|$)(.*)$/s.exec(url)?.[1];
  if (rest === undefined) return { locale: 'id', path: url };
  return { locale: 'en', path: rest.startsWith('/') ? rest : `/${rest}` };
}

/** A path of this site that somebody handed in (`?kembali=`), or the fallback when it would lead away. */
export function ownPath(path: string | undefined, fallback: string): string {
  return path && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) ? path : fallback;
}

export const ReaderContext = createContext<Reader | null>(null);

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('a part of a page was rendered without its reader');
  return reader;
}
