import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Money, parseRupiah } from '../../../libs/platform/src/money.js';

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 }).filter((list) => list.some((w) => w > 0));

describe('money split by weights', () => {
  test('the parts always sum to the whole', () => {
    fc.assert(fc.property(amounts, weights, (amount, list) => Money.sum(Money.of(amount).allocate(list)).amount === amount));
  });

  test('every part is less than one rupiah away from its exact share', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, list) => {
        const sum = list.reduce((a, b) => a + BigInt(b), 0n);
        return Money.of(amount)
          .allocate(list)
          .every((part, i) => {
            const distance = BigInt(part.amount) * sum - BigInt(amount) * BigInt(list[i]!);
            return distance < sum && -distance < sum;
          });
      }),
    );
  });

  test('who has no weight gets nothing, and equal remainders go to the first', () => {
    expect(Money.of(100).allocate([1, 0, 1, 1]).map((part) => part.amount)).toEqual([34, 0, 33, 33]);
    expect(Money.of(-100).allocate([1, 1, 1]).map((part) => part.amount)).toEqual([-34, -33, -33]);
  });

  test.each([[[]], [[0, 0]], [[1, -1]], [[0.5]]])('weights %j are refused', (list) => {
    expect(() => Money.of(10).allocate(list)).toThrow(RangeError);
  });
});

describe('a share in basis points', () => {
  test('is never more than half a rupiah away, in exact arithmetic', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amount, points) => {
        const distance = BigInt(Money.of(amount).basisPoints(points).amount) * 10_000n - BigInt(amount) * BigInt(points);
        return distance <= 5_000n && distance >= -5_000n;
      }),
    );
  });

  test('rounds half up, away from zero for debts', () => {
    expect(Money.of(10).basisPoints(500).amount).toBe(1);
    expect(Money.of(-10).basisPoints(500).amount).toBe(-1);
    expect(Money.of(9).basisPoints(500).amount).toBe(0);
  });
});

describe('amounts', () => {
  test('half a rupiah is not an amount', () => {
    expect(() => Money.of(0.5)).toThrow(RangeError);
    expect(() => Money.of(Number.MAX_SAFE_INTEGER).plus(Money.of(1))).toThrow(RangeError);
    expect(() => Money.of(10).times(1.5)).toThrow(RangeError);
  });

  test('what people read can be typed back', () => {
    fc.assert(fc.property(fc.nat(999_999_999), (amount) => parseRupiah(Money.of(amount).format('id')) === amount));
  });

  test.each([
    ['1.250.000', 1_250_000],
    ['1250000', 1_250_000],
    ['Rp1.250.000', 1_250_000],
    ['rp. 5.000', 5_000],
    ['0', 0],
    ['1.250,5', null],
    ['1,250', null],
    ['12.50', null],
    ['-5', null],
    ['', null],
    ['seribu', null],
    ['99999999999999999999', null],
  ])('%j is read as %p', (typed, amount) => {
    expect(parseRupiah(typed)).toBe(amount);
  });
});
