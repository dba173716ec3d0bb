import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '#libs/platform';

type Row = Record<string, unknown>;

/** A PostgreSQL of one's own that may fall over. What was committed survives, since only processes die: no fsync is needed for that. */
export class PrivatePostgres {
  private admin: pg.Pool | null = null;

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly settings: Record<string, string>,
  ) {}

  static async at(folder: string, settings: Record<string, string> = {}): Promise<PrivatePostgres> {
    return new PrivatePostgres(folder, await freePort(), settings);
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  async start(): Promise<void> {
    await startEmbeddedPostgres({ dataDir: this.folder, settings: { fsync: 'off', max_connections: '120', port: String(this.port), ...this.settings } });
  }

  /** PostgreSQL's immediate shutdown: every connection is cut, nothing is written any more, the next start recovers. */
  async fallOver(): Promise<void> {
    await this.end((postmaster) => process.kill(postmaster, 'SIGQUIT'));
  }

  /** kill -9 of all its processes, as when the power goes. */
  async lose(): Promise<void> {
    await this.end(killWithChildren);
  }

  async stop(): Promise<void> {
    await this.admin?.end();
    this.admin = null;
    if (existsSync(join(this.folder, 'postmaster.pid'))) await this.end((postmaster) => process.kill(postmaster, 'SIGINT'));
  }

  /** A statement over a connection of the test's own. */
  async sql<T extends object = Row>(text: string, parameters: readonly unknown[] = []): Promise<T[]> {
    if (!this.admin) {
      this.admin = new pg.Pool({ connectionString: this.url, max: 2, application_name: 'fault-test' });
      this.admin.on('error', () => undefined);
    }
    return (await this.admin.query<T>(text, [...parameters])).rows;
  }

  private async end(send: (postmaster: number) => void): Promise<void> {
    const postmaster = Number(readFileSync(join(this.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    send(postmaster);
    const until = Date.now() + 20_000;
    while (isAlive(postmaster) && Date.now() < until) await sleep(20);
    if (isAlive(postmaster)) throw new Error(`PostgreSQL ${postmaster} did not end`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie has ended; in a container nobody may reap it.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** kill -9 of a server and its backends, which are process groups of their own. */
export function killWithChildren(postmaster: number): void {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  for (const pid of [postmaster, ...children]) killQuietly(pid);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended by itself when its postmaster did.
  }
}

/** A folder of this run, below `.test`; what a killed run left there is removed. */
export function ownFolder(home: string): string {
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    const pid = Number(name.split('_')[0]);
    if (pid === process.pid || isAlive(pid)) continue;
    const pidFile = join(home, name, 'postgres/postmaster.pid');
    if (existsSync(pidFile)) killQuietly(Number(readFileSync(pidFile, 'utf8').split('\n')[0]));
    rmSync(join(home, name), { recursive: true, force: true });
  }
  const folder = join(home, `${process.pid}_${randomBytes(3).toString('hex')}`);
  mkdirSync(folder);
  return folder;
}

export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
