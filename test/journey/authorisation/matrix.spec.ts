import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grants, mistakes, neutral, statusOf, strangers, visitors, type Attempt } from './attempts.js';
import { checksums, quiet } from './checksum.js';
import { liveRoutes, servedShapes, shapeOf, withoutTwins, type LiveRoute } from './live-routes.js';
import { ELSEWHERE, MATRIX } from './matrix.js';
import { PEOPLE, type Seen, type Who } from './principals.js';
import { refusalOf, type Row } from './row.js';
import { leaksIn } from './secrets.js';
import { makeWorld, SHOP_C, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
}, 120_000);

afterAll(() => world.close());

const AT_ONCE = 6;
const MOST_TOLD = 60;
const LONGEST = 500;

/** Runs the attempts a few at a time; answers the stories that went otherwise than told, the first ones when there are many. */
async function tell(attempts: readonly Attempt[], judge: (attempt: Attempt, seen: Seen) => Promise<string | null>): Promise<string[]> {
  const wrong: string[] = [];
  const queue = [...attempts];
  const work = async () => {
    for (;;) {
      const attempt = queue.shift();
      if (!attempt) return;
      const finding = await world.as(attempt.who, attempt).then((seen) => judge(attempt, seen), (error: Error) => error.message);
      if (finding) wrong.push(`${attempt.story}: ${finding}`.slice(0, LONGEST));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return wrong.sort().slice(0, MOST_TOLD);
}

function asExpected({ expected }: Attempt, seen: Seen): string | null {
  return expected.includes(statusOf(seen)) ? null : `answers ${seen.status} instead of ${expected.join(' or ')}: ${seen.text.slice(0, 200)}`;
}

/** Where the two begin to differ. */
function differing(one: string, other: string): string {
  const from = Math.max(0, [...one].findIndex((letter, place) => letter !== other[place]) - 40);
  return `${one.slice(from, from + 160)}\n  ${other.slice(from, from + 160)}`;
}

const NO_DIFFERENCE = { withoutRow: [], withoutRoute: [], twice: [], lonely: [] };

function differences(all: readonly LiveRoute[], rows: readonly Row[]): Record<keyof typeof NO_DIFFERENCE, string[]> {
  const { routes, lonely } = withoutTwins(all);
  const live = routes.filter(({ operation }) => !(operation in ELSEWHERE)).map(({ operation, level }) => `${operation} (${level})`);
  const told = rows.map(({ on, level }) => `${on} (${level})`);
  return {
    withoutRow: live.filter((each) => !told.includes(each)),
    withoutRoute: told.filter((each) => !live.includes(each)),
    twice: told.filter((each, place) => told.indexOf(each) !== place),
    lonely,
  };
}

describe('the table', () => {
  test('has one row for every live route, with its access level, and none besides', () => {
    expect(differences(liveRoutes(world.site.app), MATRIX)).toEqual(NO_DIFFERENCE);
  });

  test('would miss a route without a row, a row without a route, another level, a page without its English twin', () => {
    const routes = liveRoutes(world.site.app).filter(({ operation }) => operation !== 'GET /en/tentang');
    const planted: LiveRoute[] = [{ operation: 'DELETE /api/v1/everything', level: 'public' }, { operation: 'GET /en/diam', level: 'public' }];
    const rows = MATRIX.map((row) => (row.on === 'GET /api/v1/me' ? { ...row, level: 'public' as const } : row)).filter(({ on }) => on !== 'POST /api/v1/checkouts');
    expect(differences([...routes, ...planted], [...rows, { ...MATRIX[0]!, on: 'GET /gone' }, MATRIX[0]!])).toEqual({
      withoutRow: ['GET /api/v1/me (signed-in)', 'POST /api/v1/checkouts (public)', 'DELETE /api/v1/everything (public)'],
      withoutRoute: ['GET /api/v1/me (public)', 'GET /gone (public)'],
      twice: [`${MATRIX[0]!.on} (public)`],
      lonely: ['GET /tentang', 'GET /en/diam'],
    });
  });

  test('knows every path that the server serves', () => {
    const mapped = new Set(liveRoutes(world.site.app).map(({ operation }) => shapeOf(operation.slice(operation.indexOf(' ') + 1))));
    expect(servedShapes(world.site.app).filter((shape) => !mapped.has(shape) && !shape.endsWith('*'))).toEqual([]);
  });
});

describe('who may not', () => {
  let before: Record<string, string>;

  beforeAll(async () => {
    await quiet(world.site.db);
    before = await checksums(world.site.db);
  });

  const alike = async (attempt: Attempt, seen: Seen) => {
    const wrong = asExpected(attempt, seen);
    if (wrong || !attempt.twin) return wrong;
    const twin = await world.as(attempt.who, attempt.twin);
    const [one, other] = [neutral(seen, attempt.ids), neutral(twin, attempt.ids)];
    return one === other ? null : `tells it from a missing one:\n  ${differing(one, other)}`;
  };

  test('is refused on what is another’s, byte for byte as on what is missing', async () => {
    expect(await tell(MATRIX.flatMap((row) => strangers(row, world)), alike)).toEqual([]);
  });

  test('may neither who sends one id that is a stranger’s, missing or malformed', async () => {
    expect(await tell(MATRIX.flatMap((row) => mistakes(row, world)), alike)).toEqual([]);
  });

  test('has a form refused that comes from a page of others, whoever’s cookie goes along', async () => {
    const forms = MATRIX.filter(({ on }) => on.startsWith('POST ') && !on.includes('/api/') && !on.includes('/sandbox/')).flatMap((row) => grants(row, world));
    const foreign = forms.map((form) => ({ ...form, headers: { origin: 'https://jahat.example' }, expected: [403] }));
    expect(foreign.length).toBeGreaterThan(5);
    expect(await tell(foreign, async (attempt, seen) => asExpected(attempt, seen))).toEqual([]);
  });

  test('finds no other spelling of an address behind which the API takes cookies, or a page a bearer token', async () => {
    const { cookies, bearer } = world.credentials.ownerA;
    const cookie = Object.entries(cookies).map((pair) => pair.join('=')).join('; ');
    const shopId = world.things.shop!.own;
    for (const path of ['/api/v1/me', '/%61pi/v1/me', '/api%2Fv1/me', '//api/v1/me', '/./api/v1/me', '/API/v1/me', '/en/api/v1/me', '/api/v1/me/', `/%61pi/v1/seller/shops/${shopId}`]) {
      const answer = await fetch(`${world.site.url}${path}`, { headers: { cookie }, redirect: 'manual' });
      expect([path, [303, 401, 404].includes(answer.status)]).toEqual([path, true]);
    }
    for (const path of [`/desk/${shopId}`, `/%64esk/${shopId}`, `/en/desk/${shopId}`, `/desk%2F${shopId}`]) {
      const answer = await fetch(`${world.site.url}${path}`, { headers: { authorization: `Bearer ${bearer}` }, redirect: 'manual' });
      expect([path, [303, 404].includes(answer.status)]).toEqual([path, true]);
    }
  });

  test('has changed nothing in any table', async () => {
    await quiet(world.site.db);
    expect(await checksums(world.site.db)).toEqual(before);
  });
});

describe('the owner of a suspended shop', () => {
  test('sees it, cannot bring it back, and sells nothing', async () => {
    const { own } = world.things.suspendedShop!;
    const product = world.things.suspendedProduct!.own;
    const variantId = world.things.suspendedVariant!.own;
    const seller = `/api/v1/seller/shops/${own}`;
    const told: [Who, string, number, unknown?][] = [
      ['ownerC', `GET ${seller}`, 200], ['ownerC', `GET ${seller}/orders`, 200], ['ownerC', `GET ${seller}/balance`, 200], ['ownerC', `GET /desk/${own}`, 200],
      ['ownerC', `POST ${seller}/submission`, 409], ['ownerC', `POST ${seller}/products/${product}/submission`, 409],
      ['ownerC', `POST /api/v1/admin/shops/${own}/reinstatement`, 403],
      ['anonymous', `GET /api/v1/shops/${own}`, 404], ['anonymous', `GET /toko/${SHOP_C}`, 404], ['anonymous', `GET /api/v1/products/${product}`, 404],
      ['buyerA', `POST /api/v1/baskets/${world.things.basket!.own}/items`, 422, { variantId, quantity: 1 }],
    ];
    const wrong = told.map(([who, operation, expected, body]) => {
      const [method = '', path = ''] = operation.split(' ');
      return { who, story: `${operation} as ${who}`, method, path, body, expected: [expected], ids: [] };
    });
    expect(await tell(wrong, async (attempt, seen) => asExpected(attempt, seen))).toEqual([]);
    const listed = await world.as('anonymous', { method: 'GET', path: `/api/v1/products?shop=${own}` });
    expect(JSON.parse(listed.text)).toMatchObject({ items: [] });
  });
});

describe('who may', () => {
  const isKeyed = ({ method, path }: Attempt) => method !== 'GET' && path.startsWith('/api/v1/');

  /** What is for somebody in particular must not lie in a cache between us and them. */
  const keptByCaches = ({ level }: Row, { headers }: Seen) => (level === 'public' || /no-store|private/.test(headers.get('cache-control') ?? '') ? null : `may be cached: ${headers.get('cache-control')}`);

  /** The kept answer of a key is for who asked with it: a stranger who knows the key is refused as ever. */
  const replays = async (attempt: Attempt, row: Row, headers: Record<string, string>) => {
    const strange = (['anonymous', 'guestB', 'buyerB'] as const).filter((who) => !row.may.includes(who));
    return tell(strange.map((who) => ({ ...attempt, who, headers, story: `${attempt.story}, replayed by ${who}`, expected: [refusalOf(row, who)] })), async (each, seen) => asExpected(each, seen));
  };

  test('is let in, and is shown nothing that is private to others; their keys open nothing to others', async () => {
    const wrong: string[] = [];
    for (const row of MATRIX) {
      for (const attempt of [...grants(row, world), ...visitors(row, world)]) {
        const headers: Record<string, string> = isKeyed(attempt) ? { 'idempotency-key': randomUUID() } : {};
        const seen = await world.as(attempt.who, { ...attempt, headers }).catch((error: Error) => error.message);
        const finding = typeof seen === 'string' ? seen : (asExpected(attempt, seen) ?? leaksIn(seen, attempt.who, world) ?? keptByCaches(row, seen));
        if (finding) wrong.push(`${attempt.story}: ${finding}`.slice(0, LONGEST));
        if (isKeyed(attempt) && row.may.length < PEOPLE.length) wrong.push(...(await replays(attempt, row, headers)));
      }
    }
    expect(wrong).toEqual([]);
  });
});
