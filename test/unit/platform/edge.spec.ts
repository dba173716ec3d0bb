import { describe, expect, test } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import * as fc from 'fast-check';
import { email, flag, mapOf, text } from '../../../libs/platform/src/http/fields.js';
import { asProblem, invalidInput, problemDocument } from '../../../libs/platform/src/http/problem-document.js';
import { decodeCursor, encodeCursor, pageFrom } from '../../../libs/platform/src/http/shapes.js';
import { isId, newId, readableNumber } from '../../../libs/platform/src/id.js';
import { Conflict, InvalidInput, TooManyRequests } from '../../../libs/platform/src/problem.js';

describe('ids', () => {
  test('carry their prefix, and sort as they were made, as bytes', async () => {
    const first = newId('ord');
    await new Promise((later) => setTimeout(later, 2));
    const second = newId('ord');
    expect(first).toMatch(/^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    expect(first < second).toBe(true);
    expect(isId('ord', first)).toBe(true);
    expect(isId('chg', first)).toBe(false);
  });

  test.each(['', 'ord_', 'ord_x', 'ord_01kaj3zzzzzzzzzzzzzzzzzzz!', `${newId('ord')}x`, newId('ord').toUpperCase(), 5, null, { length: 30 }])('%j is no id', (given) => {
    expect(isId('ord', given)).toBe(false);
  });

  test('numbers for people have no look-alike letters and do not repeat soon', () => {
    const made = Array.from({ length: 500 }, () => readableNumber('KD'));
    for (const number of made) expect(number).toMatch(/^KD-[2-9A-HJKMNP-Z]{6}$/);
    expect(new Set(made).size).toBe(500);
  });
});

describe('cursors', () => {
  const part = fc.oneof(fc.string(), fc.integer(), fc.constant(null));

  test('give back the key they were made of', () => {
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (key) => expect(decodeCursor(encodeCursor(key), key.length)).toEqual(key)));
  });

  test('anything else is bad input, never a crash', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (junk) => {
        try {
          decodeCursor(junk, 2);
          return false;
        } catch (refusal) {
          return refusal instanceof InvalidInput;
        }
      }),
    );
    expect(() => decodeCursor(encodeCursor(['one']), 2)).toThrow(InvalidInput);
    expect(decodeCursor(undefined, 2)).toBeNull();
  });

  test('a page ends with a cursor only when more follows', () => {
    const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const page = pageFrom(rows, 2, (row) => [row.id], (row) => row.id);
    expect(page.items).toEqual([1, 2]);
    expect(decodeCursor(page.nextCursor!, 1)).toEqual([2]);
    expect(pageFrom(rows, 3, (row) => [row.id], (row) => row.id).nextCursor).toBeNull();
    expect(pageFrom([], 3, () => [0], () => 0)).toEqual({ items: [], nextCursor: null });
  });
});

describe('problem documents', () => {
  const conflict = new Conflict('total_changed', { id: 'Harga berubah', en: 'The price changed' }, { total: { amount: 5, currency: 'IDR' } });

  test('speak the language of the reader and carry code, request id and extras', () => {
    expect(problemDocument(conflict, 'en', 'req-1')).toEqual({
      type: 'https://kriyadesa.id/problems/total-changed',
      title: 'The price changed',
      status: 409,
      code: 'total_changed',
      requestId: 'req-1',
      total: { amount: 5, currency: 'IDR' },
    });
    expect(problemDocument(conflict, 'id', null).title).toBe('Harga berubah');
    expect(problemDocument(new TooManyRequests(7), 'id', null)).toMatchObject({ status: 429, retryAfterSeconds: 7 });
  });

  const error = (fields: object) => Object.assign(new Error('select * from secret where password = 1'), fields);

  test.each([
    ['a refused connection', error({ code: 'ECONNREFUSED' }), 503, 'unavailable'],
    ['a server that shuts down, seen through TypeORM', error({ driverError: error({ code: '57P01' }) }), 503, 'unavailable'],
    ['the loser of a deadlock', error({ code: '40P01' }), 503, 'unavailable'],
    ['a connection that died in a transaction', new Error('Query runner already released. Cannot run queries anymore.'), 503, 'unavailable'],
    ['the same, a moment later', new Error('Database connection provided by a query runner was already released, cannot continue to use its querying methods anymore.'), 503, 'unavailable'],
    ['a full disk', error({ code: 'ENOSPC' }), 507, 'storage_full'],
    ['a forged number in a cursor', error({ code: '22P02' }), 400, 'bad_request'],
    ['a body that is too large', error({ statusCode: 413 }), 413, 'too_large'],
    ['an unknown route', new HttpException('no', 404), 404, 'not_found'],
    ['a bug', error({}), 500, 'internal'],
    ['a thrown nothing', undefined, 500, 'internal'],
  ])('%s becomes %i without a word of what happened inside', (_, thrown, status, code) => {
    const document = problemDocument(asProblem(thrown), 'en', null);
    expect(document).toMatchObject({ status, code });
    expect(JSON.stringify(document)).not.toContain('secret');
  });
});

describe('fields', () => {
  class Choice {
    @text(1, 10) name!: string;
    @mapOf('string') delivery!: Record<string, string>;
    @flag({ optional: true }) isGift?: boolean;
    @text(1, 10, { optional: true, nullable: true }) note?: string | null;
    @email({ optional: true }) email?: string;
  }
  const findings = (body: object) => invalidInput(validateSync(plainToInstance(Choice, body), { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true })).spec.errors!;

  test('a finding points into the body', () => {
    expect(findings({ name: '', delivery: {}, 'a/b': 1 }).map((each) => each.pointer)).toEqual(['/a~1b', '/name']);
    expect(findings({ name: 'a\u0000b', delivery: {} })).toMatchObject([{ pointer: '/name' }]);
  });

  test('a length that is not right is told with the length that would be', () => {
    expect(findings({ name: 'anyaman purun', delivery: {} })[0]!.message).toEqual({ id: 'Terlalu panjang; paling banyak 10 karakter', en: 'Too long; at most 10 characters' });
  });

  test('what may be left out may not be null, unless the field says so', () => {
    expect(findings({ name: 'x', delivery: {}, isGift: undefined, note: null })).toEqual([]);
    expect(findings({ name: 'x', delivery: {}, isGift: null, email: null }).map((each) => each.pointer)).toEqual(['/isGift', '/email']);
  });

  test.each(['a\ud800', 'a\ud800@example.com', 'a@b', '', 5])('%j is no address, and half a letter crashes nothing', (given) => {
    expect(findings({ name: 'x', delivery: {}, email: given })).toMatchObject([{ pointer: '/email' }]);
    expect(findings({ name: 'x\udc00', delivery: {}, email: 'sari@contoh.id' })).toMatchObject([{ pointer: '/name' }]);
    expect(findings({ name: 'tas 🧺', delivery: {}, email: 'sari@contoh.id' })).toEqual([]);
  });

  test('text is trimmed before it is measured', () => {
    expect(findings({ name: '  purun  ', delivery: {} })).toEqual([]);
    expect(findings({ name: '   ', delivery: {} })).toMatchObject([{ pointer: '/name' }]);
  });

  test.each([{ shop: 5 }, { shop: { deep: 'x' } }, { shop: null }, { shop: 'x'.repeat(201) }, []])('%j is no map of text', (delivery) => {
    expect(findings({ name: 'x', delivery })).toMatchObject([{ pointer: '/delivery' }]);
  });
});
