import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { actualGrams, chargeableGrams, volumeMm3, type WeighingRule } from '../../../libs/shipping/src/chargeable-weight.js';
import { daysOf, priceOf } from '../../../libs/shipping/src/price.js';
import type { PackedItem } from '../../../libs/shipping/src/shipment.js';
import { zoneBetween } from '../../../libs/shipping/src/zone.js';

const JNE: WeighingRule = { divisor: 6000, minimumGrams: 1000, roundUpFromGrams: 300, roundUpInclusive: false };
const JNT: WeighingRule = { ...JNE, roundUpInclusive: true };
const JTR: WeighingRule = { divisor: 5000, minimumGrams: 10_000, roundUpFromGrams: 300, roundUpInclusive: true };
const JNT_CARGO: WeighingRule = { divisor: 5000, minimumGrams: 11_000, roundUpFromGrams: null, roundUpInclusive: false };
const LION: WeighingRule = { divisor: 6000, minimumGrams: 1000, roundUpFromGrams: 0, roundUpInclusive: false };

const flat = { length: 10, width: 10, height: 10 };
const weighing = (grams: number, quantity = 1): PackedItem => ({ quantity, weightGrams: grams, packedMm: flat, nestable: false });
const box = (length: number, width: number, height: number, grams = 1): PackedItem => ({ quantity: 1, weightGrams: grams, packedMm: { length: length * 10, width: width * 10, height: height * 10 }, nestable: false });

describe('the weight to pay for', () => {
  test.each([
    [1290, 1000, 1000],
    [1299, 1000, 1000],
    [1300, 1000, 2000],
    [1301, 2000, 2000],
    [1310, 2000, 2000],
    [2300, 2000, 3000],
    [1, 1000, 1000],
    [1000, 1000, 1000],
    [1999, 2000, 2000],
  ])('%i g is %i g at JNE and %i g at J&T', (grams, jne, jnt) => {
    expect([chargeableGrams(JNE, [weighing(grams)]), chargeableGrams(JNT, [weighing(grams)])]).toEqual([jne, jnt]);
  });

  test.each([
    ['38×29×28 cm at 6000 is 5.14, so 5 kg', JNE, box(38, 29, 28), 5000],
    ['100×80×60 cm at 5000 is 96 kg', JTR, box(100, 80, 60), 96_000],
    ['100×80×60 cm at 6000 is 80 kg', JNE, box(100, 80, 60), 80_000],
    ['a heavy small thing goes by weight', JNE, box(10, 10, 10, 7_000), 7000],
    ['trucking bills ten kilograms at least', JTR, weighing(800), 10_000],
    ['trucking rounds exactly 12.30 up', JTR, weighing(12_300), 13_000],
    ['and 12.29 down', JTR, weighing(12_290), 12_000],
    ['J&T Cargo does not round', JNT_CARGO, weighing(12_345), 12_345],
    ['but bills from eleven kilograms', JNT_CARGO, weighing(3_000), 11_000],
    ['Lion knows no tolerance: 1.01 kg is 2', LION, weighing(1_010), 2000],
    ['and a whole kilogram stays one', LION, weighing(1_000), 1000],
  ])('%s', (_, rule, item, grams) => {
    expect(chargeableGrams(rule, [item])).toBe(grams);
  });

  test('exactly 1.30 kg by volume, and a hair more or less', () => {
    // 7,800 cm³ / 6000 is 1.3 exactly; binary fractions would say 1.2999999999999998.
    const exactly = { ...box(30, 26, 10), weightGrams: 1 };
    expect([chargeableGrams(JNE, [exactly]), chargeableGrams(JNT, [exactly])]).toEqual([1000, 2000]);
    const hairMore = { ...exactly, packedMm: { length: 300, width: 260, height: 101 } };
    expect(chargeableGrams(JNE, [hairMore])).toBe(2000);
    const hairLess = { ...exactly, packedMm: { length: 300, width: 260, height: 99 } };
    expect(chargeableGrams(JNT, [hairLess])).toBe(1000);
  });

  test('nested baskets need the room of one and a fifth of the height for each further one', () => {
    const basket: PackedItem = { quantity: 6, weightGrams: 250, packedMm: { length: 300, width: 300, height: 250 }, nestable: true };
    expect(volumeMm3([basket])).toBe(300 * 300 * 500);
    expect(volumeMm3([{ ...basket, quantity: 1 }])).toBe(volumeMm3([{ ...basket, quantity: 1, nestable: false }]));
    expect(chargeableGrams(JNE, [basket])).toBe(8000);
    expect(chargeableGrams(JNE, [{ ...basket, nestable: false }])).toBe(23_000);
  });

  test.each([0, -1, 1.5, Number.NaN])('a quantity of %p is no parcel', (quantity) => {
    expect(() => chargeableGrams(JNE, [weighing(100, quantity)])).toThrow(RangeError);
  });

  test('what no number can weigh is refused, not misjudged', () => {
    expect(() => chargeableGrams(JNE, [weighing(Number.MAX_SAFE_INTEGER)])).toThrow(expect.objectContaining({ code: 'too_large_to_ship' }));
  });
});

