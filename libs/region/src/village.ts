/** What a village-level area is called where it lies. */
export type VillageKind = 'desa' | 'kelurahan' | 'nagari' | 'gampong' | 'kampung' | 'desa_adat';

export type TimeZone = 'WIB' | 'WITA' | 'WIT';

/** A province, regency (kabupaten or kota) or district (kecamatan). Codes are dotted Kemendagri codes: `51`, `51.03`, `51.03.04`. */
export interface Area {
  code: string;
  name: string;
}

/** A village-level area with everything above it, as of Kepmendagri 300.2.2-2138/2025. `code` is dotted: `51.03.04.2005`. */
export interface Village {
  code: string;
  name: string;
  kind: VillageKind;
  districtCode: string;
  districtName: string;
  regencyCode: string;
  regencyName: string;
  provinceCode: string;
  provinceName: string;
  timeZone: TimeZone;
}

const SUMATERA_BARAT = '13';
const ACEH = '11';
const PAPUA = /^9[1-6]$/;

/**
 * The label by province; the code stays what it is. The fourth part begins with 1 for a kelurahan (an urban ward, so called in every
 * province), 2 for a desa, 3 for a desa adat (Permendagri 137/2017).
 */
export function kindOf(villageCode: string): VillageKind {
  const province = villageCode.slice(0, 2);
  const digit = villageCode[9];
  if (digit === '1') return 'kelurahan';
  if (province === SUMATERA_BARAT) return 'nagari';
  if (province === ACEH) return 'gampong';
  if (PAPUA.test(province)) return 'kampung';
  return digit === '3' ? 'desa_adat' : 'desa';
}

/** By province (Keppres 41/1987 and the provinces split off since): Sumatra, Java, West and Central Kalimantan are WIB. */
export function timeZoneOf(areaCode: string): TimeZone {
  const province = Number(areaCode.slice(0, 2));
  if (province <= 36 || province === 61 || province === 62) return 'WIB';
  return province < 80 ? 'WITA' : 'WIT';
}
