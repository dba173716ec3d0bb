import { EVERYBODY, type Seen, type Who } from './principals.js';
import { grantOf, pathThings, refusalOf, requestOf, thingNamed, type Named, type Row } from './row.js';
import { idOf, missing } from './things.js';
import type { World } from './world.js';

/** One request of one principal, and what it must answer. */
export interface Attempt {
  who: Who;
  /** For the message: `GET … as buyerB with buyerA's basket`. */
  story: string;
  method: string;
  path: string;
  body?: unknown;
  expected: readonly number[];
  /** The same request about things that do not exist, which must answer byte for byte alike. */
  twin?: { method: string; path: string; body?: unknown };
  /** The ids that both requests name, to be left out of the comparison. */
  ids: readonly string[];
}

const MALFORMED = ["x' OR 1=1 --", '\u0000', 'x'.repeat(300)];

/** The ids that the row's request names, as this principal calls them its own. */
function idsOf(row: Row, world: World, who: Who): Record<string, string> {
  const ids: Record<string, string> = {};
  const note: Named = (name) => (ids[name] = idOf(thingNamed(world, name), who));
  requestOf(row, world, note);
  return ids;
}

const naming = (ids: Record<string, string>): Named => (name) => ids[name]!;
const sameIds = (a: Record<string, string>, b: Record<string, string>) => Object.entries(a).every(([name, id]) => b[name] === id);

/** Whose things the row is about: one side for each set of ids that those who may call their own. */
function sidesOf(row: Row, world: World): { of: Who; ids: Record<string, string> }[] {
  const sides: { of: Who; ids: Record<string, string> }[] = [];
  for (const of of row.may) {
    const ids = idsOf(row, world, of);
    if (!sides.some((side) => sameIds(side.ids, ids))) sides.push({ of, ids });
  }
  return sides;
}

/** Everybody else, at the things of those who may. */
export function strangers(row: Row, world: World): Attempt[] {
  return sidesOf(row, world).flatMap((side) =>
    EVERYBODY.filter((who) => !row.everywhere?.includes(who) && !(row.may.includes(who) && sameIds(idsOf(row, world, who), side.ids))).map((who) => {
      const nothing = Object.fromEntries(Object.keys(side.ids).map((name) => [name, missing(thingNamed(world, name))]));
      return {
        who, story: `${row.on} as ${who} on what is ${side.of}'s`, ...requestOf(row, world, naming(side.ids)), expected: [refusalOf(row, who)], ids: [...Object.values(side.ids), ...Object.values(nothing)],
        ...(Object.keys(side.ids).length > 0 && isWorthComparing(row, who) ? { twin: requestOf(row, world, naming(nothing)) } : {}),
      };
    }),
  );
}

/** 401 and 403 are said before any id is read, so one of each is enough; whose role is too small is told so on what they know anyway. */
function isWorthComparing(row: Row, who: Who): boolean {
  return !row.refuses?.[who] && (refusalOf(row, who) === 404 || who === 'anonymous' || who === 'buyerB');
}

/** Who may, with one id of the request changed: to a stranger's thing, to one that does not exist, to no id at all. */
export function mistakes(row: Row, world: World): Attempt[] {
  const who = row.may[0]!;
  const ids = idsOf(row, world, who);
  const inPath = Object.values(pathThings(row)).map((name) => ({ name, other: isForAll(row) ? null : [404], missing: [404], malformed: [404, 400] }));
  const inBody = Object.entries(row.inBody ?? {}).map(([name, told]) => ({ name, other: told.other === null ? null : [told.other], missing: [told.missing], malformed: [told.malformed].flat() }));
  return [...together(row, world, ids), ...[...inPath, ...inBody].flatMap(({ name, other, missing: none, malformed }) => {
    const thing = thingNamed(world, name);
    const gone = missing(thing);
    const change = (id: string) => requestOf(row, world, naming({ ...ids, [name]: id }));
    const told = { who, ids: [...Object.values(ids), thing.other, gone] };
    return [
      ...(other ? [{ ...told, story: `${row.on} as ${who} with a stranger's ${name}`, ...change(thing.other), expected: other, twin: change(gone) }] : []),
      { ...told, story: `${row.on} as ${who} with a missing ${name}`, ...change(gone), expected: none },
      ...MALFORMED.map((text) => ({ ...told, story: `${row.on} as ${who} with a malformed ${name} (${JSON.stringify(text).slice(0, 20)})`, ...change(text), expected: malformed })),
    ];
  })];
}

/** Below their own shop everything of a stranger's that belongs together: the photo of a product that is another shop's. */
function together(row: Row, world: World, ids: Record<string, string>): Attempt[] {
  const within = Object.entries(pathThings(row)).filter(([parameter]) => parameter !== 'shopId').map(([, name]) => name);
  if (within.length < 2 || !('shop' in ids) || isForAll(row)) return [];
  const who = row.may[0]!;
  const others = Object.fromEntries(within.map((name) => [name, thingNamed(world, name).other]));
  const nothing = Object.fromEntries(within.map((name) => [name, missing(thingNamed(world, name))]));
  return [{
    who, story: `${row.on} as ${who} with a stranger's ${within.join(' and ')}`, ...requestOf(row, world, naming({ ...ids, ...others })), expected: [404],
    twin: requestOf(row, world, naming({ ...ids, ...nothing })), ids: [...Object.values(ids), ...Object.values(others), ...Object.values(nothing)],
  }];
}

/** Admins reach everybody's things, and what anybody may see is nobody's. */
function isForAll(row: Row): boolean {
  return row.level === 'admin' || row.may.length === EVERYBODY.length;
}

/** Those who may, on what is theirs, in order. */
export function grants(row: Row, world: World): Attempt[] {
  return sidesOf(row, world).flatMap((side) => {
    const request = requestOf(row, world, naming(side.ids));
    const ours = row.may.filter((who) => sameIds(idsOf(row, world, who), side.ids));
    return ours.map((who, place) => ({ who, story: `${row.on} as ${who}`, ...request, expected: [grantOf(row, place)], ids: Object.values(side.ids) }));
  });
}

/** Those who may reach what is not theirs as well; what they get depends, but they are not turned away. */
export function visitors(row: Row, world: World): Attempt[] {
  return sidesOf(row, world).flatMap((side) =>
    (row.everywhere ?? []).filter((who) => !row.may.includes(who)).map((who) => ({
      who, story: `${row.on} as ${who} on what is ${side.of}'s`, ...requestOf(row, world, naming(side.ids)), expected: [200, 201, 204, 303, 400, 409, 422], ids: Object.values(side.ids),
    })),
  );
}

/** Pages lead those without a session to the sign-in, which is their way to say 401. */
export function statusOf({ status, location }: Seen): number {
  return status === 303 && location && /^\/(en\/)?masuk\?kembali=/.test(location) ? 401 : status;
}

/** The answer without the ids that the request itself named. */
export function neutral({ status, type, text, location }: Seen, ids: readonly string[]): string {
  let neutralText = `${status} ${type} ${location ?? ''}\n${text}`;
  for (const id of ids) neutralText = neutralText.replaceAll(encodeURIComponent(id), '…').replaceAll(id, '…');
  return neutralText;
}
