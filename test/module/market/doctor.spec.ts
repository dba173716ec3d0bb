import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnose } from '../../../apps/market/src/commands/doctor.js';
import { testDatabase } from '../../support/database.js';
import { hasRedis, redisUnderTest, type RedisUnderTest } from '../platform/redis.js';

let database: Awaited<ReturnType<typeof testDatabase>>;
let redis: RedisUnderTest | null;
let post: Server;
let dataDir: string;

beforeAll(async () => {
  database = await testDatabase();
  redis = hasRedis ? await redisUnderTest() : null;
  dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
  post = createServer((socket) => socket.end());
  await new Promise<void>((done) => post.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  post.close();
  await redis?.close();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const ready = (): NodeJS.ProcessEnv => ({
  PORT: '1', DATA_DIR: dataDir, DATABASE_URL: database.url, SECRET: 'ab'.repeat(32), PUBLIC_URL: 'https://kriyadesa.example', SMTP_URL: `smtp://127.0.0.1:${(post.address() as AddressInfo).port}`,
  MAIL_FROM: 'KriyaDesa <halo@kriyadesa.example>', TRANSFER_ACCOUNT: 'BCA|1234567890|PT KriyaDesa', METRICS_TOKEN: 'm'.repeat(32), SECURITY_CONTACT: 'mailto:security@kriyadesa.example',
  S3_URL: 's3://key:secret@127.0.0.1:9/bucket', ...(redis ? { REDIS_URL: redis.url } : {}),
});
const wrong = async (env: NodeJS.ProcessEnv) => (await diagnose({ production: true, env })).flatMap((each) => each.wrong.map((advice) => `${each.name}: ${advice}`));

test('nothing is wrong where everything is set up', async () => {
  // The tests' own server trades safety for speed, which the doctor is right to tell.
  expect((await wrong(ready())).filter((each) => !/fsync|full_page_writes|synchronous_commit|wal_level/.test(each))).toEqual([]);
});

test.each<[what: string, change: NodeJS.ProcessEnv, advice: RegExp]>([
  ['no secret of one’s own', { SECRET: '', PUBLIC_URL: 'http://kriyadesa.example' }, /^secret: set SECRET/],
  ['no https', { PUBLIC_URL: 'http://kriyadesa.example' }, /^public address: .*https/],
  ['no mail server', { SMTP_URL: '' }, /^mail: set SMTP_URL/],
  ['a mail server that is away', { SMTP_URL: 'smtp://127.0.0.1:9' }, /^mail: the mail server cannot be reached/],
  ['the sender of the demo', { MAIL_FROM: '' }, /^mail: set MAIL_FROM/],
  ['no way to pay', { TRANSFER_ACCOUNT: '' }, /^ways to pay: .*nobody can pay/],
  ['a test key', { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }, /^ways to pay: .*test key/],
  ['the sandbox', { SANDBOX_URL: 'http://127.0.0.1:9' }, /^ways to pay: unset SANDBOX_URL/],
  ['limits multiplied', { RATE_LIMIT_FACTOR: '100' }, /^limits and watching: RATE_LIMIT_FACTOR is 100/],
  ['no database', { DATABASE_URL: '' }, /^database: set DATABASE_URL/],
  ['a database that is away', { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' }, /^database: .*ECONNREFUSED/],
  ['a queue that is away', { REDIS_URL: 'redis://127.0.0.1:9' }, /^queue: .*ECONNREFUSED/],
  ['a variable that is none', { PORT: 'many' }, /^configuration: PORT must be/],
])('says %s', async (_, change, advice) => {
  expect(await wrong({ ...ready(), ...change })).toContainEqual(expect.stringMatching(advice));
});

test('on a machine without services only the machine is asked', async () => {
  const names = (await diagnose({ production: false, env: { PORT: '1', DATA_DIR: dataDir } })).map(({ name }) => name);
  expect(names).toContain('database (embedded)');
  expect(names).not.toContain('secret');
});
