import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grants, mistakes, neutral, statusOf, strangers, visitors, type Attempt } from './attempts.js';
import { checksums, quiet } from './checksum.js';
import { liveRoutes, servedShapes, shapeOf, withoutTwins } from './live-routes.js';
import { ELSEWHERE, MATRIX } from './matrix.js';
import type { Seen } from './principals.js';
import { leaksIn } from './secrets.js';
import { makeWorld, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
}, 120_000);

afterAll(() => world.close());

const AT_ONCE = 6;
const MOST_TOLD = 60;
const LONGEST = 500;

/** Runs the attempts a few at a time; answers the stories that went otherwise than told, the first ones when there are many. */
async function tell(attempts: readonly Attempt[], judge: (attempt: Attempt, seen: Seen) => Promise<string | null>): Promise<string[]> {
  const wrong: string[] = [];
  const queue = [...attempts];
  const work = async () => {
    for (;;) {
      const attempt = queue.shift();
      if (!attempt) return;
      const finding = await world.as(attempt.who, attempt).then((seen) => judge(attempt, seen), (error: Error) => error.message);
      if (finding) wrong.push(`${attempt.story}: ${finding}`.slice(0, LONGEST));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return wrong.sort().slice(0, MOST_TOLD);
}

function asExpected({ expected }: Attempt, seen: Seen): string | null {
  return expected.includes(statusOf(seen)) ? null : `answers ${seen.status} instead of ${expected.join(' or ')}: ${seen.text.slice(0, 200)}`;
}

/** Where the two begin to differ. */
function differing(one: string, other: string): string {
  const from = Math.max(0, [...one].findIndex((letter, place) => letter !== other[place]) - 40);
  return `${one.slice(from, from + 160)}\n  ${other.slice(from, from + 160)}`;
}

describe('the table', () => {
  test('has one row for every live route, with its access level, and none besides', () => {
    const { routes, lonely } = withoutTwins(liveRoutes(world.site.app));
    const live = routes.filter(({ operation }) => !(operation in ELSEWHERE)).map(({ operation, level }) => `${operation} (${level})`);
    const told = MATRIX.map(({ on, level }) => `${on} (${level})`);
    expect({ withoutRow: live.filter((each) => !told.includes(each)), withoutRoute: told.filter((each) => !live.includes(each)) }).toEqual({ withoutRow: [], withoutRoute: [] });
    expect(told.filter((each, place) => told.indexOf(each) !== place)).toEqual([]);
    expect({ lonely }).toEqual({ lonely: [] });
  });

  test('knows every path that the server serves', () => {
    const mapped = new Set(liveRoutes(world.site.app).map(({ operation }) => shapeOf(operation.slice(operation.indexOf(' ') + 1))));
    expect(servedShapes(world.site.app).filter((shape) => !mapped.has(shape) && !shape.endsWith('*'))).toEqual([]);
  });
});

describe('who may not', () => {
  let before: Record<string, string>;

  beforeAll(async () => {
    await quiet(world.site.db);
    before = await checksums(world.site.db);
  });

  const alike = async (attempt: Attempt, seen: Seen) => {
    const wrong = asExpected(attempt, seen);
    if (wrong || !attempt.twin) return wrong;
    const twin = await world.as(attempt.who, attempt.twin);
    const [one, other] = [neutral(seen, attempt.ids), neutral(twin, attempt.ids)];
    return one === other ? null : `tells it from a missing one:\n  ${differing(one, other)}`;
  };

  test('is refused on what is another’s, byte for byte as on what is missing', async () => {
    expect(await tell(MATRIX.flatMap((row) => strangers(row, world)), alike)).toEqual([]);
  });

  test('may neither who sends one id that is a stranger’s, missing or malformed', async () => {
    expect(await tell(MATRIX.flatMap((row) => mistakes(row, world)), alike)).toEqual([]);
  });

  test('has a form refused that comes from a page of others, whoever’s cookie goes along', async () => {
    const forms = MATRIX.filter(({ on }) => on.startsWith('POST ') && !on.includes('/api/') && !on.includes('/sandbox/')).flatMap((row) => grants(row, world));
    const foreign = forms.map((form) => ({ ...form, headers: { origin: 'https://jahat.example' }, expected: [403] }));
    expect(foreign.length).toBeGreaterThan(5);
    expect(await tell(foreign, async (attempt, seen) => asExpected(attempt, seen))).toEqual([]);
  });

  test('has changed nothing in any table', async () => {
    await quiet(world.site.db);
    expect(await checksums(world.site.db)).toEqual(before);
  });
});

describe('who may', () => {
  test('is let in, and is shown nothing that is private to others', async () => {
    const wrong: string[] = [];
    for (const row of MATRIX) {
      for (const attempt of [...grants(row, world), ...visitors(row, world)]) {
        const seen = await world.as(attempt.who, attempt).catch((error: Error) => error.message);
        const finding = typeof seen === 'string' ? seen : (asExpected(attempt, seen) ?? leaksIn(seen, attempt.who, world));
        if (finding) wrong.push(`${attempt.story}: ${finding}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
