import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Reflector } from '@nestjs/core';
import { ActorGuard, TrustedOrigins } from '#libs/identity';
import { ACCESS, Actor, Database, RateLimits } from '#libs/platform';
import { grants, mistakes, statusOf, strangers, type Attempt } from '../../journey/authorisation/attempts.js';
import { quiet } from '../../journey/authorisation/checksum.js';
import { MATRIX } from '../../journey/authorisation/matrix.js';
import type { Row } from '../../journey/authorisation/row.js';
import { makeWorld, type World } from '../../journey/authorisation/world.js';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
  await quiet(world.site.db);
}, 180_000);

afterEach(() => void jest.restoreAllMocks());
afterAll(() => world.close());

const rowNamed = (on: string): Row => MATRIX.find((row) => row.on === on) ?? fail(`no row ${on}`);
function fail(message: string): never {
  throw new Error(message);
}

/** The attempts that go otherwise than the matrix says, as it would find them. */
async function findings(attempts: readonly Attempt[], most = 1): Promise<string[]> {
  const wrong: string[] = [];
  for (const attempt of attempts) {
    const seen = await world.as(attempt.who, attempt);
    if (!attempt.expected.includes(statusOf(seen))) wrong.push(`${attempt.story}: ${seen.status}`);
    if (wrong.length >= most) break;
  }
  return wrong;
}

/** Refused as things are; without the guard, not. */
async function guards(attempts: readonly Attempt[], remove: () => void): Promise<void> {
  expect(attempts.length).toBeGreaterThan(0);
  expect(await findings(attempts)).toEqual([]);
  remove();
  expect(await findings(attempts)).not.toEqual([]);
}

/** What keeps a statement to the actor's own things, and an operation that fails in the matrix without it. The last part of a path may stand for its whole. */
const SCOPES: readonly [string, string][] = [
  ['b.user_id = $2 OR b.token_hash = $3', 'GET /api/v1/baskets/:id'],
  ['b.user_id = $2 OR b.token_hash = $3', 'POST /api/v1/baskets/:id/items'],
  ['user_id = $2 OR token_hash = $3 OR $4', 'GET /api/v1/checkouts/:id'],
  ['user_id = $2 OR token_hash = $3', 'POST /api/v1/checkouts/:id/payments'],
  ['o.buyer_user_id = $4 OR c.token_hash = $5 OR o.shop_id = ANY ($6::text[]) OR $7', 'GET /api/v1/orders/:id'],
  ['o.buyer_user_id = $2 OR c.token_hash = $3', 'POST /api/v1/orders/:id/receipt'],
  ['user_id = $2 OR shop_id = ANY($3::text[])', 'POST /api/v1/notices/:id/reading'],
  ['AND shop_id = $2', 'GET /api/v1/seller/shops/:shopId/certificates/:certificateId/files/:place'],
  ['AND shop_id = $1', 'PUT /api/v1/seller/shops/:shopId/products/:productId/photos/:photoId/alt'],
  ['AND product.shop_id = $1', 'GET /api/v1/seller/shops/:shopId/products/:productId/photos'],
  ['AND variant.shop_id = $1', 'GET /api/v1/seller/shops/:shopId/stock/:variantId/movements'],
  ['AND variant.shop_id = $1', 'GET /api/v1/seller/shops/:shopId/stock/:variantId/lots'],
  ['session.expires_at > now()', 'GET /api/v1/me'],
];

describe('without', () => {
  test.each(SCOPES)('%s in its statement, %s is no longer refused', async (scope, on) => {
    const row = rowNamed(on);
    let met = 0;
    await guards([...strangers(row, world), ...mistakes(row, world).filter(({ story }) => story.includes('a stranger'))], () => {
      const db = world.site.app.get(Database);
      const query = db.query.bind(db);
      const [joint = '', condition = scope] = /^(AND )(.*)$/.exec(scope)?.slice(1) ?? [];
      jest.spyOn(db, 'query').mockImplementation((text, parameters) => {
        if (text.includes(scope)) met++;
        // Still asked, so that its parameter keeps a type, and true whatever it says.
        return query(text.replaceAll(scope, `${joint}(${condition} OR true)`), parameters);
      });
    });
    expect(met).toBeGreaterThan(0);
  });

  test('@Access, every route below a shop answers somebody otherwise', async () => {
    const rows = MATRIX.filter(({ level }) => level === 'shop');
    const attempts = rows.flatMap((row) => strangers(row, world).filter(({ who }) => who === 'anonymous').slice(0, 1));
    expect(await findings(attempts)).toEqual([]);
    // Private to the guard, like everything that it was made with.
    const { reflector } = world.site.app.get(ActorGuard) as unknown as { reflector: Reflector };
    const read = reflector.getAllAndOverride.bind(reflector);
    jest.spyOn(reflector, 'getAllAndOverride').mockImplementation((mark, targets) => (mark === ACCESS ? 'public' : read(mark, targets)) as never);
    const noticed = (await findings(attempts, attempts.length)).map((story) => story.split(' as anonymous')[0]!);
    const unnoticed = rows.filter(({ on }) => !noticed.includes(on));
    // The verbs of admins, and those that ask who somebody is, ask for themselves: twice refused is not noticed.
    expect(unnoticed.map(({ on }) => on)).toEqual(['POST /desk/:shopId/kabar/dibaca']);
  });

  test('the roles within a shop, staff do what is for owners', async () => {
    const asStaff = MATRIX.filter((row) => row.refuses?.staffA === 403).flatMap((row) => strangers(row, world).filter(({ who }) => who === 'staffA'));
    await guards(asStaff, () => void jest.spyOn(Actor.prototype, 'requireMember').mockReturnValue(undefined));
  });

  test('the role of admins, anybody who is signed in reads what admins read', async () => {
    const asBuyer = MATRIX.filter((row) => row.level === 'admin' && row.on.startsWith('GET /admin')).flatMap((row) => strangers(row, world).filter(({ who }) => who === 'buyerB'));
    await guards(asBuyer, () => void jest.spyOn(Actor.prototype, 'requireAdmin').mockReturnValue(undefined));
  });

  test('the question where a form comes from, a page of others posts ours', async () => {
    const foreign = grants(rowNamed('POST /keranjang/barang'), world).map((form) => ({ ...form, headers: { origin: 'https://jahat.example' }, expected: [403] }));
    await guards(foreign, () => void jest.spyOn(world.site.app.get(TrustedOrigins), 'judge').mockReturnValue('own'));
  });

  test('counting, guessing goes on', async () => {
    const counted = jest.spyOn(world.site.app.get(RateLimits), 'take');
    await world.as('anonymous', { method: 'POST', path: '/masuk', body: { email: 'nobody@kriyadesa.test', password: 'salah-sekali' } });
    await world.as('buyerA', { method: 'POST', path: '/api/v1/baskets' });
    await world.as('anonymous', { method: 'GET', path: '/api/v1/products' });
    await world.as('anonymous', { method: 'GET', path: '/produk/x' });
    const names = counted.mock.calls.map(([{ name }]) => name);
    expect(names).toEqual(expect.arrayContaining(['auth.password', 'order.new-basket', 'catalogue.read']));
  });
});
