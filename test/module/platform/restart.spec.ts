import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Injectable, Logger, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Access, Config, Database, eventKind, migrate, ObservabilityModule, Outbox, platformMigrations, PlatformModule, QueueModule, Reaction, startEmbeddedPostgres, type EmbeddedPostgres, type Happened } from '#libs/platform';

const Woven = eventKind<{ piece: number }>('test.woven');

@Injectable()
class Loom {
  constructor(private readonly db: Database) {}

  @Reaction(Woven, 'test.count-piece')
  async whenWoven({ payload }: Happened<{ piece: number }>): Promise<void> {
    await this.db.query('INSERT INTO effect (piece) VALUES ($1)', [payload.piece]);
    await sleep(20);
  }
}

@Controller('api/v1/pieces')
class PiecesController {
  constructor(private readonly db: Database, private readonly outbox: Outbox) {}

  @Access('public')
  @Get('weave')
  async weave(): Promise<{ piece: number }> {
    return this.db.transaction(async () => {
      const row = await this.db.one<{ piece: number }>('INSERT INTO woven DEFAULT VALUES RETURNING piece');
      await this.outbox.publish(Woven, row!);
      return row!;
    });
  }
}

@Module({ providers: [Loom] })
class LoomModule {}

let home: string;
let settings: Record<string, string>;
let server: EmbeddedPostgres;
let app: NestFastifyApplication;
let origin: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
  settings = { fsync: 'off', port: String(await freePort()) };
  server = await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), settings });
  await migrate(server.url, platformMigrations);
  const config = new Config({ DATA_DIR: home, DATABASE_URL: server.url, LOG_LEVEL: 'silent' });
  const program = await Test.createTestingModule({ imports: [PlatformModule.with(config), ObservabilityModule, LoomModule, QueueModule.forWorker()], controllers: [PiecesController] }).compile();
  Logger.overrideLogger(false);
  app = program.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  await app.get(Database).query('CREATE TABLE woven (piece bigint GENERATED ALWAYS AS IDENTITY)');
  await app.get(Database).query('CREATE TABLE effect (piece bigint)');
});
afterAll(async () => {
  await app.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

test('a database that falls over under load costs clear 503s for a moment, no acknowledged piece, and no effect twice', async () => {
  const acknowledged: number[] = [];
  const refusals = new Set<string>();
  const slowest = { ms: 0 };
  let isOver = false;
  const buyer = async () => {
    while (!isOver) {
      const from = performance.now();
      const answer = await fetch(`${origin}/api/v1/pieces/weave`);
      const body = (await answer.json()) as { piece: number; code: string };
      slowest.ms = Math.max(slowest.ms, performance.now() - from);
      if (answer.ok) acknowledged.push(body.piece);
      else refusals.add(`${answer.status} ${body.code}`);
      await sleep(10);
    }
  };
  const buyers = Promise.all(Array.from({ length: 5 }, buyer));
  await sleep(500);
  await stopAtOnce();
  const ready = await fetch(`${origin}/health/ready`);
  expect([ready.status, ((await ready.json()) as { waitsFor: string }).waitsFor]).toEqual([503, 'database']);
  expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  await sleep(1_000);
  const before = acknowledged.length;
  server = await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), settings });
  const back = performance.now();
  while (acknowledged.length === before) await sleep(20);
  expect(performance.now() - back).toBeLessThan(5_000);
  await sleep(500);
  isOver = true;
  await buyers;
  expect([...refusals]).toEqual(['503 unavailable']);
  expect(slowest.ms).toBeLessThan(10_000);

  const until = performance.now() + 20_000;
  const effects = async () => (await app.get(Database).query<{ piece: number }>('SELECT piece FROM effect ORDER BY piece')).map((row) => row.piece);
  let done = await effects();
  while (!acknowledged.every((piece) => done.includes(piece)) && performance.now() < until) {
    await sleep(100);
    done = await effects();
  }
  expect(new Set(done).size).toBe(done.length);
  expect(acknowledged.filter((piece) => !done.includes(piece))).toEqual([]);
});

/** PostgreSQL's immediate shutdown: every connection is cut in the middle of what it does. */
async function stopAtOnce(): Promise<void> {
  const pid = Number(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(20);
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
