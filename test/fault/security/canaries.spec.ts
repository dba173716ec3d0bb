import { Client as Postgres } from 'pg';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { grants, strangers, visitors, type Attempt } from '../../journey/authorisation/attempts.js';
import { quiet } from '../../journey/authorisation/checksum.js';
import { MATRIX } from '../../journey/authorisation/matrix.js';
import { makeWorld, type World } from '../../journey/authorisation/world.js';
import { canariesIn, plant, textColumns, type Canaries } from './canaries.js';
import { isWords, NO_TEXT_OF_ANYBODY, PLANTINGS, PUBLIC } from './canary-tables.js';

let world: World;
let postgres: Postgres;
let canaries: Canaries;

beforeAll(async () => {
  world = await makeWorld();
  await quiet(world.site.db);
  postgres = new Postgres({ connectionString: world.site.config.databaseUrl });
  await postgres.connect();
  const ids = async (query: string, values: unknown[]) => (await postgres.query<{ id: string }>(query, values)).rows.map(({ id }) => id);
  const people = await ids('SELECT id FROM identity.person WHERE email = $1', ['buyer@kriyadesa.test']);
  canaries = await plant(postgres, {
    people, shops: [world.things.shop!.own], everything: [],
    team: await ids('SELECT user_id AS id FROM identity.membership WHERE id = $1', [world.things.shop!.own]),
    checkouts: await ids('SELECT id FROM orders.checkout WHERE user_id = ANY ($1) OR id = $2', [people, world.things.checkout!.of!.guestA]),
  });
}, 180_000);

afterAll(async () => {
  await postgres.end();
  await world.close();
});

test('every column that may hold words of people bears a canary, or its table is known to hold none', async () => {
  const planted = new Set([...canaries.values()].map(({ column }) => column));
  const bare = (await textColumns(postgres)).filter((column) => !NO_TEXT_OF_ANYBODY.includes(column.table) && isWords(column) && !planted.has(`${column.table}.${column.name}`));
  expect(bare.map(({ table, name }) => `${table}.${name}`)).toEqual([]);
  expect(Object.keys(PLANTINGS).filter((table) => NO_TEXT_OF_ANYBODY.includes(table))).toEqual([]);
});

/** What the answer shows that this principal must not be shown. */
function shown(attempt: Attempt, text: string): string[] {
  return canariesIn(text).map((number) => canaries.get(number)!).filter(({ column, seenBy }) => !PUBLIC.includes(column) && !seenBy.includes(attempt.who) && !(attempt.who === 'admin' && seenBy.length > 0)).map(({ column }) => `${attempt.story} shows ${column}`);
}

test('no answer to anybody else shows a word of the victims that is not public', async () => {
  const english = (attempt: Attempt): Attempt[] => (attempt.path.startsWith('/api/') || attempt.method !== 'GET' ? [] : [{ ...attempt, story: `${attempt.story}, in English`, path: attempt.path === '/' ? '/en' : `/en${attempt.path}` }]);
  const reading = MATRIX.filter(({ on }) => on.startsWith('GET '));
  // Whoever else is refused alike, as the matrix shows.
  const some = (attempt: Attempt) => ['anonymous', 'buyerB', 'ownerB'].includes(attempt.who);
  const read = reading.flatMap((row) => [...strangers(row, world), ...grants(row, world), ...visitors(row, world)]);
  const written = MATRIX.filter((row) => !reading.includes(row)).flatMap((row) => strangers(row, world)).filter(some);
  const asked = [...read, ...written, ...read.filter(some).flatMap(english)];
  const wrong = new Set<string>();
  const seenColumns = new Set<string>();
  const queue = [...asked];
  const work = async () => {
    for (let attempt = queue.shift(); attempt; attempt = queue.shift()) {
      const seen = await world.as(attempt.who, attempt).catch((error: Error) => ({ text: error.message, location: '', headers: new Headers() }));
      const text = [seen.text, seen.location, ...[...seen.headers].flat()].join('\n');
      for (const number of canariesIn(text)) seenColumns.add(canaries.get(number)!.column);
      for (const each of shown(attempt, text)) wrong.add(each);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  expect([...wrong].sort().slice(0, 60)).toEqual([]);
  // Canaries do sing where they may: otherwise the test would be deaf.
  const MUST_SING = ['shop.shop.name', 'shop.product.name', 'orders.orders.buyer_name', 'orders.checkout.contact_email', 'notice.note.subject_id', 'shop.shop.nib', ...PUBLIC];
  expect(MUST_SING.filter((column) => !seenColumns.has(column))).toEqual([]);
}, 180_000);
