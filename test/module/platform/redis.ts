import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface RedisUnderTest {
  url: string;
  wipe: () => Promise<void>;
  close: () => Promise<void>;
}

/** Where Redis can be had: a server of our own when `redis-server` is on PATH, else the one of REDIS_URL. */
export const hasRedis = Boolean(process.env.REDIS_URL) || spawnSync('redis-server', ['--version']).status === 0;

export async function redisUnderTest(): Promise<RedisUnderTest> {
  if (process.env.REDIS_URL && spawnSync('redis-server', ['--version']).status !== 0) return { url: process.env.REDIS_URL, wipe: () => wipe(process.env.REDIS_URL!), close: async () => undefined };
  const port = await freePort();
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp'], { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  const close = async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  };
  for (let tries = 0; ; tries++) {
    try {
      await wipe(url);
      return { url, wipe: () => wipe(url), close };
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(50);
    }
  }
}

/** Everything the program ever put there. */
async function wipe(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  await redis.connect();
  const keys = await redis.keys('kriyadesa-*');
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
