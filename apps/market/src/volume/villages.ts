import type { Regions } from '#libs/region';

const EVERY_NTH_REGENCY = 4;

/** The villages of a quarter of all regencies, from every province. */
export async function villageCodes(regions: Regions): Promise<string[]> {
  const codes: string[] = [];
  for (const province of await regions.provinces()) {
    const regencies = await regions.regenciesOf(province.code);
    for (const { code } of regencies.filter((_, place) => place % EVERY_NTH_REGENCY === 0)) codes.push(...(await regions.villagesOfRegency(code)).map((village) => village.code));
  }
  return codes;
}
