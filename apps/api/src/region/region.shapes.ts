import { listOf, oneOf, pageOf, PageQuery, text } from '#libs/platform';
import type { TimeZone, Village, VillageKind } from '#libs/region';

const KINDS: readonly VillageKind[] = ['desa', 'kelurahan', 'nagari', 'gampong', 'kampung', 'desa_adat'];
const TIME_ZONES: readonly TimeZone[] = ['WIB', 'WITA', 'WIT'];

export class VillageQuery extends PageQuery {
  @text(0, 100, { optional: true, description: 'a name, several words, `kec mengwi`, or the beginning of a code; typing errors are forgiven', example: 'palam banjarbaru' }) q?: string;
  @text(5, 5, { optional: true, pattern: /^\d{2}\.\d{2}$/, example: '51.03' }) regency?: string;
}

export class VillageShape {
  @text(13, 13, { example: '51.03.04.2005' }) code!: string;
  @text(1, 200) name!: string;
  @oneOf(KINDS, { description: 'what it is called in its province' }) kind!: VillageKind;
  @text(1, 200, { example: 'Petang' }) district!: string;
  @text(1, 200, { example: 'Kabupaten Badung' }) regency!: string;
  @text(1, 200, { example: 'Bali' }) province!: string;
  @oneOf(TIME_ZONES) timeZone!: TimeZone;
}

export class VillagePage extends pageOf(VillageShape) {}

export class VillageListShape {
  @listOf(() => VillageShape) items!: VillageShape[];
}

export class AreaShape {
  @text(2, 8, { example: '51.03' }) code!: string;
  @text(1, 200) name!: string;
}

export class AreaListShape {
  @listOf(() => AreaShape) items!: AreaShape[];
}

export function villageShape({ code, name, kind, districtName, regencyName, provinceName, timeZone }: Village): VillageShape {
  return { code, name, kind, district: districtName, regency: regencyName, province: provinceName, timeZone };
}
