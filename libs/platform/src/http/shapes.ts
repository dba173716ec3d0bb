import { ApiProperty } from '@nestjs/swagger';
import { integer, integerText, oneOf, text } from './fields.js';
import { InvalidInput } from '../problem.js';

export class MoneyShape {
  @integer(-9_007_199_254_740_991, 9_007_199_254_740_991, { description: 'whole rupiah', example: 125000 }) amount!: number;
  @oneOf(['IDR']) currency!: 'IDR';
}

/** Text in both languages, as sellers write it. */
export class WordsShape {
  @text(1, 5000) id!: string;
  @text(0, 5000, { optional: true }) en?: string;
}

/** `?limit=…&cursor=…` of every list. */
export class PageQuery {
  @integerText(1, 100, { optional: true }) limit?: number;
  @text(1, 500, { optional: true }) cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type Class = new (...args: never[]) => object;

/** The OpenAPI class of a list of something: `class ProductPage extends pageOf(ProductCard) {}`. */
export function pageOf(item: Class): new () => Page<object> {
  class PageShape {
    @ApiProperty({ type: () => item, isArray: true }) items!: object[];
    @ApiProperty({ type: 'string', nullable: true }) nextCursor!: string | null;
  }
  return PageShape;
}

/** An opaque keyset cursor: the sort key of the last row. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key that a cursor holds; a broken cursor is bad input. `length` is the number of key parts. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (!cursor) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length && key.every(isKeyPart)) return key as (string | number | null)[];
  } catch {
    // falls through to the refusal
  }
  throw InvalidInput.at('/cursor', { id: 'Penanda halaman tidak dikenal', en: 'Unknown cursor' });
}

// What a client made up must not reach a statement as a NUL or a number without end.
function isKeyPart(part: unknown): boolean {
  if (typeof part === 'string') return part.length <= 500 && !/\p{Cc}/u.test(part);
  return part === null || Number.isFinite(part);
}

/** Cuts `limit + 1` rows into a page. */
export function pageFrom<Row, Item>(rows: Row[], limit: number, key: (row: Row) => readonly (string | number | null)[], item: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? encodeCursor(key(last)) : null };
}
