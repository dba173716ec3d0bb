import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestingModule } from '@nestjs/testing';
import { Actor, Audit, Database, Forbidden, Idempotency, Mailer, newId, RateLimits, Storage, TooManyRequests, TransactionOpen, type Limit } from '#libs/platform';
import { ground, type Ground } from './ground.js';

let land: Ground;
let program: TestingModule;
let db: Database;

beforeAll(async () => {
  land = await ground();
  program = await land.start([]);
  await program.init();
  db = program.get(Database);
});
afterAll(async () => {
  await program.close();
  await land.close();
});

describe('audit', () => {
  const admin = new Actor({ userId: newId('usr'), name: 'Sari', roles: ['admin'], ip: '10.0.0.7', requestId: 'req-1' });

  test('keeps who did what to which thing, newest first, page by page, for admins only', async () => {
    const audit = program.get(Audit);
    const shop = newId('shp');
    for (let i = 1; i <= 5; i++) await audit.record(admin, 'shop.approve', shop, { step: i });
    await audit.record(Actor.SYSTEM, 'shop.suspend', newId('shp'));
    const first = await audit.entries(admin, { subjectId: shop }, { limit: 3 });
    expect(first.items.map((entry) => entry.details.step)).toEqual([5, 4, 3]);
    const second = await audit.entries(admin, { subjectId: shop }, { limit: 3, cursor: first.nextCursor! });
    expect(second).toMatchObject({ items: [{ details: { step: 2 } }, { details: { step: 1 } }], nextCursor: null });
    expect(first.items[0]).toMatchObject({ actorId: admin.userId, actorName: 'Sari', action: 'shop.approve', subjectId: shop, requestId: 'req-1', at: land.clock.now() });
    expect((await audit.entries(admin, { action: 'shop.suspend' }, {})).items).toMatchObject([{ actorId: null }]);
    await expect(audit.entries(new Actor({ userId: newId('usr') }), {}, {})).rejects.toBeInstanceOf(Forbidden);
  });

  test('is written with the verb or not at all', async () => {
    const shop = newId('shp');
    const broken = db.transaction(async () => {
      await program.get(Audit).record(admin, 'shop.approve', shop);
      throw new Error('refused after all');
    });
    await expect(broken).rejects.toThrow('refused after all');
    expect((await program.get(Audit).entries(admin, { subjectId: shop }, {})).items).toEqual([]);
  });

  test.each(['UPDATE platform.audit SET actor_id = NULL', 'DELETE FROM platform.audit', 'TRUNCATE platform.audit'])('%s is refused by the database', async (statement) => {
    await expect(land.sql(statement)).rejects.toThrow('audit is append-only');
  });
});

describe('limits', () => {
  const guesses: Limit = { name: 'test.guesses', times: 3, seconds: 60, shared: true };
  const fourTimes = async (limits: RateLimits, limit: Limit, key: string) => {
    for (let i = 0; i < 3; i++) await limits.take(limit, key);
    await expect(limits.take(limit, key)).rejects.toBeInstanceOf(TooManyRequests);
  };

  test('that are shared count over all processes, without keeping whom they count', async () => {
    const other = await land.start([]);
    await fourTimes(program.get(RateLimits), guesses, 'anna@example.test');
    await expect(other.get(RateLimits).take(guesses, 'anna@example.test')).rejects.toMatchObject({ retryAfterSeconds: expect.any(Number) });
    await other.get(RateLimits).take(guesses, 'budi@example.test');
    expect(JSON.stringify(await land.sql('SELECT * FROM platform.rate_limit'))).not.toContain('example.test');
    await other.get(RateLimits).forget(guesses, 'anna@example.test');
    await program.get(RateLimits).take(guesses, 'anna@example.test');
    await other.close();
  });

  test('fall back to memory while the database is away', async () => {
    await land.sql('ALTER TABLE platform.rate_limit RENAME TO away');
    await fourTimes(program.get(RateLimits), { ...guesses, name: 'test.alone' }, 'anna');
    await land.sql('ALTER TABLE platform.away RENAME TO rate_limit');
  });

  test('grow with RATE_LIMIT_FACTOR', async () => {
    const shore = await ground({ RATE_LIMIT_FACTOR: '10' });
    const other = await shore.start([]);
    const generous = other.get(RateLimits);
    const reads: Limit = { name: 'test.reads', times: 1, seconds: 60 };
    for (let i = 0; i < 10; i++) await generous.take(reads, 'anna');
    await expect(generous.take(reads, 'anna')).rejects.toBeInstanceOf(TooManyRequests);
    await other.close();
    await shore.close();
  });
});

