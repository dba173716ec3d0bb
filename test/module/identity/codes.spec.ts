import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { People } from '#libs/identity';
import { eventually, site, type Site } from './site.js';
import { address, cookieHeader, cookiesOf, person, posting } from './visitor.js';

let here: Site;

beforeAll(async () => {
  here = await site();
});
afterAll(() => here.close());

const post = posting(() => here);
const me = (headers: Record<string, string>) => here.ask('/api/v1/me', { headers });

describe('the second factor', () => {
  test('an authenticator is enabled with a code, then a password alone no longer signs in', async () => {
    const people = here.app.get(People);
    const visit = { ip: address(), headers: {} };
    const { cookies } = await people.signUp(visit, { ...person('made'), locale: 'id' });
    const signedIn = { cookie: cookieHeader(cookies), origin: 'http://localhost:3000' };
    const enabled = await post('/two-factor/enable', { password: 'rahasia-sekali' }, signedIn);
    const uri = enabled.json<{ totpURI: string }>().totpURI;
    expect(uri).toContain('issuer=KriyaDesa');
    expect((await post('/two-factor/verify-totp', { code: totp(uri) }, signedIn)).status).toBe(200);

    const half = await people.signIn({ ip: address(), headers: {} }, { email: 'made@contoh.id', password: 'rahasia-sekali' });
    expect(half.secondFactor).toBe(true);
    const pending = { ip: address(), headers: { cookie: cookieHeader(half.cookies) } };
    expect((await here.ask('/page', { headers: pending.headers })).json()).toMatchObject({ userId: null });
    await expect(people.verifyTotp(pending, '000000')).rejects.toMatchObject({ spec: { code: 'wrong_code' } });
    const whole = await people.verifyTotp(pending, totp(uri));
    expect((await here.ask('/page', { headers: { cookie: cookieHeader(whole.cookies) } })).json()).toMatchObject({ userId: expect.stringMatching(/^usr_/) });
  });
});

describe('telephone', () => {
  const codeFor = (digits: string) => eventually(() => here.mails().filter((mail) => mail.includes(`To: ${digits}@phone.kriyadesa.test`)).map((mail) => /Kode masuk Anda: (\d{6})/.exec(mail)![1]!).at(-1));

  test('a code by the sender signs in, makes the account at first, and works once', async () => {
    expect((await post('/phone-number/send-otp', { phoneNumber: '0812' })).status).toBe(400);
    expect((await post('/phone-number/send-otp', { phoneNumber: '+6281200000001' })).status).toBe(200);
    const code = await codeFor('6281200000001');
    const wrong = code === '123456' ? '654321' : '123456';
    expect((await post('/phone-number/verify', { phoneNumber: '+6281200000001', code: wrong })).status).toBe(400);
    const right = await post('/phone-number/verify', { phoneNumber: '+6281200000001', code });
    expect(right.status).toBe(200);
    const { id } = (await me({ authorization: `Bearer ${String(right.headers['set-auth-token'])}` })).json<{ id: `usr_${string}` }>();
    expect(await here.app.get(People).contact(id)).toMatchObject({ phone: '+6281200000001', hasMailbox: false });
    expect((await post('/phone-number/verify', { phoneNumber: '+6281200000001', code })).status).toBe(400);
  });

  test('does not go around the second factor', async () => {
    const id = await here.app.get(People).create({ ...person('putu'), locale: 'id', phone: '+6281200000002' });
    await here.db.query('UPDATE identity.person SET two_factor_enabled = true WHERE id = $1', [id]);
    await post('/phone-number/send-otp', { phoneNumber: '+6281200000002' });
    const answer = await post('/phone-number/verify', { phoneNumber: '+6281200000002', code: await codeFor('6281200000002') });
    expect(answer.status).toBe(403);
    expect(cookiesOf(answer)).toEqual([]);
    expect(await here.db.query('SELECT 1 FROM identity.session WHERE user_id = $1', [id])).toEqual([]);
  });
});

/** RFC 6238 with SHA-1, 30 s, 6 digits, from an otpauth URI. */
function totp(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret')!;
  const bits = secret.replace(/=+$/, '').split('').map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac.at(-1)! & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
