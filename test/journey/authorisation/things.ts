import { newId } from '#libs/platform';
import type { Client } from '../../support/client.js';
import type { Who } from './principals.js';

/** A kind of thing that requests name: the victim's, a stranger's of the same kind, and who calls another one theirs. */
export interface Thing {
  prefix: string;
  own: string;
  other: string;
  /** Whose own differs from the victim's. */
  of?: Partial<Record<Who, string>>;
}

/** Private ids, and who may ever be shown them. */
export interface Secret {
  id: string;
  seenBy: readonly Who[];
}

/** The id that this principal calls its own. */
export function idOf(thing: Thing, who: Who): string {
  return thing.of?.[who] ?? thing.own;
}

export function missing(thing: Thing): string {
  return newId(thing.prefix);
}

interface Answered<T> {
  status: number;
  body: T;
}

/** The body of an answer that had to succeed. */
export function must<T>({ status, body }: Answered<T>): T {
  if (status >= 300) throw new Error(`the world is not as expected: ${status} ${JSON.stringify(body).slice(0, 500)}`);
  return body;
}

export interface Making {
  client: (who: Who) => Client;
  shops: Record<'A' | 'B' | 'C', string>;
  picture: Blob;
}
