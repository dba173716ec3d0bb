import { Injectable } from '@nestjs/common';
import { Database, type Page } from '#libs/platform';
import type { Area, Village } from './village.js';

export interface VillageSearch {
  /** What a person typed: `getasan`, `kec mengwi`, `palam banjarbaru`. */
  q?: string | undefined;
  /** Only inside this regency, dotted: `51.03`. */
  regency?: string | undefined;
  /** 1 to 100. */
  limit: number;
  cursor?: string | undefined;
}

/** The administrative areas of Indonesia, province to village; read only. */
@Injectable()
export class Regions {
  constructor(private readonly db: Database) {}

  async village(code: string): Promise<Village | null> {
    return (await this.villages([code]))[0] ?? null;
  }

  /** In the order of the codes; unknown codes are left out. At most one statement. */
  async villages(_codes: readonly string[]): Promise<Village[]> {
    return this.db.query<Village>('SELECT');
  }

  /** The village, or UnknownVillage (422) pointing at the field that named it. */
  async require(_code: string, _pointer = '/villageCode'): Promise<Village> {
    throw new Error('not yet');
  }

  /** One statement: exact names first, then names that begin so, then villages of such an area, then what is spelt alike. */
  async search(_wanted: VillageSearch): Promise<Page<Village>> {
    throw new Error('not yet');
  }

  async provinces(): Promise<Area[]> {
    return this.db.query<Area>('SELECT');
  }

  async regenciesOf(_provinceCode: string): Promise<Area[]> {
    return this.db.query<Area>('SELECT');
  }

  async districtsOf(_regencyCode: string): Promise<Area[]> {
    return this.db.query<Area>('SELECT');
  }

  async villagesOf(_districtCode: string): Promise<Village[]> {
    return this.db.query<Village>('SELECT');
  }
}
