import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeadLetters, Deliveries, Subscribers } from '#libs/platform';
import { findBroken } from '../../../apps/market/src/commands/reconcile.js';
import { atSize } from '../support/size.js';
import { Shopfloor } from './support/shopfloor.js';
import { STORIES, type Story } from './support/stories.js';
import { difference, traces, type Traces } from './support/traces.js';

let floor: Shopfloor;
let total = 0;

beforeAll(async () => {
  floor = await Shopfloor.open();
});
afterAll(async () => {
  await floor.close();
  process.stdout.write(`${total} points at which the program died and came back\n`);
});

/** Mails are most of the points and may come twice: dying around them is left to the full size. */
function isAboutMail(point: string): boolean {
  return /mail/.test(point);
}

interface Ending {
  points: string[];
  left: Traces;
  broken: unknown[];
}

/** Tells the story to its end, through a death at that point (none with 0), and lets everything that waits happen. */
async function ending(story: Story, crashAt: number): Promise<Ending> {
  floor.clock.set(new Date());
  const steps = await story.tell(floor);
  const before = await traces(floor.db, floor.bank);
  const { life } = floor;
  life.count(crashAt);
  for (const step of steps) await untilDone(step);
  life.stopCounting();
  await settle();
  return { points: life.points, left: difference(before, await traces(floor.db, floor.bank)), broken: await findBroken(floor.life.app) };
}

/** Whoever waited for the answer waits out the lease of their key and asks again. */
async function untilDone(step: (isRetry: boolean) => Promise<void>): Promise<void> {
  try {
    await step(false);
  } catch (error) {
    if (!floor.life.isOver) throw error;
  }
  if (!floor.life.isOver) return;
  await floor.live();
  floor.clock.advance({ seconds: 31 });
  await step(true);
}

/** A few minutes pass: every schedule runs, every delivery is made. */
async function settle(): Promise<void> {
  const { app } = floor.life;
  for (let round = 0; round < 2; round++) {
    floor.clock.advance({ minutes: 3 });
    for (const schedule of app.get(Subscribers).schedules) await schedule.run();
    await app.get(Deliveries).drain();
  }
  expect(await app.get(DeadLetters).count()).toBe(0);
}

describe.each(STORIES)('$name', (story) => {
  test('ends the same wherever the program dies on the way', async () => {
    const whole = await ending(story, 0);
    expect(whole.broken).toEqual([]);
    const points = whole.points.length;
    // Fewer, and the statements have found a way past the one who counts.
    expect(points).toBeGreaterThan(5);
    const unlike: unknown[] = [];
    for (let point = 1; point <= points; point++) {
      if (isAboutMail(whole.points[point - 1]!) && atSize(0, 1) === 0) continue;
      total++;
      const told = await ending(story, point);
      const found = { more: difference(whole.left, told.left), broken: told.broken, diedElsewhere: told.points[point - 1] !== whole.points[point - 1] };
      if (Object.keys(found.more).length > 0 || found.broken.length > 0 || found.diedElsewhere) unlike.push({ point: `${point} of ${points}: ${whole.points[point - 1]}`, ...found });
    }
    expect(unlike).toEqual([]);
    process.stdout.write(`${points} points: ${story.name}\n`);
  }, 600_000);
});
