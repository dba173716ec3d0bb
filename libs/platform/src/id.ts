import { randomInt } from 'node:crypto';
import { TypeID, typeidUnboxed } from 'typeid-js';

/** A prefixed, time-ordered id, for example `ord_01kaj3…`; the same text in URL, row, event and log. */
export type Id<Prefix extends string> = `${Prefix}_${string}`;

export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return typeidUnboxed(prefix) as unknown as Id<Prefix>;
}

/** When an id was made, to the millisecond: the time is its first part. Throws for what is not an id. */
export function madeAt(id: string): Date {
  return new Date(Buffer.from(TypeID.fromString(id).toUUIDBytes()).readUIntBE(0, 6));
}

/** Whether the text has the shape of an id with that prefix; says nothing about existence. */
export function isId<Prefix extends string>(prefix: Prefix, text: unknown): text is Id<Prefix> {
  if (typeof text !== 'string' || !text.startsWith(`${prefix}_`)) return false;
  try {
    return TypeID.fromString(text).getType() === prefix;
  } catch {
    return false;
  }
}

// No 0/O, 1/I/L: people read these over the telephone.
const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A short random code that people can read aloud, for example `KD-7K3F2M` (31^6 possibilities). */
export function readableNumber(prefix: string, length = 6): string {
  let code = '';
  for (let i = 0; i < length; i++) code += READABLE[randomInt(READABLE.length)];
  return `${prefix}-${code}`;
}
