import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, InvalidConfig } from '../../../libs/platform/src/config.js';

const home = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const config = (env: NodeJS.ProcessEnv) => new Config({ DATA_DIR: home, ...env });

test('nothing needs to be set, and nothing can be changed afterwards', () => {
  const { port, redisUrl, publicUrl } = config({});
  expect({ port, redisUrl, publicUrl }).toEqual({ port: 3000, redisUrl: null, publicUrl: 'http://localhost:3000' });
  expect(Object.isFrozen(config({}))).toBe(true);
  expect(config({ REDIS_URL: '', PORT: '' }).redisUrl).toBeNull();
});

test('the secret is made once, kept, and readable by its owner alone', () => {
  const { secret } = config({});
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(config({}).secret).toBe(secret);
  expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);
  expect(config({}).keyFor('a')).not.toEqual(config({}).keyFor('b'));
});

test.each([
  ['PORT', '70000'],
  ['PORT', '80.5'],
  ['DATABASE_URL', 'mysql://hunter2@host/db'],
  ['REDIS_URL', 'hunter2'],
  ['S3_URL', 'https://key:hunter2@host/bucket'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['SMTP_URL', 'http://user:hunter2@host'],
  ['RATE_LIMIT_FACTOR', '0'],
  ['RATE_LIMIT_FACTOR', 'Infinity'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s stops the program with the name of the variable and without its value', (name, value) => {
  expect(() => config({ [name]: value })).toThrow(InvalidConfig);
  expect(() => config({ [name]: value })).toThrow(new RegExp(`^${name} must be`));
  expect(() => config({ [name]: value })).not.toThrow(/hunter2/);
});

test('an origin loses its path, and a public one needs a real secret', () => {
  expect(config({ PUBLIC_URL: 'https://kriyadesa.id/shop/', SECRET: 'x'.repeat(32) })).toMatchObject({ publicUrl: 'https://kriyadesa.id', isSecureOrigin: true });
  expect(() => config({ PUBLIC_URL: 'https://kriyadesa.id', SECRET: 'short' })).toThrow('SECRET must have at least 32 characters');
});
