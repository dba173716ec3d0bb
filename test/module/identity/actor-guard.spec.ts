import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { Memberships, People, Roles, Sessions } from '#libs/identity';
import { Access, Actor, newId, Subscribers, type Id } from '#libs/platform';
import { site, type Answer, type Site } from './site.js';

const MINE = newId('shp');
const OTHERS = newId('shp');

let here: Site;
let ids: Record<'buyer' | 'artisan' | 'admin', Id<'usr'>>;
const bearer: Record<string, string> = {};
const cookie: Record<string, string> = {};

beforeAll(async () => {
  here = await site();
  const people = here.app.get(People);
  const make = (name: string) => people.create({ email: `${name}@contoh.id`, password: 'rahasia-sekali', name, locale: 'id', emailVerified: true });
  ids = { buyer: await make('buyer'), artisan: await make('artisan'), admin: await make('admin') };
  await here.app.get(Memberships).grant('shop', MINE, ids.artisan, 'owner');
  await here.app.get(Roles).grant(ids.admin, 'admin');
  for (const name of Object.keys(ids)) {
    const answer = await here.ask('/api/auth/sign-in/email', { method: 'POST', payload: { email: `${name}@contoh.id`, password: 'rahasia-sekali' } });
    bearer[name] = `Bearer ${String(answer.headers['set-auth-token'])}`;
    cookie[name] = answer.headers['set-cookie']![0]!.split(';')[0]!;
  }
});
afterAll(() => here.close());

const probe = (path: string, headers: Record<string, string> = {}) => here.ask(`/api/v1/probe/${path}`, { headers });
const as = (name: string) => ({ authorization: bearer[name]! });

describe('access levels', () => {
  test.each([
    ['public', '', 200], ['public', 'buyer', 200],
    ['signed-in', '', 401], ['signed-in', 'buyer', 200],
    ['admin', '', 401], ['admin', 'buyer', 403], ['admin', 'artisan', 403], ['admin', 'admin', 200],
    [`shops/${MINE}`, '', 401], [`shops/${MINE}`, 'buyer', 404], [`shops/${MINE}`, 'artisan', 200], [`shops/${MINE}`, 'admin', 404],
    [`shops/${OTHERS}`, 'artisan', 404], ['shops/anything', 'artisan', 404],
  ])('%s asked by "%s" answers %i', async (path, name, status) => {
    expect((await probe(path, name ? as(name) : {})).status).toBe(status);
  });

  test('another\'s shop answers byte for byte like one that is missing', async () => {
    expect((await probe(`shops/${MINE}`, as('buyer'))).body).toBe((await probe(`shops/${newId('shp')}`, as('buyer'))).body);
  });

  test('a right that is taken away is gone with the next request, since nothing is kept in memory', async () => {
    const memberships = here.app.get(Memberships);
    await memberships.grant('shop', OTHERS, ids.buyer, 'staff');
    expect((await probe(`shops/${OTHERS}`, as('buyer'))).status).toBe(200);
    await memberships.revoke('shop', OTHERS, ids.buyer);
    expect((await probe(`shops/${OTHERS}`, as('buyer'))).status).toBe(404);
  });

  test('a route of which nobody said who may call it does not boot', async () => {
    @Controller('open')
    class ForgottenController {
      @Get() list(): string[] { return []; }
      @Get('said') @Access('public') said(): string[] { return []; }
    }
    await expect(site({}, [ForgottenController])).rejects.toThrow('routes without @Access: ForgottenController.list');
  });
});

describe('who the actor is', () => {
  test('the API ignores cookies, pages ignore bearer tokens', async () => {
    expect((await probe('signed-in', { cookie: cookie.buyer! })).status).toBe(401);
    expect((await here.ask('/page', { headers: as('buyer') })).json()).toMatchObject({ userId: null });
    expect((await here.ask('/page', { headers: { cookie: cookie.buyer! } })).json()).toMatchObject({ userId: ids.buyer });
    expect((await here.ask('/page', { headers: { cookie: `${cookie.buyer}x` } })).json()).toMatchObject({ userId: null });
  });

  test('language: Accept-Language for the API, the path for pages', async () => {
    const locale = (answer: Answer) => answer.json<{ locale: string }>().locale;
    expect(locale(await probe('public', { 'accept-language': 'en-GB,en;q=0.9,id;q=0.8' }))).toBe('en');
    expect(locale(await probe('public', { 'accept-language': 'fr' }))).toBe('id');
    expect(locale(await here.ask('/page', { headers: { 'accept-language': 'en' } }))).toBe('id');
    expect(locale(await here.ask('/en/page'))).toBe('en');
  });

  test('guests carry their basket and checkout tokens', async () => {
    expect((await probe('public', { 'x-basket-token': 'b1', 'x-checkout-token': 'c1', cookie: 'basket=no' })).json()).toMatchObject({ tokens: { basket: 'b1', checkout: 'c1' } });
    expect((await here.ask('/page', { headers: { cookie: 'a=b; basket=b2', 'x-basket-token': 'no' } })).json()).toMatchObject({ tokens: { basket: 'b2' } });
  });

  test('costs one statement signed in and none for guests', async () => {
    const counted = jest.spyOn(here.db, 'query');
    await probe('public');
    await probe('public', { authorization: 'Bearer forged.AAAA' });
    expect(counted).toHaveBeenCalledTimes(0);
    await probe(`shops/${MINE}`, as('artisan'));
    expect(counted).toHaveBeenCalledTimes(1);
    counted.mockRestore();
  });

  test('a session that has expired is nobody; the sweep forgets it', async () => {
    const answer = await here.ask('/api/auth/sign-in/email', { method: 'POST', payload: { email: 'buyer@contoh.id', password: 'rahasia-sekali' } });
    const authorization = `Bearer ${String(answer.headers['set-auth-token'])}`;
    expect((await probe('signed-in', { authorization })).status).toBe(200);
    await here.db.query(`UPDATE identity.session SET expires_at = now() - interval '1 second' WHERE token = $1`, [authorization.slice(7).split('.')[0]]);
    expect((await probe('signed-in', { authorization })).status).toBe(401);
    await here.app.get(Subscribers).schedules.find((each) => each.name === 'identity.forget-expired')!.run();
    expect(await here.db.query('SELECT 1 FROM identity.session WHERE expires_at < now()')).toEqual([]);
    expect((await probe('signed-in', as('buyer'))).status).toBe(200);
  });
});

