import type { Books } from './books.js';
import { missing, StripeError } from './errors.js';
import { part, text, type Params, type Shape } from './params.js';

const RANGE = ['gt', 'gte', 'lt', 'lte'] as const;

export const PAGING: Shape = { limit: 'integer', starting_after: 'text', ending_before: 'text', created: { gt: 'integer', gte: 'integer', lt: 'integer', lte: 'integer' } };

/** A page of a list, newest first, as Stripe cuts it. */
export function listed(books: Books, url: string, all: readonly { id: string; created: number }[], params: Params): unknown {
  const limit = Number(text(params, 'limit') ?? 10);
  if (limit < 1 || limit > 100) throw new StripeError(400, 'invalid_request_error', { message: 'Invalid limit: must be from 1 to 100.', param: 'limit' });
  wanted(params, 'data.');
  const created = part(params, 'created');
  const within = (at: number) => RANGE.every((bound) => text(created, bound) === null || holds(bound, at, Number(text(created, bound))));
  const matching = all.filter((each) => within(each.created));
  const after = text(params, 'starting_after');
  if (after && !all.some(({ id }) => id === after)) throw missing('object', after);
  const start = after ? matching.findIndex(({ id }) => id === after) + 1 : 0;
  const page = matching.slice(start, start + limit);
  return { object: 'list', url, has_more: start + limit < matching.length, data: page.map((each) => expanded(books, each, params, 'data.')) };
}

function holds(bound: (typeof RANGE)[number], at: number, limit: number): boolean {
  return bound === 'gt' ? at > limit : bound === 'gte' ? at >= limit : bound === 'lt' ? at < limit : at <= limit;
}

/** Fills in what `expand[]` asks for; whatever cannot be expanded is refused, and at most four levels. */
export function expanded(books: Books, thing: unknown, params: Params, prefix = ''): unknown {
  const shown = structuredClone(thing) as Record<string, unknown>;
  delete shown['standin_intent'];
  for (const path of wanted(params, prefix)) open(books, shown, path.slice(prefix.length).split('.'), path);
  return shown;
}

function wanted(params: Params, prefix: string): string[] {
  const paths = Object.values(part(params, 'expand')) as string[];
  for (const path of paths) {
    if (path.split('.').length > 4) throw new StripeError(400, 'invalid_request_error', { message: `You cannot expand more than 4 levels of a property: ${path}`, param: 'expand' });
    if (!path.startsWith(prefix)) throw unexpandable(path);
  }
  return paths;
}

function open(books: Books, thing: Record<string, unknown>, [name = '', ...deeper]: readonly string[], path: string): void {
  if (thing['object'] === 'charge' && name === 'refunds') {
    const id = thing['id'] as string;
    const refunds = books.refundsOf(id);
    thing['refunds'] = { object: 'list', url: `/v1/charges/${id}/refunds`, has_more: refunds.length > 10, data: refunds.slice(0, 10).map((each) => structuredClone(each)) };
    return;
  }
  const find: Record<string, ((id: string) => object | undefined) | undefined> = { payment_intent: books.intent, latest_charge: books.charge, charge: books.charge };
  const look = find[name];
  if (!look || !(name in thing)) throw unexpandable(path);
  const value = thing[name];
  if (typeof value === 'string') thing[name] = structuredClone(look(value));
  if (deeper.length > 0 && thing[name]) open(books, thing[name] as Record<string, unknown>, deeper, path);
}

function unexpandable(path: string): StripeError {
  return new StripeError(400, 'invalid_request_error', { message: `This property cannot be expanded (${path}).`, param: 'expand' });
}