test('keys older than two days are forgotten, younger ones kept', async () => {
  const keys = program.get(Idempotency);
  const request = { scope: 'usr_1', route: 'POST /x', body: {} };
  await keys.begin({ ...request, key: 'old' });
  land.clock.advance({ hours: 47 });
  await keys.begin({ ...request, key: 'young' });
  land.clock.advance({ hours: 2 });
  await keys.forgetOld();
  expect(await land.sql('SELECT key FROM platform.idempotency')).toEqual([{ key: 'young' }]);
});

const PICTURE = new Uint8Array([0x89, 0x50, 0x0a, 0x00, 0xff]);
const KEY = 'photo/pho_01/640.avif';

describe.each(['a folder', 'a bucket'])('files in %s', (place) => {
  let storage: Storage;
  let bucket: Awaited<ReturnType<typeof bucketServer>> | null = null;
  let shore: Ground;

  beforeAll(async () => {
    bucket = place === 'a bucket' ? await bucketServer() : null;
    shore = await ground(bucket ? { S3_URL: `s3://key:s%2Fecret@127.0.0.1:${bucket.port}/crafts?region=ap-southeast-3&tls=0` } : {});
    const other = await shore.start([]);
    storage = other.get(Storage);
    await other.close();
  });
  afterAll(async () => {
    await shore.close();
    bucket?.server.close();
  });

  test('come back as they were, are overwritten, and vanish', async () => {
    expect(await storage.get(KEY)).toBeNull();
    await storage.put(KEY, PICTURE, 'image/avif');
    expect(await storage.get(KEY)).toEqual({ bytes: Buffer.from(PICTURE), contentType: 'image/avif' });
    await storage.put(KEY, new Uint8Array([1]), 'image/webp');
    expect(await storage.get(KEY)).toEqual({ bytes: Buffer.from([1]), contentType: 'image/webp' });
    await storage.delete(KEY);
    await storage.delete(KEY);
    expect(await storage.get(KEY)).toBeNull();
    if (bucket) expect(new Set(bucket.signers)).toEqual(new Set(['key/ap-southeast-3/s3']));
  });

  test.each(['../secret', '/etc/passwd', 'a/../b', 'a//b', '', '.env', 'a\0b', 'a b'])('%j is no key', async (key) => {
    await expect(storage.put(key, PICTURE, 'image/avif')).rejects.toBeInstanceOf(RangeError);
    await expect(storage.get(key)).rejects.toBeInstanceOf(RangeError);
  });

  test('are not written while a transaction waits', async () => {
    await expect(db.transaction(() => storage.put(KEY, PICTURE, 'image/avif'))).rejects.toBeInstanceOf(TransactionOpen);
    expect(await storage.get(KEY)).toBeNull();
  });
});

test('a write that cannot finish leaves the old file and no draft', async () => {
  const storage = program.get(Storage);
  await storage.put('doc/one.pdf', PICTURE, 'application/pdf');
  const folder = join(land.config.dataDir, 'files/doc');
  mkdirSync(join(folder, 'two.pdf')); // a folder stands where the file should go
  await expect(storage.put('doc/two.pdf', PICTURE, 'application/pdf')).rejects.toThrow('EISDIR');
  expect(readdirSync(folder).sort()).toEqual(['one.pdf', 'two.pdf']);
  expect((await storage.get('doc/one.pdf'))?.contentType).toBe('application/pdf');
});

