import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxCredentials } from '#libs/payment';
import { Config, Database, Deliveries, type Clock } from '#libs/platform';
import { makeDemoWorld } from '../../apps/market/src/demo/demo-world.js';
import { httpServer } from '../../apps/market/src/http-server.js';
import { ROLES, type Role } from '../../apps/market/src/market.module.js';
import { withoutHttp } from '../../apps/market/src/without-http.js';
import { Client } from './client.js';
import { fingerprint, testDatabase } from './database.js';
import { testBank, type TestBank } from './gateway/bank.js';

export interface Site {
  app: NestFastifyApplication;
  db: Database;
  url: string;
  client: Client;
  config: Config;
  bank: TestBank;
  close: () => Promise<void>;
}

export interface SiteOptions {
  roles?: readonly Role[];
  clock?: Clock;
  env?: NodeJS.ProcessEnv;
}

// With the migrations, as the database's own name: another schema makes another world, whose pictures have other names.
const DEMO_SOURCES = ['libs/*/src/migrations', 'libs/region/src', 'apps/market/src/demo', 'apps/market/src/demo/crafts', 'apps/market/src/demo/pictures', 'libs/shop/src/bulk'];

/** The whole program with the demo world, listening on a free port, with a stand-in bank in a process of its own. */
export async function startSite({ roles = ROLES, clock, env = {} }: SiteOptions = {}): Promise<Site> {
  const files = join(import.meta.dirname, '../../.test', `demo_told_${fingerprint(DEMO_SOURCES)}`);
  const database = await testDatabase({ name: `demo_told_${fingerprint(DEMO_SOURCES)}`, build: (url) => buildDemoWorld(url, files) });
  const dataDir = mkdtempSync(join(tmpdir(), 'kriyadesa-'));
  cpSync(files, dataDir, { recursive: true });
  const port = await freePort();
  const base = { PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'error', RATE_LIMIT_FACTOR: '1000', ...env };
  const bank = await testBank(sandboxCredentials(new Config(base)));
  const config = new Config({ ...base, SANDBOX_URL: bank.url });
  const app = await httpServer({ config, roles, ...(clock ? { clock } : {}) });
  await app.listen(port, '0.0.0.0');
  const close = async () => {
    await app.close();
    await bank.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { app, db: app.get(Database), url: config.publicUrl, client: new Client(config.publicUrl), config, bank, close };
}

async function buildDemoWorld(url: string, files: string): Promise<void> {
  rmSync(files, { recursive: true, force: true });
  const config = new Config({ DATABASE_URL: url, DATA_DIR: files, LOG_LEVEL: 'error' });
  await withoutHttp(config, async (app) => {
    await makeDemoWorld(app, () => undefined);
    // What it tells people is told here: in a site made of it later these deliveries would be overdue.
    await app.get(Deliveries).drain();
  });
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
