import { Client } from 'pg';
import { AREA_COUNTS, cardsOf, readAreas } from './area-source.js';

const BATCH = 30_000;

/**
 * Loads all provinces, regencies, districts and villages of idn-area-data, in one transaction; does nothing when they are there.
 * An area whose name has changed in a newer release is renamed; one that is gone stays, since addresses point at it.
 */
export async function loadAreas(databaseUrl: string, tell: (line: string) => void = () => undefined): Promise<void> {
  const db = new Client({ connectionString: databaseUrl, application_name: 'kriyadesa' });
  await db.connect();
  try {
    await db.query('BEGIN');
    // Two processes that start at once: the second waits, then finds the areas there.
    await db.query(`SELECT pg_advisory_xact_lock(hashtext('region.load'))`);
    if (!(await isLoaded(db))) await load(db, tell);
    await db.query('COMMIT');
  } finally {
    await db.end();
  }
}

async function isLoaded(db: Client): Promise<boolean> {
  const { rows } = await db.query<Record<keyof typeof AREA_COUNTS | 'cards', string>>(
    `SELECT (SELECT count(*) FROM region.province) AS provinces, (SELECT count(*) FROM region.regency) AS regencies,
            (SELECT count(*) FROM region.district) AS districts, (SELECT count(*) FROM region.village) AS villages,
            (SELECT count(*) FROM region.village_card) AS cards`,
  );
  const found = rows[0]!;
  return Object.entries({ ...AREA_COUNTS, cards: AREA_COUNTS.villages }).every(([what, count]) => Number(found[what as keyof typeof found]) >= count);
}

async function load(db: Client, tell: (line: string) => void): Promise<void> {
  tell('loading the areas of Indonesia');
  const [provinces, regencies, districts, villages] = await Promise.all([readAreas('provinces'), readAreas('regencies'), readAreas('districts'), readAreas('villages')]);
  await insert(db, INSERT_PROVINCES, [provinces.codes, provinces.names]);
  await insert(db, INSERT_REGENCIES, [regencies.codes, regencies.parents, regencies.names]);
  await insert(db, INSERT_DISTRICTS, [districts.codes, districts.parents, districts.names]);
  await insert(db, INSERT_VILLAGES, [villages.codes, villages.parents, villages.names]);
  const { cards, words } = cardsOf(villages, { provinces, regencies, districts });
  // New index entries wait in a list, and are merged at once at the end: three times as fast as one by one.
  await db.query(`SET LOCAL gin_pending_list_limit = '1GB'`);
  await insert(db, INSERT_CARDS, [cards.codes, cards.nameKeys, cards.searches]);
  await insert(db, INSERT_WORDS, [words]);
  await db.query(`SELECT gin_clean_pending_list('region.village_card_search'), gin_clean_pending_list('region.word_alike')`);
  await db.query('ANALYZE region.province, region.regency, region.district, region.village, region.village_card, region.word');
  tell(`loaded ${provinces.codes.length} provinces, ${regencies.codes.length} regencies, ${districts.codes.length} districts, ${villages.codes.length} villages`);
}

async function insert(db: Client, statement: string, columns: string[][]): Promise<void> {
  for (let from = 0; from < columns[0]!.length; from += BATCH) {
    await db.query(statement, columns.map((column) => column.slice(from, from + BATCH)));
  }
}

const INSERT_PROVINCES = `INSERT INTO region.province (code, name) SELECT * FROM unnest($1::text[], $2::text[])
  ON CONFLICT (code) DO UPDATE SET name = excluded.name`;
const INSERT_REGENCIES = `INSERT INTO region.regency (code, province_code, name) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
  ON CONFLICT (code) DO UPDATE SET name = excluded.name`;
const INSERT_DISTRICTS = `INSERT INTO region.district (code, regency_code, name) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
  ON CONFLICT (code) DO UPDATE SET name = excluded.name`;
const INSERT_VILLAGES = `INSERT INTO region.village (code, district_code, name) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
  ON CONFLICT (code) DO UPDATE SET name = excluded.name`;
const INSERT_CARDS = `INSERT INTO region.village_card (code, name_key, search) SELECT code, name_key, search::tsvector
  FROM unnest($1::text[], $2::text[], $3::text[]) AS given(code, name_key, search)
  ON CONFLICT (code) DO UPDATE SET name_key = excluded.name_key, search = excluded.search`;
const INSERT_WORDS = 'INSERT INTO region.word (word) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING';