describe('forms', () => {
  const form = (headers: Record<string, string>) => here.ask('/page', { method: 'POST', payload: {}, headers });

  test.each([
    ['our own page', { origin: 'http://localhost:3000' }, 201],
    ['a page of others', { origin: 'https://jahat.example' }, 403],
    ['a hidden origin', { origin: 'null' }, 403],
    ['a hidden origin of the same site', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 201],
    ['another site without Origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['our page by its Referer', { referer: 'http://localhost:3000/page' }, 201],
    ['nobody says where from', {}, 403],
  ])('with a cookie, from %s, answers as it should', async (_, headers, status) => {
    expect((await form({ cookie: cookie.buyer!, ...(headers as Record<string, string>) })).status).toBe(status);
  });

  test('a foreign page cannot sign its visitor in, although there is no cookie yet', async () => {
    expect((await form({ origin: 'https://jahat.example' })).status).toBe(403);
    expect((await form({})).status).toBe(201);
  });
});

describe('cookies', () => {
  const signIn = async (at: Site, headers: Record<string, string> = {}) => {
    const answer = await at.ask('/api/auth/sign-in/email', { method: 'POST', headers, payload: { email: 'buyer@contoh.id', password: 'rahasia-sekali' } });
    return answer.headers['set-cookie']!.find((each) => each.includes('session_token'))!;
  };

  test('are plain on loopback, HttpOnly and Lax everywhere', async () => {
    const set = await signIn(here);
    expect(set).toMatch(/^kriyadesa\.session_token=/);
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Lax/);
    expect(set).toMatch(/; Path=\//);
    expect(set).not.toMatch(/; Secure|; Domain/);
  });

  test('are __Host- and Secure where the site is on HTTPS', async () => {
    const secure = await site({ PUBLIC_URL: 'https://kriyadesa.id' });
    try {
      await secure.app.get(People).create({ email: 'buyer@contoh.id', password: 'rahasia-sekali', name: 'Buyer', locale: 'id' });
      const set = await signIn(secure);
      expect(set).toMatch(/^__Host-kriyadesa\.session_token=/);
      expect(set).toMatch(/; Secure/);
      expect(set).toMatch(/; Path=\//);
      expect(set).not.toMatch(/; Domain/);
      expect((await secure.ask('/page', { headers: { cookie: set.split(';')[0]! } })).json()).toMatchObject({ userId: expect.stringMatching(/^usr_/) });
      // What a neighbouring host could set counts for nothing, also beside our own.
      const tossed = await secure.ask('/page', { headers: { cookie: `basket=tossed; checkout=tossed; kriyadesa.session_token=${set.split(';')[0]!.split('=')[1]}` } });
      expect(tossed.json()).toMatchObject({ userId: null, tokens: {} });
      expect((await secure.ask('/page', { headers: { cookie: 'basket=tossed; __Host-basket=mine' } })).json()).toMatchObject({ tokens: { basket: 'mine' } });
    } finally {
      await secure.close();
    }
  });

  test('signing in again gives another session and ends the one before', async () => {
    const origin = { origin: 'http://localhost:3000' };
    const before = (await signIn(here, origin)).split(';')[0]!;
    const after = (await signIn(here, { ...origin, cookie: before })).split(';')[0]!;
    expect(after).not.toBe(before);
    expect((await here.ask('/page', { headers: { cookie: before } })).json()).toMatchObject({ userId: null });
    expect((await here.ask('/page', { headers: { cookie: after } })).json()).toMatchObject({ userId: ids.buyer });
  });
});

describe('sessions and rights as data', () => {
  test('people see and end their own sessions only', async () => {
    const sessions = here.app.get(Sessions);
    const [buyer, artisan] = [new Actor({ userId: ids.buyer }), new Actor({ userId: ids.artisan })];
    const [theirs] = await sessions.list(artisan);
    await expect(sessions.revoke(buyer, theirs!.id)).rejects.toMatchObject({ spec: { code: 'not_found' } });
    await expect(sessions.revoke(artisan, 'ses_\u0000')).rejects.toMatchObject({ spec: { code: 'not_found' } });
    expect((await probe('signed-in', as('artisan'))).status).toBe(200);
    await sessions.revokeAll(artisan);
    expect((await probe('signed-in', as('artisan'))).status).toBe(401);
  });

  test('holders of many things come in one statement', async () => {
    const memberships = here.app.get(Memberships);
    const counted = jest.spyOn(here.db, 'query');
    const holders = await memberships.holdersOf('shop', [MINE, OTHERS]);
    expect([counted.mock.calls.length, [...holders]]).toEqual([1, [[MINE, [{ userId: ids.artisan, role: 'owner' }]]]]);
    counted.mockRestore();
    expect(await memberships.holders('shop', MINE, 'staff')).toEqual([]);
  });

  test('an account exists once, whatever the case of its address', async () => {
    const again = here.app.get(People).create({ email: 'BUYER@contoh.id', password: 'x'.repeat(10), name: 'B', locale: 'id' });
    await expect(again).rejects.toMatchObject({ spec: { code: 'email_taken' } });
  });
});
