import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxCredentials } from '#libs/payment';
import { Config } from '#libs/platform';
import { fingerprint } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { testBank, type TestBank } from '../../support/gateway/bank.js';
import { compiledProgram, ROOT } from './compiled.js';
import { copyFolder, freePort, ownFolder, PrivatePostgres } from './postgres.js';
import { Program } from './program.js';
import { Proxy } from './proxy.js';
import { PrivateRedis } from './redis.js';

const WORLD = ['apps/market/src/demo', 'apps/market/src/demo/crafts', 'apps/market/src/demo/pictures', 'libs/shop/src/bulk', 'libs/*/src/migrations', 'libs/region/src'];
const BOOT_MS = 60_000;

export interface TownOptions {
  /** Processes that run api and web. */
  apis?: number;
  workers?: number;
  queue?: 'PostgreSQL' | 'Redis';
  env?: NodeJS.ProcessEnv;
  /** Makes `files` of DATA_DIR a disk of this size for each api, and `mail` one for each worker. */
  smallDisks?: { files: string; mail: string };
  /** Settings of the database server. */
  postgres?: Record<string, string>;
}

/** The program as its operator runs it: several processes behind a proxy, with database, queue and bank beside them, all of which may be hurt. */
export interface Town {
  /** Of the proxy. */
  origin: string;
  proxy: Proxy;
  apis: Program[];
  workers: Program[];
  postgres: PrivatePostgres;
  redis: PrivateRedis | null;
  bank: TestBank;
  /** The DATA_DIR that all processes share. */
  dataDir: string;
  /** Runs a command of the program to its end, as an operator would. */
  command: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<{ code: number | null; said: string }>;
  /** Waits until every process that serves is ready, and a worker takes jobs. */
  ready: () => Promise<void>;
  close: () => Promise<void>;
}

export async function openTown({ apis = 2, workers = 1, queue = 'PostgreSQL', env = {}, smallDisks, postgres: settings = {} }: TownOptions = {}): Promise<Town> {
  const program = await compiledProgram();
  const world = await demoWorld(program);
  const folder = ownFolder(join(ROOT, '.test/fault'));
  const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    copyFolder(world, folder);
    const dataDir = join(folder, 'data');
    const postgres = await PrivatePostgres.at(join(folder, 'postgres'), settings);
    await postgres.start();
    closing.push(() => postgres.stop());
    const redis = queue === 'Redis' ? await PrivateRedis.started() : null;
    closing.push(() => redis?.kill());
    const proxy = await Proxy.listening();
    closing.push(() => proxy.close());
    const bank = await testBank(sandboxCredentials(new Config({ DATA_DIR: dataDir })));
    closing.push(() => bank.stop());
    const shared = {
      DATABASE_URL: postgres.url, DATA_DIR: dataDir, PUBLIC_URL: proxy.origin, SANDBOX_URL: bank.url, RATE_LIMIT_FACTOR: '100000', LOG_LEVEL: 'warn',
      ...(redis ? { REDIS_URL: redis.url } : {}), ...env,
    };
    const ports = await Promise.all(Array.from({ length: apis }, freePort));
    const disk = (name: 'files' | 'mail') => (smallDisks ? { folder: join(dataDir, name), size: smallDisks[name] } : null);
    const town: Town = {
      origin: proxy.origin, proxy, postgres, redis, bank, dataDir, close,
      apis: ports.map((port) => new Program(program, ['start', '--only', 'api,web'], { ...shared, PORT: String(port) }, disk('files'))),
      // A worker does not listen; the bank is told the proxy's port where a worker resumes a payment.
      workers: Array.from({ length: workers }, () => new Program(program, ['start', '--only', 'worker'], { ...shared, PORT: String(proxy.port) }, disk('mail'))),
      command: async (args, more = {}) => {
        const run = new Program(program, args, { ...shared, ...more });
        run.start();
        try {
          return { code: await run.ended(120_000), said: run.log };
        } finally {
          await run.kill();
        }
      },
      ready: async () => {
        await eventually(async () => proxy.readyPorts.length, (count) => count === apis, BOOT_MS);
        if (workers > 0) await eventually(() => idle(postgres), (waiting) => waiting === 0, BOOT_MS);
      },
    };
    closing.push(() => Promise.all([...town.apis, ...town.workers].map((each) => each.kill())));
    for (const each of [...town.apis, ...town.workers]) each.start();
    proxy.stand(ports);
    await town.ready();
    return town;
  } catch (error) {
    await close();
    throw error;
  }
}

/** How many deliveries nobody has taken yet. */
async function idle(postgres: PrivatePostgres): Promise<number> {
  return (await postgres.sql<{ waiting: number }>(`SELECT count(*)::int AS waiting FROM platform.delivery WHERE state = 'queued'`))[0]!.waiting;
}

/** A stopped database and a data folder with the demo world in them, made by the program itself and kept between runs. */
export async function demoWorld(program: string): Promise<string> {
  const folder = join(ROOT, '.test', `fault_world_${fingerprint(WORLD)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  const postgres = await PrivatePostgres.at(join(draft, 'postgres'));
  await postgres.start();
  const env = { DATABASE_URL: postgres.url, DATA_DIR: join(draft, 'data'), LOG_LEVEL: 'error' };
  const seed = new Program(program, ['seed'], env);
  const worker = new Program(program, ['start', '--only', 'worker'], { ...env, PORT: String(await freePort()) });
  try {
    seed.start();
    const code = await seed.ended(300_000);
    if (code !== 0) throw new Error(`no demo world: ${seed.log}`);
    // What it tells people is told here: in a town made of it later these deliveries would be overdue.
    worker.start();
    await eventually(() => idle(postgres), (waiting) => waiting === 0, 120_000);
    await worker.stop();
    await postgres.stop();
    if (existsSync(folder)) rmSync(draft, { recursive: true });
    else renameSync(draft, folder);
  } finally {
    await Promise.all([seed.kill(), worker.kill()]);
    if (existsSync(draft)) {
      await postgres.stop();
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return folder;
}
