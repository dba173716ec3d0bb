import { Redis } from 'ioredis';
import type { Fitness } from '../database/database-fitness.js';

/** What speaks against a Redis for the queue; throws when it does not answer within five seconds. */
export async function redisFitness(redisUrl: string): Promise<Fitness> {
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 5_000, commandTimeout: 5_000, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  // What the calls throw says only that the connection is closed.
  let trouble: Error | null = null;
  redis.on('error', (error) => (trouble = error));
  try {
    await redis.connect();
    const info = await redis.info();
    const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
    const [major = 0, minor = 0] = field('redis_version').split('.').map(Number);
    const wrong: string[] = [];
    if (major < 6 || (major === 6 && minor < 2)) wrong.push(`this is Redis ${field('redis_version')}: use 6.2 or newer`);
    const policy = field('maxmemory_policy');
    if (policy && policy !== 'noeviction') wrong.push(`maxmemory-policy is ${policy}: it must be noeviction, or jobs vanish when memory is short`);
    return { wrong, notes: [] };
  } catch (error) {
    throw trouble ?? error;
  } finally {
    redis.disconnect();
  }
}
