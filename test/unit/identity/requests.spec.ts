import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Passwords } from '../../../libs/identity/src/auth/passwords.js';
import { parseCookies, signedToken } from '../../../libs/identity/src/auth/session-cookie.js';
import { localeOfPath, preferredLocale } from '../../../libs/identity/src/request-locale.js';

describe('the language of a request', () => {
  test.each([
    [undefined, 'id'], ['', 'id'], ['en', 'en'], ['en-US,en;q=0.9', 'en'], ['id-ID,id;q=0.9,en;q=0.8', 'id'],
    ['en;q=0.2, id;q=0.9', 'id'], ['en;q=0', 'id'], ['fr, de', 'id'], ['fr, en;q=0.1', 'en'], ['*', 'id'], [';;;,,', 'id'],
  ])('Accept-Language %s is %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  test.each([['/', 'id'], ['/en', 'en'], ['/en/toko', 'en'], ['/endek', 'id'], ['/toko/en', 'id']])('the page %s is in %s', (path, locale) => {
    expect(localeOfPath(path)).toBe(locale);
  });
});

describe('cookies', () => {
  test('are read as browsers send them, the first of a name counts, and nothing throws', () => {
    expect([...parseCookies('a=1; b=x%20y; a=2; c; =d; e=%zz')]).toEqual([['a', '1'], ['b', 'x y'], ['e', '%zz']]);
    fc.assert(fc.property(fc.string(), (header) => void parseCookies(header)));
  });

  test('a token counts only with our signature, whole', () => {
    const sign = (token: string, secret: string) => `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
    expect(signedToken(sign('abc', 's'), 's')).toBe('abc');
    expect(signedToken(encodeURIComponent(sign('abc', 's')), 's')).toBe('abc');
    for (const bad of [sign('abc', 't'), `${sign('abc', 's')}x`, sign('abc', 's').slice(0, -2), 'abc', 'abc.', '.x', '', sign('abd', 's').replace('abd', 'abc')]) {
      expect(signedToken(bad, 's')).toBeNull();
    }
  });
});

describe('passwords', () => {
  test('the hash is salted and knows its password; a foreign hash is simply wrong', async () => {
    const passwords = new Passwords();
    const [one, two] = await Promise.all([passwords.hash('rahasia'), passwords.hash('rahasia')]);
    expect(one).not.toBe(two);
    expect(await passwords.verify(one, 'rahasia')).toBe(true);
    expect(await passwords.verify(one, 'Rahasia')).toBe(false);
    expect(await passwords.verify('plain', 'plain')).toBe(false);
  });

  test('hash at most so many at once, and a rush beyond the queue is told to come back', async () => {
    const passwords = new Passwords(1, 2);
    const rush = await Promise.allSettled(Array.from({ length: 5 }, () => passwords.hash('rahasia')));
    expect(rush.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(rush[4]).toMatchObject({ reason: { spec: { status: 429 } } });
    // All turns were given back.
    await expect(passwords.hash('rahasia')).resolves.toMatch(/^\$argon2id/);
  });
});
