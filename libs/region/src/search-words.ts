/** Lower case, without accents and apostrophes, words of letters and digits only: `Soka"an` -> `sokaan`, `I,II` -> `i ii`. */
export function bareWords(text: string): string[] {
  const bare = text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f'"`\u2018\u2019]/g, '');
  return bare.match(/[a-z0-9]+/g) ?? [];
}

/** Where a word must stand: A the village's own name, B district, C regency, D province, '' anywhere. */
export type Level = 'A' | 'B' | 'C' | 'D' | '';

export interface Term {
  word: string;
  level: Level;
}

/** What a person typed, understood. */
export interface Asked {
  terms: Term[];
  /** The spellings under which a village's name would be exactly what was asked. */
  names: string[];
  /** The first words of those: `palam` of `palam banjarbaru`. */
  leads: string[];
}

const MARKERS: Record<string, Level> = {
  kecamatan: 'B', kec: 'B', distrik: 'B',
  kabupaten: 'C', kab: 'C',
  provinsi: 'D', prov: 'D', propinsi: 'D',
};
// These also begin names (Kampung Baru, Kota Baru), so the word itself may be part of what is meant.
const VILLAGE_MARKERS = new Set(['desa', 'ds', 'kelurahan', 'kel', 'nagari', 'gampong', 'kampung']);
const MOST_WORDS = 8;

/**
 * `kec mengwi` wants the district of that name, `desa palam kec cempaka` both, `palam banjarbaru` any area with these words.
 * A marker binds the next word.
 */
export function understand(typed: string): Asked {
  const words = bareWords(typed).slice(0, MOST_WORDS);
  const terms: Term[] = [];
  const name: string[] = [];
  let level: Level = '';
  let isName = true;
  words.forEach((word, index) => {
    const isLast = index === words.length - 1;
    const marked = isLast ? undefined : MARKERS[word];
    if (marked) {
      level = marked;
      isName = false;
      return;
    }
    if (isName) name.push(word);
    if (!isLast && VILLAGE_MARKERS.has(word)) {
      level = 'A';
      return;
    }
    terms.push({ word, level });
    level = '';
  });
  const bare = name.slice(name.findIndex((word) => !VILLAGE_MARKERS.has(word)));
  const names = [...new Set([name.join(' '), bare.join(' ')])].filter(Boolean);
  const leads = names.flatMap((each) => each.split(' ').map((_, count, words) => words.slice(0, count).join(' '))).filter(Boolean);
  return { terms, names, leads: [...new Set(leads)] };
}

/** The terms as the text of a tsquery; a word stands for every word that begins with it. */
export function asQuery(terms: readonly Term[]): string {
  return terms.map(({ word, level }) => `${word}:*${level}`).join(' & ');
}
