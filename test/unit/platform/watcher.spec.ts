import { expect, test } from '@jest/globals';
import { mayWatch } from '../../../libs/platform/src/observability/watcher.js';

const from = (ip: string, authorization?: string) => ({ ip, headers: authorization ? { authorization } : {} });
const TOKEN = 'sixteen-letters-or-more';

test.each([
  ['127.0.0.1', true], ['::1', true], ['10.4.0.9', true], ['172.31.9.9', true], ['192.168.1.2', true], ['fd00::7', true], ['::ffff:10.0.0.1', true],
  ['172.32.0.1', false], ['8.8.8.8', false], ['2001:db8::1', false], ['::ffff:8.8.8.8', false], ['', false], ['unknown', false],
])('on a public site figures are for the neighbourhood: %s %s', (ip, isShown) => {
  expect(mayWatch({ metricsToken: null, isSecureOrigin: true }, from(ip))).toBe(isShown);
  expect(mayWatch({ metricsToken: null, isSecureOrigin: false }, from(ip))).toBe(true);
});

test('with a token the token alone counts, wherever it comes from', () => {
  for (const isSecureOrigin of [true, false]) {
    const config = { metricsToken: TOKEN, isSecureOrigin };
    expect(mayWatch(config, from('8.8.8.8', `Bearer ${TOKEN}`))).toBe(true);
    for (const wrong of [undefined, `Bearer ${TOKEN}x`, 'Bearer', `Basic ${TOKEN}`, TOKEN]) expect(mayWatch(config, from('127.0.0.1', wrong))).toBe(false);
  }
});
