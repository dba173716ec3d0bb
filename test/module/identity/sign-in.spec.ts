import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { People } from '#libs/identity';
import { isId } from '#libs/platform';
import { eventually, site, type Site } from './site.js';
import { address, cookieHeader, cookiesOf, person, posting } from './visitor.js';

let here: Site;

beforeAll(async () => {
  here = await site();
});
afterAll(() => here.close());

const post = posting(() => here);
const me = (headers: Record<string, string>) => here.ask('/api/v1/me', { headers });

describe('e-mail and password', () => {
  test('signing up gives an id of ours, a bearer token, an argon2id hash, and no password in the answer', async () => {
    const answer = await post('/sign-up/email', { ...person('sari'), locale: 'en' });
    expect(answer.status).toBe(200);
    expect(isId('usr', answer.json<{ user: { id: string } }>().user.id)).toBe(true);
    expect(answer.body).not.toContain('rahasia');
    const token = String(answer.headers['set-auth-token']);
    const answered = await me({ authorization: `Bearer ${token}` });
    expect(answered.json()).toMatchObject({ email: 'sari@contoh.id', name: 'Ibu sari', roles: [], memberships: [] });
    const [stored] = await here.db.query<{ password: string; locale: string }>('SELECT password, locale FROM identity.account JOIN identity.person ON person.id = user_id WHERE email = $1', ['sari@contoh.id']);
    expect(stored!.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(stored!.locale).toBe('en');
  });

  test('a forged or cut token is nobody', async () => {
    const answer = await post('/sign-up/email', person('forge'));
    const token = String(answer.headers['set-auth-token']);
    const bare = token.split('.')[0]!;
    for (const bad of [`${bare}.AAAA`, `${bare}x.${token.split('.')[1]}`, 'x', `${token}x`]) {
      expect((await me({ authorization: `Bearer ${bad}` })).status).toBe(401);
    }
    expect((await me({ authorization: `Bearer ${bare}` })).status).toBe(200);
  });

  test('a wrong password and an unknown account get the same answer after the same work', async () => {
    await post('/sign-up/email', person('wayan'));
    const timed = async (email: string) => {
      const before = process.hrtime.bigint();
      const answer = await post('/sign-in/email', { email, password: 'salah-sekali' });
      return { status: answer.status, body: answer.body, cookies: cookiesOf(answer), ms: Number(process.hrtime.bigint() - before) / 1e6 };
    };
    const { ms: knownMs, ...known } = await timed('wayan@contoh.id');
    const { ms: unknownMs, ...unknown } = await timed('nobody@contoh.id');
    expect(unknown).toEqual(known);
    expect(known.status).toBe(401);
    // Without the hash an unknown account would answer in a few milliseconds.
    expect(unknownMs).toBeGreaterThan(knownMs / 4);
  });

  test('what a client may not say about itself is refused or dropped', async () => {
    const answer = await post('/sign-up/email', { ...person('mallory'), emailVerified: true, id: 'usr_00000000000000000000000000', role: 'admin', twoFactorEnabled: false });
    if (answer.status === 200) {
      const user = answer.json<{ user: { id: string; emailVerified: boolean } }>().user;
      expect(user.emailVerified).toBe(false);
      expect(user.id).not.toBe('usr_00000000000000000000000000');
    } else {
      expect(answer.status).toBe(400);
    }
    expect(await here.db.query(`SELECT 1 FROM identity.role`)).toEqual([]);
    expect((await post('/sign-up/email', { ...person('lang'), locale: 'fr' })).status).toBe(400);
    expect((await post('/sign-up/email', { ...person('nul'), name: 'a\u0000b' })).status).toBe(400);
    expect((await post('/sign-up/email', { ...person('long'), name: 'x'.repeat(201) })).status).toBe(400);
    expect((await post('/sign-up/email', { ...person('short'), password: '1234567' })).status).toBe(400);
  });

  test('a reset link comes by mail in the reader\'s language, works once, and ends the old sessions', async () => {
    const signUp = await post('/sign-up/email', { ...person('ketut'), locale: 'id' });
    const token = String(signUp.headers['set-auth-token']);
    const unknown = await post('/request-password-reset', { email: 'nobody@contoh.id' });
    const known = await post('/request-password-reset', { email: 'ketut@contoh.id' });
    expect(known.body).toBe(unknown.body);
    const mail = await eventually(() => here.mails().find((each) => each.includes('To: ketut@contoh.id')));
    expect(mail).toContain('Kata sandi baru KriyaDesa');
    const reset = /http:\/\/localhost:3000\/reset-password\?token=([\w-]+)/.exec(mail)![1]!;
    expect((await post('/reset-password', { token: reset, newPassword: 'kata-sandi-baru' })).status).toBe(200);
    expect((await post('/reset-password', { token: reset, newPassword: 'sekali-lagi-ya' })).status).toBe(400);
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await post('/sign-in/email', { email: 'ketut@contoh.id', password: 'rahasia-sekali' })).status).toBe(401);
    expect((await post('/sign-in/email', { email: 'ketut@contoh.id', password: 'kata-sandi-baru' })).status).toBe(200);
    expect(here.mails().filter((each) => each.includes('nobody@contoh.id'))).toEqual([]);
  });
});

