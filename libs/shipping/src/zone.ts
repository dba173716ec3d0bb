/** How far apart two villages are, as couriers price it. */
export const ZONES = ['same_district', 'same_regency', 'same_province', 'same_island_group', 'other_islands'] as const;
export type Zone = (typeof ZONES)[number];

/** By the first digit of the province code, which Kemendagri gives by island group (2 continues Sumatra with Kepulauan Riau). */
const ISLAND_GROUPS: Record<string, string> = { '1': 'sumatra', '2': 'sumatra', '3': 'java', '5': 'bali_nusra', '6': 'kalimantan', '7': 'sulawesi', '8': 'maluku', '9': 'papua' };

export function zoneBetween(originVillageCode: string, destinationVillageCode: string): Zone {
  const shares = (length: number) => originVillageCode.slice(0, length) === destinationVillageCode.slice(0, length);
  if (shares(8)) return 'same_district';
  if (shares(5)) return 'same_regency';
  if (shares(2)) return 'same_province';
  return ISLAND_GROUPS[originVillageCode[0]!] === ISLAND_GROUPS[destinationVillageCode[0]!] ? 'same_island_group' : 'other_islands';
}
