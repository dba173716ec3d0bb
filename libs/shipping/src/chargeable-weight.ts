import type { PackedItem } from './shipment.js';
import { TooLargeToShip } from './shipping.errors.js';

/** How a courier service turns a parcel into kilograms to pay for (domain.md B3). */
export interface WeighingRule {
  /** Volumetric kilograms = cm³ / divisor. */
  divisor: number;
  /** At least this much is billed. */
  minimumGrams: number;
  /** From which part of a kilogram on it is rounded up (300 = 0.30 kg); null bills the grams as they are. */
  roundUpFromGrams: number | null;
  /** Whether exactly that part is already rounded up. The sources disagree, so each service says it. */
  roundUpInclusive: boolean;
}

/**
 * A nested basket stands out of the one below it by a fifth of its height: an assumption from purun baskets of equal size,
 * on the safe side for a seller who packs with care. The size of the first piece counts whole.
 */
export const NESTED_HEIGHT_SHARE = { part: 1, of: 5 } as const;

/** The space of the items in cubic millimetres: each piece's own box, nested pieces stacked into one another. */
export function volumeMm3(items: readonly PackedItem[]): number {
  return items.reduce((sum, { quantity, packedMm: { length, width, height }, nestable }) => {
    requireWhole(quantity, 1);
    for (const side of [length, width, height]) requireWhole(side, 0);
    if (!nestable) return sum + length * width * height * quantity;
    const stacked = height + Math.ceil(((quantity - 1) * height * NESTED_HEIGHT_SHARE.part) / NESTED_HEIGHT_SHARE.of);
    return sum + length * width * stacked;
  }, 0);
}

export function actualGrams(items: readonly PackedItem[]): number {
  return items.reduce((sum, { quantity, weightGrams }) => {
    requireWhole(quantity, 1);
    requireWhole(weightGrams, 0);
    return sum + quantity * weightGrams;
  }, 0);
}

/**
 * Grams to pay for when the items travel as one parcel: the greater of weight and volume, rounded as the service rounds, at least its minimum.
 * Whole numbers throughout; a comparison with 1.30 kg must not depend on how 1.3 is stored.
 */
export function chargeableGrams(rule: WeighingRule, items: readonly PackedItem[]): number {
  // mm³ / divisor is exactly the volumetric weight in grams; kept as a fraction over the divisor until it is rounded.
  const scaled = Math.max(actualGrams(items) * rule.divisor, volumeMm3(items));
  return Math.max(rounded(scaled, rule), rule.minimumGrams);
}

function rounded(scaled: number, { divisor, roundUpFromGrams, roundUpInclusive }: WeighingRule): number {
  if (!Number.isSafeInteger(scaled)) throw new TooLargeToShip();
  if (roundUpFromGrams === null) return Math.ceil(scaled / divisor);
  const kilogram = 1_000 * divisor;
  const whole = Math.floor(scaled / kilogram);
  const rest = scaled - whole * kilogram;
  const threshold = roundUpFromGrams * divisor;
  const isUp = rest > threshold || (roundUpInclusive && rest === threshold && rest > 0);
  return (whole + (isUp ? 1 : 0)) * 1_000;
}

function requireWhole(value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`not a whole number from ${least}: ${value}`);
}
