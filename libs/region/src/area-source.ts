import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { bareWords } from './search-words.js';

/** How many there are in idn-area-data 4.0.1 (Kepmendagri 300.2.2-2138/2025). */
export const AREA_COUNTS = { provinces: 38, regencies: 514, districts: 7_285, villages: 83_762 } as const;

/** The columns of a CSV file of idn-area-data, each as one list. */
export interface AreaColumns {
  codes: string[];
  /** Empty for provinces. */
  parents: string[];
  names: string[];
}

export interface Cards {
  codes: string[];
  nameKeys: string[];
  /** As text of a tsvector. */
  searches: string[];
}

/** The package exports nothing but its reader, which is made for Node 22; the files beside it are plain CSV. */
export async function readAreas(file: 'provinces' | 'regencies' | 'districts' | 'villages'): Promise<AreaColumns> {
  const folder = new URL('../data/', import.meta.resolve('idn-area-data'));
  // Some names hold quotes (Soka"an), doubled in the file as CSV wants it.
  const rows = parse(await readFile(fileURLToPath(new URL(`${file}.csv`, folder))), { from_line: 2 });
  const columns: AreaColumns = { codes: [], parents: [], names: [] };
  for (const row of rows) {
    columns.codes.push(row[0]!);
    columns.names.push(row.at(-1)!);
    if (row.length === 3) columns.parents.push(row[1]!);
  }
  return columns;
}

/** What villages are found by: their own name's words (A) and those of the district (B), regency (C) and province (D) around them. */
export function cardsOf(villages: AreaColumns, around: { provinces: AreaColumns; regencies: AreaColumns; districts: AreaColumns }): { cards: Cards; words: string[] } {
  const above = new Map<string, string[]>();
  for (const areas of [around.provinces, around.regencies, around.districts]) {
    areas.codes.forEach((code, index) => above.set(code, bareWords(areas.names[index]!)));
  }
  const cards: Cards = { codes: villages.codes, nameKeys: [], searches: [] };
  const words = new Set([...above.values()].flat());
  villages.codes.forEach((code, index) => {
    const own = bareWords(villages.names[index]!);
    for (const word of own) words.add(word);
    cards.nameKeys.push(own.join(' '));
    cards.searches.push([...weigh(own, 'A'), ...weigh(above.get(code.slice(0, 8))!, 'B'), ...weigh(above.get(code.slice(0, 5))!, 'C'), ...weigh(above.get(code.slice(0, 2))!, 'D')].join(' '));
  });
  return { cards, words: [...words] };
}

// One position per level is enough: the search asks which level a word stands in, never how near to another.
const POSITIONS = { A: 1, B: 2, C: 3, D: 4 };
const weigh = (words: string[], level: keyof typeof POSITIONS) => words.map((word) => `${word}:${POSITIONS[level]}${level}`);