const items = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 500 }),
    weightGrams: fc.integer({ min: 1, max: 30_000 }),
    packedMm: fc.record({ length: fc.integer({ min: 1, max: 2_000 }), width: fc.integer({ min: 1, max: 2_000 }), height: fc.integer({ min: 1, max: 1_000 }) }),
    nestable: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);
const rules = fc.record({
  divisor: fc.constantFrom(4000, 5000, 6000),
  minimumGrams: fc.constantFrom(0, 1000, 10_000),
  roundUpFromGrams: fc.constantFrom(null, 0, 300, 500),
  roundUpInclusive: fc.boolean(),
});

describe('always', () => {
  test('it is near the greater of weight and volume, and never below the minimum', () => {
    fc.assert(
      fc.property(rules, items, (rule, packed) => {
        const grams = chargeableGrams(rule, packed);
        const real = Math.max(actualGrams(packed), volumeMm3(packed) / rule.divisor);
        expect(grams).toBeGreaterThanOrEqual(rule.minimumGrams);
        if (real >= rule.minimumGrams) expect(Math.abs(grams - real)).toBeLessThanOrEqual(1000);
        if (rule.roundUpFromGrams !== null && grams > rule.minimumGrams) expect(grams % 1000).toBe(0);
      }),
    );
  });

  test('one piece more never costs less, and nesting never costs more', () => {
    fc.assert(
      fc.property(rules, items, (rule, packed) => {
        const more = packed.map((item, index) => (index === 0 ? { ...item, quantity: item.quantity + 1 } : item));
        expect(chargeableGrams(rule, more)).toBeGreaterThanOrEqual(chargeableGrams(rule, packed));
        expect(chargeableGrams(rule, packed.map((item) => ({ ...item, nestable: true })))).toBeLessThanOrEqual(chargeableGrams(rule, packed.map((item) => ({ ...item, nestable: false }))));
      }),
    );
  });

  test('a service that rounds the exact 0.3 up never bills less than one that does not', () => {
    fc.assert(fc.property(items, (packed) => expect(chargeableGrams(JNT, packed)).toBeGreaterThanOrEqual(chargeableGrams(JNE, packed))));
  });
});

describe('the price', () => {
  const rate = { perKgAmount: 20_000, minDays: 2, maxDays: 4 };
  const regular = { factorBasisPoints: 10_000, laterDays: 0, atMostDays: null };

  test.each([
    [1_000, 10_000, 20_000],
    [3_000, 10_000, 60_000],
    [1_000, 9_800, 20_000],
    [1_000, 8_800, 18_000],
    [12_345, 3_600, 89_000],
    [0, 10_000, 0],
    [5_000, 0, 0],
  ])('%i g at factor %i is Rp%i, in steps of 500', (grams, factorBasisPoints, price) => {
    expect(priceOf(grams, rate, { ...regular, factorBasisPoints }).amount).toBe(price);
  });

  test('is a multiple of 500, at least the exact price and less than 500 above it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000 }), fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 0, max: 30_000 }), (grams, perKgAmount, factorBasisPoints) => {
        const price = BigInt(priceOf(grams, { ...rate, perKgAmount }, { ...regular, factorBasisPoints }).amount);
        const exact = BigInt(grams) * BigInt(perKgAmount) * BigInt(factorBasisPoints);
        expect(price % 500n).toBe(0n);
        expect(price * 10_000_000n >= exact && (price - 500n) * 10_000_000n < exact).toBe(true);
      }),
    );
  });

  test('an economy service takes longer, an express one has a bound', () => {
    expect(daysOf(rate, { ...regular, laterDays: 2 })).toEqual({ min: 4, max: 6 });
    expect(daysOf(rate, { ...regular, atMostDays: 1 })).toEqual({ min: 1, max: 1 });
  });
});

describe('how far apart', () => {
  test.each([
    ['51.03.02.2009', '51.03.02.2001', 'same_district'],
    ['51.03.02.2009', '51.03.04.2005', 'same_regency'],
    ['51.03.02.2009', '51.71.01.1001', 'same_province'],
    ['51.03.02.2009', '53.71.01.1001', 'same_island_group'],
    ['14.71.01.1001', '21.71.01.1001', 'same_island_group'],
    ['63.72.03.1001', '32.76.07.1001', 'other_islands'],
    ['32.76.07.1001', '51.03.02.2009', 'other_islands'],
  ])('%s and %s: %s', (origin, destination, zone) => {
    expect([zoneBetween(origin, destination), zoneBetween(destination, origin)]).toEqual([zone, zone]);
  });
});
