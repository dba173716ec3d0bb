import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { TooManyRequests } from '#libs/platform';

// OWASP's first choice for argon2id (the library's default variant): 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes at most so many at once: each takes 19 MiB and a thread, and a rush must not starve everything else. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly parallel = Math.max(1, Math.min(3, availableParallelism())),
    private readonly queue = 200,
  ) {}

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, COST));
  }

  /** False also when the stored hash is none of ours. */
  verify(stored: string, password: string): Promise<boolean> {
    return this.inTurn(() => verify(stored, password).catch(() => false));
  }

  /** Throws TooManyRequests when the queue is full. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.parallel) {
      if (this.waiting.length >= this.queue) throw new TooManyRequests(2);
      await new Promise<void>((start) => this.waiting.push(start));
    } else {
      this.running++;
    }
    try {
      return await work();
    } finally {
      // The turn passes on; only the last one gives it back.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
