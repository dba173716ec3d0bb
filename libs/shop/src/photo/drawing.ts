import sharp from 'sharp';

// One thread a picture and no cache: a cheap server must hold its memory while people upload.
sharp.concurrency(1);
sharp.cache(false);

const MOST_AT_ONCE = 2;
let atWork = 0;
const waiting: (() => void)[] = [];

/** Runs the picture work, two at a time; the rest wait their turn. */
export async function drawing<T>(work: () => Promise<T>): Promise<T> {
  if (atWork >= MOST_AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
  else atWork++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else atWork--;
  }
}