describe('the web forms', () => {
  const people = () => here.app.get(People);
  const visit = () => ({ ip: address(), headers: {} });
  const code = (problem: string) => ({ spec: { code: problem } });

  test('say what is wrong in our own problems', async () => {
    const ani = { ...person('ani'), locale: 'id' as const };
    await people().signUp(visit(), ani);
    await expect(people().signUp(visit(), { ...ani, email: 'ANI@contoh.id' })).rejects.toMatchObject(code('email_taken'));
    await expect(people().signUp(visit(), { ...ani, email: 'a..b@contoh' })).rejects.toMatchObject({ spec: { errors: [{ pointer: '/email' }] } });
    await expect(people().signUp(visit(), { ...ani, email: 'ani2@contoh.id', password: 'pendek' })).rejects.toMatchObject({ spec: { errors: [{ pointer: '/password' }] } });
    await expect(people().signIn(visit(), { email: 'ani@contoh.id', password: 'salah-sekali' })).rejects.toMatchObject(code('invalid_sign_in'));
    await expect(people().signIn(visit(), { email: 'siapa@contoh.id', password: 'salah-sekali' })).rejects.toMatchObject(code('invalid_sign_in'));
    await expect(people().resetPassword(visit(), 'no-such-token', 'kata-sandi-baru')).rejects.toMatchObject(code('reset_link_invalid'));
    await expect(people().requestReset(visit(), 'siapa@contoh.id')).resolves.toBeUndefined();
  });

  test('signing out ends the session and clears the cookie', async () => {
    const { cookies } = await people().signUp(visit(), { ...person('dewi'), locale: 'id' });
    const cookie = cookieHeader(cookies);
    expect((await here.ask('/page', { headers: { cookie } })).json()).toMatchObject({ userId: expect.stringMatching(/^usr_/) });
    const out = await people().signOut({ ip: address(), headers: { cookie } });
    expect(out.cookies.find((each) => each.startsWith('kriyadesa.session_token='))).toMatch(/Max-Age=0/);
    expect((await here.ask('/page', { headers: { cookie } })).json()).toMatchObject({ userId: null });
  });
});

describe('the database', () => {
  test('cutting every connection ends neither the program nor signing in', async () => {
    await post('/sign-up/email', person('putus'));
    const cut = await here.db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kriyadesa identity' AND datname = current_database()`);
    expect(cut.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await post('/sign-in/email', { email: 'putus@contoh.id', password: 'rahasia-sekali' })).status).toBe(200);
  });
});

describe('who is asking', () => {
  test('clients without Origin sign in, with and without the sec-fetch-mode that Node\'s fetch sends, and a cookie jar does no harm', async () => {
    await post('/sign-up/email', person('node'));
    const credentials = { email: 'node@contoh.id', password: 'rahasia-sekali' };
    const first = await post('/sign-in/email', credentials, { 'sec-fetch-mode': 'cors' });
    expect(first.status).toBe(200);
    expect((await post('/sign-in/email', credentials, { cookie: cookieHeader(cookiesOf(first)) })).status).toBe(200);
    // The first session did not end, since the jar's cookie counted for nothing.
    expect((await me({ authorization: `Bearer ${String(first.headers['set-auth-token'])}` })).status).toBe(200);
  });

  test('Node\'s own fetch signs in', async () => {
    await post('/sign-up/email', person('fetch'));
    const answer = await fetch(`${here.url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'fetch@contoh.id', password: 'rahasia-sekali' }) });
    expect([answer.status, answer.headers.get('set-auth-token')]).toEqual([200, expect.stringContaining('.')]);
  });

  test('pages of others are refused, our own are not', async () => {
    await post('/sign-up/email', person('asing'));
    const credentials = { email: 'asing@contoh.id', password: 'rahasia-sekali' };
    const foreigners: Record<string, string>[] = [
      { origin: 'https://jahat.example' },
      { origin: 'null' },
      { origin: 'http://localhost.jahat.example' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      { 'sec-fetch-site': 'same-site' },
      { referer: 'https://jahat.example/x' },
    ];
    for (const foreign of foreigners) {
      const answer = await post('/sign-in/email', credentials, foreign);
      expect([foreign, answer.status, cookiesOf(answer)]).toEqual([foreign, 403, []]);
    }
    const ours: Record<string, string>[] = [
      { origin: 'http://localhost:3000' },
      { origin: 'http://127.0.0.1:4321', host: '127.0.0.1:4321' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ];
    for (const own of ours) expect((await post('/sign-in/email', credentials, own)).status).toBe(200);
    const lan = await post('/sign-in/email', credentials, { origin: 'http://192.168.1.9:3000', host: '192.168.1.9:3000' });
    expect(lan.status).toBe(403);
  });

  test('a form is no JSON', async () => {
    const answer = await here.ask('/api/auth/sign-in/email', { method: 'POST', headers: { 'content-type': 'text/plain' }, payload: '{"email":"a@b.id","password":"rahasia-sekali"}' });
    expect(answer.status).toBe(415);
  });

  test('doors that we do not offer stay shut', async () => {
    expect((await post('/sign-in/phone-number', { phoneNumber: '+6281234567890', password: 'rahasia-sekali' })).status).toBe(404);
    expect((await post('/sign-in/social', { provider: 'google' })).status).toBe(404);
  });
});

describe('limits', () => {
  test('bite per account from ever new addresses, also for the web form, and an unknown account is limited alike', async () => {
    await post('/sign-up/email', person('target'));
    for (const email of ['target@contoh.id', 'unknown-target@contoh.id']) {
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) statuses.push((await post('/sign-in/email', { email, password: `tebakan-${i}` })).status);
      expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
      expect(statuses[10]).toBe(429);
      await expect(here.app.get(People).signIn({ ip: address(), headers: {} }, { email, password: 'rahasia-sekali' })).rejects.toMatchObject({ spec: { status: 429 } });
    }
  });

  test('bite per address, and a client cannot name its own', async () => {
    const from = '10.9.9.9';
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) {
      const answer = await post('/sign-in/email', { email: `guess${i}@contoh.id`, password: 'salah-sekali' }, { 'x-forwarded-for': `1.2.3.${i}`, 'x-kriyadesa-address': `1.2.3.${i}` }, from);
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses[20]).toBe(429);
  });
});
