import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, InvalidInput, pageFrom, type Page } from '#libs/platform';
import { UnknownVillage } from './region.errors.js';
import { asQuery, understand } from './search-words.js';
import { kindOf, timeZoneOf, type Area, type Village } from './village.js';
import { SEARCH_VILLAGES, VILLAGES_BY_CODE, VILLAGES_IN, type RankedRow, type VillageRow } from './village.queries.js';

export interface VillageSearch {
  /** What a person typed: `getasan`, `kec mengwi`, `palam banjarbaru`, or the beginning of a code. */
  q?: string | undefined;
  /** Only inside this regency, dotted: `51.03`. */
  regency?: string | undefined;
  /** 1 to 100. */
  limit: number;
  cursor?: string | undefined;
}

const MOST_KEPT = 10_000;
const CODE_BEGINNING = /^[1-9]\d(\.\d{0,2}){0,2}(\.\d{0,4})?$/;

/** The administrative areas of Indonesia, province to village; read only. */
@Injectable()
export class Regions {
  // Villages do not change while the program runs, and baskets ask for the same few again and again.
  private readonly known = new Map<string, Village>();

  constructor(private readonly db: Database) {}

  async village(code: string): Promise<Village | null> {
    return (await this.villages([code]))[0] ?? null;
  }

  /** In the order of the codes; unknown codes are left out. One statement, or none when all are remembered. */
  async villages(codes: readonly string[]): Promise<Village[]> {
    const missing = [...new Set(codes.filter((code) => !this.known.has(code)))];
    const fetched = missing.length > 0 ? await this.db.query<VillageRow>(VILLAGES_BY_CODE, [missing]) : [];
    const found = new Map(fetched.map((row) => [row.code, asVillage(row)]));
    const answer = codes.flatMap((code) => found.get(code) ?? this.known.get(code) ?? []);
    this.remember(found);
    return answer;
  }

  /** The village, or UnknownVillage (422) pointing at the field that named it. */
  async require(code: string, pointer = '/villageCode'): Promise<Village> {
    const village = await this.village(code);
    if (!village) throw new UnknownVillage(pointer);
    return village;
  }

  /** One statement: exact names first, then names that begin so, then villages of such an area; when there is none, what is spelt alike. */
  async search({ q, regency, limit, cursor }: VillageSearch): Promise<Page<Village>> {
    const typed = q?.trim() ?? '';
    if (typed === '' || CODE_BEGINNING.test(typed)) return this.listed(typed, regency, limit, cursor);
    const { terms, names, leads } = understand(typed);
    if (terms.length === 0) return { items: [], nextCursor: null };
    const [rank, code] = positionIn(cursor);
    const rows = await this.db.query<RankedRow>(SEARCH_VILLAGES, [
      asQuery(terms), names, leads, names.map((name) => `${name}%`), terms.map((t) => t.word), terms.map((t) => t.level), regency ?? null, rank, code, limit + 1,
    ]);
    return pageFrom(rows, limit, (row) => [row.rank, row.code], asVillage);
  }

  async provinces(): Promise<Area[]> {
    return this.db.query<Area>('SELECT code, name FROM region.province ORDER BY code');
  }

  async regenciesOf(provinceCode: string): Promise<Area[]> {
    return this.db.query<Area>(`SELECT code, name FROM region.regency WHERE province_code = $1::text AND code > $1::text || '.' AND code < $1::text || '/' ORDER BY code`, [provinceCode]);
  }

  async districtsOf(regencyCode: string): Promise<Area[]> {
    return this.db.query<Area>(`SELECT code, name FROM region.district WHERE regency_code = $1::text AND code > $1::text || '.' AND code < $1::text || '/' ORDER BY code`, [regencyCode]);
  }

  async villagesOf(districtCode: string): Promise<Village[]> {
    return /^\d{2}(\.\d{2}){2}$/.test(districtCode) ? this.villagesBelow(districtCode) : [];
  }

  /** All of them: some 900 at most. */
  async villagesOfRegency(regencyCode: string): Promise<Village[]> {
    return /^\d{2}\.\d{2}$/.test(regencyCode) ? this.villagesBelow(regencyCode) : [];
  }

  private async villagesBelow(areaCode: string): Promise<Village[]> {
    return (await this.db.query<VillageRow>(VILLAGES_IN, [`${areaCode}.`, '', 2_000])).map(asVillage);
  }

  private async listed(beginning: string, regency: string | undefined, limit: number, cursor: string | undefined): Promise<Page<Village>> {
    const within = regency ? `${regency}.` : '';
    if (!beginning.startsWith(within) && !within.startsWith(beginning)) return { items: [], nextCursor: null };
    const after = positionIn(cursor)[1] ?? '';
    const rows = await this.db.query<VillageRow>(VILLAGES_IN, [beginning.length > within.length ? beginning : within, after, limit + 1]);
    return pageFrom(rows, limit, (row) => [0, row.code], asVillage);
  }

  private remember(villages: ReadonlyMap<string, Village>): void {
    if (this.known.size + villages.size > MOST_KEPT) this.known.clear();
    for (const [code, village] of villages) this.known.set(code, village);
  }
}

function asVillage(row: VillageRow): Village {
  const { code, name, districtCode, districtName, regencyCode, regencyName, provinceCode, provinceName } = row;
  return { code, name, kind: kindOf(code), districtCode, districtName, regencyCode, regencyName, provinceCode, provinceName, timeZone: timeZoneOf(code) };
}

/** Rank and code of the last village shown. */
function positionIn(cursor: string | undefined): [number | null, string | null] {
  const key = decodeCursor(cursor, 2);
  if (!key) return [null, null];
  const [rank, code] = key;
  if (!Number.isInteger(rank) || Math.abs(Number(rank)) > 100_000 || typeof code !== 'string') throw InvalidInput.at('/cursor', { id: 'Penanda halaman tidak dikenal', en: 'Unknown cursor' });
  return [Number(rank), code];
}
