import { randomBytes } from 'node:crypto';
import type { Id } from '../id.js';

// Crockford's base 32, as typeid writes it: ten letters of time (two zero bits and 48 of milliseconds), sixteen of version, variant and chance.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LETTERS = 10;

/** An id as `newId` would have made it at that moment, so that what is recorded afterwards stands in its place in every list. */
export function pastId<Prefix extends string>(prefix: Prefix, at: Date): Id<Prefix> {
  let rest = at.getTime();
  let time = '';
  for (let i = 0; i < TIME_LETTERS; i++) {
    time = LETTERS[rest % 32]! + time;
    rest = Math.floor(rest / 32);
  }
  const chance = randomBytes(16);
  // Version 7 is 0111 in the first four bits, the variant is 10 in the bits 16 and 17.
  const letters = Array.from(chance, (byte, place) => {
    if (place === 0) return LETTERS[14 + (byte & 1)]!;
    if (place === 3) return LETTERS[(byte & 0b10011) | 0b01000]!;
    return LETTERS[byte & 31]!;
  });
  return `${prefix}_${time}${letters.join('')}`;
}
