import type { AccessLevel } from '#libs/platform';
import { NOBODY, type Who } from './principals.js';
import type { Thing } from './things.js';
import type { World } from './world.js';

/** What an id of the request's body answers when it is a stranger's, missing or malformed; null where it may be sent. */
export interface BodyId {
  other: number | null;
  missing: number;
  /** More than one where a rule of the edge comes before that of the lib. */
  malformed: number | readonly number[];
}

/** One operation: who may call it on what is theirs, and what each of them gets. All others are refused as the level says. */
export interface Row {
  /** `PUT /api/v1/seller/shops/:shopId/stock/:variantId` */
  on: string;
  /** Must be the level of the live route. */
  level: AccessLevel;
  /** On what they call their own, in this order. */
  may: readonly Who[];
  /** What they get; when there are several, the first gets the first, and the last one is for all who follow. */
  gets: number | readonly number[];
  /** Things named by the parameters of the path; `shopId` is `shop` and so on unless told. */
  ids?: Readonly<Record<string, string>>;
  /** Other parameters of the path. */
  params?: Readonly<Record<string, string>>;
  query?: (id: Named) => string;
  body?: (id: Named, world: World) => unknown;
  /** Things named in body or query. */
  inBody?: Readonly<Record<string, BodyId>>;
  /** Who may also touch what is not theirs: admins, and the shop of a buyer's order. */
  everywhere?: readonly Who[];
  /** Refusals that differ from what the level implies. */
  refuses?: Partial<Record<Who, number>>;
}

/** The id of the thing by its name, as this request uses it. */
export type Named = (thing: string) => string;

const USUAL: Readonly<Record<string, string>> = {
  shopId: 'shop', productId: 'product', variantId: 'variant', photoId: 'photo', certificateId: 'certificate', sentraId: 'sentra', userId: 'staff', parcelId: 'parcel', checkoutId: 'checkout',
  orderId: 'order',
};

/** The things that the path names, by parameter. */
export function pathThings(row: Row): Record<string, string> {
  const names = [...row.on.matchAll(/:(\w+)/g)].map((found) => found[1]!).filter((name) => row.params?.[name] === undefined);
  return Object.fromEntries(names.map((name) => [name, row.ids?.[name] ?? USUAL[name] ?? name]));
}

export function thingNamed(world: World, name: string): Thing {
  const thing = world.things[name];
  if (!thing) throw new Error(`the world has no ${name}`);
  return thing;
}

/** The request of the row with these ids; a parameter's name wins over its thing's, so that one slot can be changed alone. */
export function requestOf(row: Row, world: World, id: Named): { method: string; path: string; body?: unknown } {
  const [method = '', template = ''] = row.on.split(' ');
  const things = pathThings(row);
  const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(row.params?.[name] ?? id(things[name]!)));
  const body = row.body?.(id, world);
  return { method, path: path + (row.query ? `?${row.query(id)}` : ''), ...(body === undefined ? {} : { body }) };
}

/** What somebody gets who may not, on a thing that exists and is another's. */
export function refusalOf(row: Row, who: Who): number {
  const told = row.refuses?.[who];
  if (told) return told;
  if (row.level === 'public') return 404;
  if (NOBODY.includes(who)) return 401;
  return row.level === 'admin' ? 403 : 404;
}

export function grantOf(row: Row, place: number): number {
  return typeof row.gets === 'number' ? row.gets : row.gets[Math.min(place, row.gets.length - 1)]!;
}
