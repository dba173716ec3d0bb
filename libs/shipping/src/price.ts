import { Money } from '#libs/platform';
import type { Days } from './shipment.js';

/** A service's own deviation from the base rate and the base times. */
export interface Tariff {
  factorBasisPoints: number;
  /** Added to the base days; an express service also has a bound. */
  laterDays: number;
  atMostDays: number | null;
}

export interface BaseRate {
  perKgAmount: number;
  minDays: number;
  maxDays: number;
}

// Counters quote in steps of five hundred rupiah.
const STEP = 500n;

/** Price of so many grams: rate per kilogram times the service's factor, up to the next 500 rupiah. */
export function priceOf(grams: number, rate: BaseRate, tariff: Tariff): Money {
  const product = BigInt(grams) * BigInt(rate.perKgAmount) * BigInt(tariff.factorBasisPoints);
  const unit = 1_000n * 10_000n * STEP;
  return Money.of(Number(((product + unit - 1n) / unit) * STEP));
}

export function daysOf(rate: BaseRate, { laterDays, atMostDays }: Tariff): Days {
  const bound = (days: number) => Math.max(0, Math.min(days + laterDays, atMostDays ?? Number.MAX_SAFE_INTEGER));
  return { min: bound(rate.minDays), max: bound(rate.maxDays) };
}