describe('mail', () => {
  const mail = { to: 'anna@example.test', subject: 'Pesanan KD-7K3F2M sudah dibayar', text: 'Terima kasih, Anna.\n\nSalam', key: 'paid:ord_1' };

  test('lies as one file for each key in the data folder', async () => {
    await program.get(Mailer).send(mail);
    await program.get(Mailer).send(mail);
    const files = readdirSync(join(land.config.dataDir, 'mail'));
    expect(files).toHaveLength(1);
    const message = readFileSync(join(land.config.dataDir, 'mail', files[0]!), 'utf8');
    expect(message).toMatch(/^To: anna@example\.test$/m);
    expect(message).toMatch(/^Subject: Pesanan KD-7K3F2M sudah dibayar$/m);
    expect(message).toContain('Terima kasih, Anna.');
    await expect(db.transaction(() => program.get(Mailer).send(mail))).rejects.toBeInstanceOf(TransactionOpen);
  });

  test('a forged line in the subject starts no new header, and a forged address goes nowhere', async () => {
    await program.get(Mailer).send({ ...mail, key: 'forged', subject: 'Halo\r\nBcc: all@example.test' });
    for (const to of ['anna@example.test\r\nBcc: all@example.test', 'a@example.test, b@example.test', 'Anna <a@example.test>', '']) await expect(program.get(Mailer).send({ ...mail, to })).rejects.toBeInstanceOf(RangeError);
    for (const file of readdirSync(join(land.config.dataDir, 'mail'))) expect(readFileSync(join(land.config.dataDir, 'mail', file), 'utf8')).not.toMatch(/^Bcc:/m);
  });

  test('goes to the server of SMTP_URL, with the same Message-ID when sent twice', async () => {
    const post = await postOffice();
    const shore = await ground({ SMTP_URL: `smtp://127.0.0.1:${post.port}` });
    const other = await shore.start([]);
    await other.get(Mailer).send(mail);
    await other.get(Mailer).send({ ...mail, html: '<p>Terima kasih</p>' });
    await other.close();
    await shore.close();
    post.close();
    expect(post.recipients).toEqual(['<anna@example.test>', '<anna@example.test>']);
    const ids = post.letters.map((letter) => /^Message-ID: (.+)$/m.exec(letter)?.[1]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@localhost>/);
    expect(ids[1]).toBe(ids[0]);
  });
});

/** Keeps objects in memory and notes who signed. */
async function bucketServer(): Promise<{ server: Server; port: number; signers: string[] }> {
  const objects = new Map<string, { bytes: Buffer; type: string }>();
  const signers: string[] = [];
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { key, region, service } = /Credential=(?<key>\w+)\/\d+\/(?<region>[\w-]+)\/(?<service>\w+)\//.exec(request.headers.authorization ?? '')?.groups ?? {};
      signers.push(`${key}/${region}/${service}`);
      const kept = objects.get(request.url!);
      if (request.method === 'PUT') objects.set(request.url!, { bytes: Buffer.concat(chunks), type: request.headers['content-type']! });
      if (request.method === 'DELETE') objects.delete(request.url!);
      if (request.method === 'GET' && kept) return response.writeHead(200, { 'content-type': kept.type }).end(kept.bytes);
      return response.writeHead(request.method === 'PUT' ? 200 : request.method === 'DELETE' ? 204 : 404).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port, signers };
}

/** Speaks just enough SMTP to take letters. */
async function postOffice(): Promise<{ port: number; letters: string[]; recipients: string[]; close: () => void }> {
  const letters: string[] = [];
  const recipients: string[] = [];
  const server = createTcpServer((socket) => {
    let letter: string | null = null;
    let rest = '';
    socket.write('220 post\r\n');
    socket.on('data', (data) => {
      rest += data.toString();
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (letter !== null && line !== '.') letter += `${line}\n`;
        else if (letter !== null) {
          letters.push(letter);
          letter = null;
          socket.write('250 kept\r\n');
        } else if (line === 'DATA') {
          letter = '';
          socket.write('354 go on\r\n');
        } else {
          if (line.startsWith('RCPT TO:')) recipients.push(line.slice(8));
          socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
        }
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as AddressInfo).port, letters, recipients, close: () => server.close() };
}
