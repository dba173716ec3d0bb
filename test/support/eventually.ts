import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again until what is seen is as expected, at most that long; then throws what was seen last. */
export async function eventually<T>(look: () => Promise<T>, expected: (seen: T) => boolean, withinMs = 15_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (expected(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms; last seen: ${JSON.stringify(seen)}`);
    await sleep(100);
  }
}
