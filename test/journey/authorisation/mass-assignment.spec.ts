import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '#libs/platform';
import { checksums, ourTables, quiet } from './checksum.js';
import { camelCase, closedPlaces, documented, documentedNames, withFields } from './extra-fields.js';
import { MATRIX } from './matrix.js';
import { enter } from './principals.js';
import { pathThings, requestOf, thingNamed, type Row } from './row.js';
import { FORBIDDEN_NAMES } from './secrets.js';
import { idOf } from './things.js';
import { makeWorld, type World } from './world.js';

let world: World;
let columns: string[];
let before: Record<string, string>;

beforeAll(async () => {
  world = await makeWorld();
  const every = (await ourTables(world.site.db)).flatMap((table) => table.columns.map(camelCase));
  columns = [...new Set([...every, 'priceAmount', 'isAdmin', 'roles', 'memberships', 'status', 'total', 'commission'])].sort();
  await quiet(world.site.db);
  before = await checksums(world.site.db);
}, 120_000);

afterAll(() => world.close());

const writes = (row: Row) => !row.on.startsWith('GET ');
const rightful = (row: Row) => {
  const who = row.may[0]!;
  return { who, ...requestOf(row, world, (name) => idOf(thingNamed(world, name), who)) };
};
const valueFor = (name: string) => (/(At|On|From|Until)$/.test(name) ? '2026-01-01' : /Id$/.test(name) ? newId('shp') : 1);

interface Refusal {
  code?: string;
  errors?: { pointer: string }[];
}

