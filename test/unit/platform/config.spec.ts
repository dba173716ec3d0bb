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
  ['DRAIN_SECONDS', '-1'],
  ['RATE_LIMIT_FACTOR', 'Infinity'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s stops the program with the name of the variable and without its value', (name, value) => {
  expect(() => config({ [name]: value })).toThrow(InvalidConfig);
  expect(() => config({ [name]: value })).toThrow(new RegExp(`^${name} must be`));
  expect(() => config({ [name]: value })).not.toThrow(/hunter2/);
});

const KEY = 'sk_test_hunter2';
const WHSEC = 'whsec_hunter2';
test.each<[string, string, NodeJS.ProcessEnv]>([
  ['a key without its webhook secret', 'STRIPE_WEBHOOK_SECRET', { STRIPE_SECRET_KEY: KEY }],
  ['a webhook secret without its key', 'STRIPE_SECRET_KEY', { STRIPE_WEBHOOK_SECRET: WHSEC }],
  ['a publishable key', 'STRIPE_SECRET_KEY', { STRIPE_SECRET_KEY: 'pk_test_hunter2', STRIPE_WEBHOOK_SECRET: WHSEC }],
  ['three webhook secrets', 'STRIPE_WEBHOOK_SECRET', { STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRET: `${WHSEC},${WHSEC},${WHSEC}` }],
  ['an API that is no address', 'STRIPE_API_BASE', { STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRET: WHSEC, STRIPE_API_BASE: 'hunter2' }],
  ['a live key for a stand-in', 'STRIPE_API_BASE', { STRIPE_SECRET_KEY: 'rk_live_hunter2', STRIPE_WEBHOOK_SECRET: WHSEC, STRIPE_API_BASE: 'http://127.0.0.1:1' }],
])('card payments with %s stop the program and tell no secret', (_, name, env) => {
  expect(() => config(env)).toThrow(new RegExp(`^${name} must be`));
  expect(() => config(env)).not.toThrow(/hunter2/);
});

test('card payments need both of Stripe’s secrets, and take two webhook secrets while one is changed', () => {
  expect(config({}).stripe).toBeNull();
  expect(config({ STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRET: `${WHSEC}, whsec_new` }).stripe).toEqual({ secretKey: KEY, webhookSecrets: [WHSEC, 'whsec_new'], apiBase: 'https://api.stripe.com' });
});

test('an origin loses its path, and a public one needs a real secret', () => {
  expect(config({ PUBLIC_URL: 'https://kriyadesa.id/shop/', SECRET: 'x'.repeat(32) })).toMatchObject({ publicUrl: 'https://kriyadesa.id', isSecureOrigin: true });
  expect(() => config({ PUBLIC_URL: 'https://kriyadesa.id', SECRET: 'short' })).toThrow('SECRET must have at least 32 characters');
});
