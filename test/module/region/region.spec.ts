import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '#libs/platform';
import { loadAreas, RegionModule, Regions, UnknownVillage, type Village } from '#libs/region';
import { moduleUnderTest, type ModuleUnderTest } from '../../support/market.js';

let world: ModuleUnderTest;
let regions: Regions;

beforeAll(async () => {
  world = await moduleUnderTest({ imports: [RegionModule] });
  regions = world.get(Regions);
});
afterAll(() => world?.close());

const place = (village: Village) => `${village.name}, ${village.districtName}, ${village.regencyName}`;
const found = async (q: string, limit = 10, regency?: string) => (await regions.search({ q, limit, regency })).items;

/** The statements that the work sends, with their parameters. */
async function statementsOf(work: () => Promise<unknown>): Promise<{ text: string; parameters: readonly unknown[] }[]> {
  const sent: { text: string; parameters: readonly unknown[] }[] = [];
  const real = Database.prototype.query;
  Database.prototype.query = function (this: Database, text: string, parameters: readonly unknown[] = []) {
    sent.push({ text, parameters });
    return real.call(this, text, parameters) as Promise<never>;
  };
  try {
    await work();
  } finally {
    Database.prototype.query = real;
  }
  return sent;
}

describe('the areas', () => {
  test('are all of Kepmendagri 300.2.2-2138/2025', async () => {
    const counts = await world.db.one(
      `SELECT (SELECT count(*) FROM region.province) AS provinces, (SELECT count(*) FROM region.regency) AS regencies,
              (SELECT count(*) FROM region.district) AS districts, (SELECT count(*) FROM region.village) AS villages,
              (SELECT count(*) FROM region.village WHERE substr(code, 10, 1) = '1') AS kelurahan`,
    );
    expect(counts).toEqual({ provinces: 38, regencies: 514, districts: 7_285, villages: 83_762, kelurahan: 8_496 });
  });

  test('are not loaded twice', async () => {
    const told: string[] = [];
    await loadAreas(world.config.databaseUrl, (line) => told.push(line));
    expect(told).toEqual([]);
  });

  test('are mended when some are missing', async () => {
    await world.db.query(`DELETE FROM region.village_card WHERE code = '51.03.04.2005'`);
    await world.db.query(`DELETE FROM region.village WHERE code = '51.03.04.2005'`);
    await loadAreas(world.config.databaseUrl);
    expect(await world.db.one(`SELECT name, (SELECT name_key FROM region.village_card c WHERE c.code = v.code) AS key FROM region.village v WHERE code = '51.03.04.2005'`)).toEqual({ name: 'Getasan', key: 'getasan' });
  });

  test('Badung has the 62 villages that its government counts, Dharmasraya 52 nagari', async () => {
    const badung = await regions.villagesOfRegency('51.03');
    expect(badung).toHaveLength(62);
    expect(badung.filter((v) => v.kind === 'kelurahan')).toHaveLength(16);
    const dharmasraya = await regions.villagesOfRegency('13.10');
    expect(dharmasraya.map((v) => v.kind)).toEqual(Array(52).fill('nagari'));
  });

  test('keep the quotes of names that hold them', async () => {
    expect((await regions.village('35.13.15.2017'))?.name).toBe('Soka"an');
    expect(await found('sokaan')).toContainEqual(expect.objectContaining({ code: '35.13.15.2017' }));
  });

  test.each([
    ['63.72.03.1001', 'Palam, Cempaka, Kota Banjarbaru', 'kelurahan', 'WITA'],
    ['51.03.04.2005', 'Getasan, Petang, Kabupaten Badung', 'desa', 'WITA'],
    ['51.03.03.2004', 'Jagapati, Abiansemal, Kabupaten Badung', 'desa', 'WITA'],
    ['51.03.02.2009', 'Mengwi, Mengwi, Kabupaten Badung', 'desa', 'WITA'],
    ['32.76.07.1001', 'Cipayung, Cipayung, Kota Depok', 'kelurahan', 'WIB'],
    ['32.76.11.1004', 'Pondok Petir, Bojongsari, Kota Depok', 'kelurahan', 'WIB'],
    ['13.10.02.2001', 'Sungai Dareh, Pulau Punjung, Kabupaten Dharmasraya', 'nagari', 'WIB'],
  ])('%s is %s', async (code, where, kind, timeZone) => {
    const village = await regions.require(code);
    expect([place(village), village.kind, village.timeZone]).toEqual([where, kind, timeZone]);
  });

  test('go down from province to village', async () => {
    expect(await regions.provinces()).toHaveLength(38);
    expect(await regions.regenciesOf('51')).toHaveLength(9);
    expect((await regions.districtsOf('51.03')).map((d) => d.name)).toContain('Petang');
    expect(await regions.villagesOf('51.03.04')).toHaveLength(7);
    expect([await regions.regenciesOf('99'), await regions.villagesOf('51'), await regions.villagesOf(''), await regions.villagesOfRegency('51')]).toEqual([[], [], [], []]);
  });

  test('a code that no village bears is unknown, one that is no code too', async () => {
    expect(await regions.village('51.03.04.2999')).toBeNull();
    await expect(regions.require("'; DROP TABLE", '/address/villageCode')).rejects.toThrow(UnknownVillage);
  });

  test('villages come in the order asked, from one statement, then from memory', async () => {
    const codes = ['51.03.02.2009', '11.01.01.2001', '00', '51.03.02.2009'];
    const names = async () => (await regions.villages(codes)).map((v) => v.name);
    let answer: string[] = [];
    await regions.village('51.03.02.2009');
    expect(await statementsOf(async () => (answer = await names()))).toHaveLength(1);
    expect(answer).toEqual(['Mengwi', 'Keude Bakongan', 'Mengwi']);
    expect(await statementsOf(() => regions.villages(codes.filter((c) => c !== '00')))).toHaveLength(0);
  });
});