describe('the API', () => {
  const apiWrites = MATRIX.filter((row) => writes(row) && row.on.includes(' /api/v1/'));
  const taking = apiWrites.filter((row) => documented(row.on)?.body);

  test('every write that takes a body has one to start from', () => {
    expect(taking.filter((row) => !row.body).map(({ on }) => on)).toEqual([]);
    expect(taking.length).toBeGreaterThan(25);
    expect(apiWrites.filter((row) => !documented(row.on)).map(({ on }) => on)).toEqual([]);
  });

  test('refuses every column that a write does not name, wherever in the body, each by its pointer', async () => {
    const wrong: string[] = [];
    for (const row of taking) {
      const { who, body, ...request } = rightful(row);
      for (const { pointer, allowed } of closedPlaces(documented(row.on)!.body!, body)) {
        const extra = columns.filter((column) => !allowed.includes(column));
        const sent = withFields(body, pointer, Object.fromEntries(extra.map((name) => [name, valueFor(name)])));
        const seen = await world.as(who, { ...request, body: sent });
        const { code, errors = [] } = JSON.parse(seen.text) as Refusal;
        const named = new Set(errors.map((error) => error.pointer));
        const accepted = extra.filter((name) => !named.has(`${pointer}/${name}`));
        if (seen.status !== 400 || code !== 'invalid_input' || accepted.length > 0) wrong.push(`${row.on} at "${pointer}" as ${who}: ${seen.status} ${code}, not named: ${accepted.join(', ').slice(0, 300)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('refuses an attribute that the category does not have, since attributes are an open object', async () => {
    const shop = `/api/v1/seller/shops/${world.things.shop!.own}`;
    for (const attributes of [{ price: 1 }, { state: 'active' }, { shopId: world.things.shop!.other }]) {
      const seen = await world.as('ownerA', { method: 'POST', path: `${shop}/products`, body: { name: { id: 'Tas Baru' }, category: 'craft/weaving', attributes } });
      expect([seen.status, (JSON.parse(seen.text) as Refusal).errors?.[0]?.pointer]).toEqual([400, `/attributes/${Object.keys(attributes)[0]}`]);
    }
  });

  test('lists take no question that they do not know', async () => {
    const wrong: string[] = [];
    for (const row of MATRIX.filter(({ on, query }) => /^GET \/api\/v1\/(seller|admin|orders|notices|products$)/.test(on) && !query && on.endsWith('s'))) {
      const { who, ...request } = rightful(row);
      const { status, text } = await world.as(who, { ...request, path: `${request.path}?ownerId=x&buyerUserId=x&limit=5` });
      if (status !== 400 && text !== (await world.as(who, request)).text) wrong.push(`${row.on}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  test('an upload takes nothing but its file and words', async () => {
    const path = (name: string) => `/api/v1/seller/shops/${world.things.shop!.own}/products/${world.things[name]!.own}/photos`;
    const form = new FormData();
    for (const name of ['shopId', 'shop_id', 'productId', 'position', 'id', 'storageKey']) form.set(name, name === 'position' ? '-1' : world.things.shop!.other);
    form.set('photo', world.picture, 'foto.png');
    const seen = await world.as('ownerA', { method: 'POST', path: path('productToApprove'), body: form });
    expect(seen.status).toBe(201);
    const { id } = JSON.parse(seen.text) as { id: string };
    const row = await world.site.db.one('SELECT shop_id AS "shopId", product_id AS "productId", position, storage_key LIKE \'photo/%\' AS stored FROM shop.photo WHERE id = $1', [id]);
    expect(row).toEqual({ shopId: world.things.shop!.own, productId: world.things.productToApprove!.own, position: 1, stored: true });
    expect((await world.as('ownerA', { method: 'DELETE', path: `${path('productToApprove')}/${id}` })).status).toBe(204);
  });
});

describe('the pages', () => {
  /** Post nothing that is kept: searches within a form, and buttons without a field. */
  const KEEPS_NOTHING_TYPED = ['POST /pesan', 'POST /desk/baru', 'POST /admin/gagal/ulang', 'POST /keluar'];

  test('refuse every column that a form does not name', async () => {
    const wrong: string[] = [];
    for (const row of MATRIX.filter((each) => writes(each) && !each.on.includes(' /api/') && !KEEPS_NOTHING_TYPED.includes(each.on))) {
      const { who, body, ...request } = rightful(row);
      if (body instanceof FormData) continue;
      const fields = Object.fromEntries(columns.filter((name) => !(name in ((body as object | undefined) ?? {}))).map((name) => [name, String(valueFor(name))]));
      const seen = await world.as(who, { ...request, body: { ...fields, ...(body as object | undefined) } });
      if (seen.status !== 400) wrong.push(`${row.on} as ${who}: ${seen.status} ${seen.location ?? ''}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the sign-in engine', () => {
  const post = (path: string, body: object, bearer?: string) =>
    fetch(`${world.site.url}/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) }, body: JSON.stringify(body) });
  const personOf = (email: string) =>
    world.site.db.one(
      `SELECT email_verified AS "emailVerified", phone_number AS phone, coalesce(phone_number_verified, false) AS "phoneVerified", coalesce(two_factor_enabled, false) AS "twoFactor",
              (SELECT count(*)::int FROM identity.role WHERE user_id = person.id) AS roles, (SELECT count(*)::int FROM identity.membership WHERE user_id = person.id) AS memberships
       FROM identity.person WHERE email = $1`,
      [email],
    );
  const GREEDY = {
    id: newId('usr'), role: 'admin', roles: ['admin'], isAdmin: true, emailVerified: true, phoneNumberVerified: true, phoneNumber: '+6281200000005', twoFactorEnabled: true,
    memberships: [{ kind: 'shop', role: 'owner' }], createdAt: '2020-01-01T00:00:00Z',
  };
  const PLAIN = { emailVerified: false, phone: null, phoneVerified: false, twoFactor: false, roles: 0, memberships: 0 };

  test('makes nobody an admin, verified, or somebody else', async () => {
    const email = 'serakah@example.com';
    await post('/sign-up/email', { email, password: 'rahasia-sekali', name: 'Serakah', ...GREEDY });
    if (!(await personOf(email))) await post('/sign-up/email', { email, password: 'rahasia-sekali', name: 'Serakah' });
    expect(await personOf(email)).toEqual(PLAIN);
    const { bearer } = await enter(world.site, email, 'rahasia-sekali');
    for (const [name, value] of Object.entries(GREEDY)) await post('/update-user', { name: 'Serakah', [name]: value }, bearer);
    expect(await personOf(email)).toEqual(PLAIN);
    await world.site.db.query('DELETE FROM identity.person WHERE email = $1', [email]);
  });
});

describe('afterwards', () => {
  test('nothing has changed in any table', async () => {
    await quiet(world.site.db);
    expect(await checksums(world.site.db)).toEqual(before);
  });

  test('no shape of an answer has a field for what is secret', () => {
    expect(documentedNames().filter(({ name }) => FORBIDDEN_NAMES.test(`"${name}":`))).toEqual([]);
    expect(documentedNames().filter(({ name }) => name === 'token').map(({ shape }) => shape).sort()).toEqual(['BasketCreatedShape', 'PlacedCheckoutShape']);
  });

  test('every row that names a thing in its path was asked with one that exists', () => {
    expect(MATRIX.flatMap((row) => Object.values(pathThings(row))).filter((name) => !world.things[name])).toEqual([]);
  });
});
