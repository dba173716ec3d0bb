import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ordering, type Ordering } from '../../module/order/ordering.js';
import { atPoint, type Point } from '../support/at-point.js';
import { atSize } from '../support/size.js';
import { Meeting, outcome } from './races/scene.js';
import { RACES, type Race } from './races/table.js';
import { VERBS } from './races/verbs.js';

let market: Ordering;
beforeAll(async () => {
  market = await ordering();
});
afterAll(() => market.close());

/** What both were told and how it ended; null when the victim never came by the point. */
async function met({ given, victim, rival }: Race, point: Point): Promise<string | null> {
  const meeting = await Meeting.given(market, given);
  const told = await atPoint(market.get(DataSource), point, () => VERBS[victim](meeting), () => VERBS[rival](meeting));
  return told && `${outcome(told.victim)} / ${outcome(told.rival)}: ${await meeting.end()}`;
}

test.each(RACES)('$given: $victim, met before "$at" by: $rival', async (race) => {
  expect(await met(race, { statement: race.at })).toBe(race.allowed[0]);
});

/** Met at any statement, the two end as if one had come after the other. */
const EVERYWHERE = atSize(0, 60);

if (EVERYWHERE > 0) {
  test.each(RACES)('$given: $victim, met anywhere by: $rival', async (race) => {
    // Before the first statement nothing of the victim's has happened: that is the rival first.
    const allowed = [...race.allowed, await met(race, { nth: 1 })];
    for (let nth = 2; nth <= EVERYWHERE; nth++) {
      const told = await met(race, { nth });
      if (told === null) return;
      expect(allowed).toContain(told);
    }
  }, 120_000);
}

test('after all of it the books, the shelves and the orders hold together', async () => {
  market.clock.set(new Date());
  expect(await (await Meeting.given(market, 'paid')).broken()).toEqual([]);
});