describe('searching a village', () => {
  test('"getasan": the three of that name first, then a longer name, then villages of the district Getasan', async () => {
    const villages = await found('getasan', 6);
    expect(villages.map((v) => v.name).slice(0, 4)).toEqual(['Getasan', 'Getasan', 'Getasan', 'Getasanyar']);
    expect(villages.slice(0, 3).map((v) => v.regencyName)).toContain('Kabupaten Badung');
    expect(villages.slice(4).map((v) => v.districtName)).toEqual(['Getasan', 'Getasan']);
  });

  test('"kec mengwi": the villages of the district, and no other', async () => {
    const villages = await found('kec mengwi', 100);
    expect(villages).toHaveLength(20);
    expect(new Set(villages.map((v) => v.districtCode))).toEqual(new Set(['51.03.02']));
  });

  test.each([
    ['palam banjarbaru', '63.72.03.1001'],
    ['PALAM, Kota Banjarbaru', '63.72.03.1001'],
    ['desa getasan kab badung', '51.03.04.2005'],
    ['kel. palam kec. cempaka', '63.72.03.1001'],
    ['getasan bali', '51.03.04.2005'],
    ['pondok petir', '32.76.11.1004'],
    ['kampung baru depok lama', null],
    ['51.03.04.2005', '51.03.04.2005'],
  ])('"%s" -> %s', async (q, code) => {
    expect((await found(q))[0]?.code ?? null).toBe(code);
  });

  test.each([
    ['getasn', 'Getasan'],
    ['getassan badung', 'Getasan'],
    ['mengwy', 'Mengwi'],
    ['palm banjarbru', 'Palam'],
    ['pondok petri', 'Pondok Petir'],
    ['cipayng depok', 'Cipayung'],
  ])('with a slip of the finger: "%s" -> %s', async (q, name) => {
    expect((await found(q))[0]?.name).toBe(name);
  });

  test('within a regency', async () => {
    const villages = await found('mengwi', 100, '51.03');
    expect(villages[0]?.code).toBe('51.03.02.2009');
    expect(villages.every((v) => v.regencyCode === '51.03')).toBe(true);
    expect((await found('getasan', 10, '33.22')).map((v) => v.regencyCode)).not.toContain('51.03');
    expect(await regions.search({ regency: '51.03', limit: 100 })).toMatchObject({ items: { length: 62 }, nextCursor: null });
  });

  test.each(['???', 'zzzzqqqq', '%', "'", ':*', '\\', '& |', 'a'.repeat(100), '🧺'])('%j finds nothing, and breaks nothing', async (q) => {
    expect(await regions.search({ q, limit: 5 })).toEqual({ items: [], nextCursor: null });
  });

  test.each(['getasan', 'getasn', 'kec mengwi', 'jawa'])('pages of "%s" follow one another without a gap or a repeat', async (q) => {
    const whole = (await regions.search({ q, limit: 20 })).items.map((v) => v.code);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await regions.search({ q, limit: 3, cursor });
      paged.push(...page.items.map((v) => v.code));
      cursor = page.nextCursor ?? undefined;
    } while (cursor && paged.length < 20);
    expect(paged.slice(0, 20)).toEqual(whole);
  });

  test('a broken or forged cursor is bad input', async () => {
    for (const cursor of ['x', Buffer.from('["a",1]').toString('base64url'), Buffer.from('[1e300,"51"]').toString('base64url')]) {
      await expect(regions.search({ q: 'getasan', limit: 5, cursor })).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  test.each(['getasan', 'kec mengwi', 'palam banjarbaru', 'palm banjarbru', '51.03'])('"%s" is one statement, answered from indexes', async (q) => {
    const sent = await statementsOf(() => regions.search({ q, limit: 20 }));
    expect(sent).toHaveLength(1);
    const [{ text, parameters }] = sent as [(typeof sent)[0]];
    const plan = (await world.db.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, parameters)).map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/Seq Scan on (village|village_card|word|district)\b/);
    expect(plan).toMatch(/village_pkey/);
    if (text.includes('@@')) expect(plan).toMatch(/Bitmap Index Scan on village_card_search[\s\S]*Bitmap Index Scan on word_alike/);
  });
});
