import type { PaperKind } from './paper.kinds.js';

const PREFIXES: Record<PaperKind, string> = { invoice: 'INV', surat_jalan: 'SJ' };
const ROMAN_MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;
const SERIES = /^[A-Z0-9][A-Z0-9-]{0,79}$/;

// The books of an Indonesian business follow the calendar of Jakarta wherever its village lies.
const CALENDAR = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Jakarta', year: 'numeric', month: 'numeric' });

/** The counter's own name: each kind of paper of a series counts by itself. */
export function counterOf(kind: PaperKind, series: string): string {
  const upper = series.toUpperCase();
  if (!SERIES.test(upper)) throw new RangeError(`not the name of a series: ${series}`);
  return `${PREFIXES[kind]}/${upper}`;
}

export function yearOf(issuedAt: Date): number {
  return partsOf(issuedAt).year;
}

/** `INV/PALAM-PURUN/2026/XI/00012`: the month says when, the count runs through the year. */
export function numberOf(counter: string, year: number, issuedAt: Date, count: number): string {
  return `${counter}/${year}/${ROMAN_MONTHS[partsOf(issuedAt).month - 1]}/${String(count).padStart(5, '0')}`;
}

function partsOf(instant: Date): { year: number; month: number } {
  const parts = CALENDAR.formatToParts(instant);
  const part = (type: 'year' | 'month') => Number(parts.find((each) => each.type === type)?.value);
  return { year: part('year'), month: part('month') };
}
