import { writeSync } from 'node:fs';
import type { Buyers } from './buyers.js';
import type { Town } from './town.js';

export type Figures = Record<string, string | number | Record<string, number>>;

/** One line of figures for whoever runs the faults. */
export function report(story: string, figures: Figures): void {
  const told = Object.entries(figures).map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  writeSync(2, `    ${story}: ${told.join(', ')}\n`);
}

export function figuresOf(town: Town, buyers: Buyers): Figures {
  const { seen } = town.proxy;
  const own = seen.filter(({ type }) => type !== '');
  return {
    acknowledged: buyers.acknowledged.length,
    paid: buyers.acknowledged.filter(({ isPaid }) => isPaid).length,
    refused: buyers.refused,
    requests: seen.length,
    cut: seen.length - own.length,
    'answered 503': own.filter(({ status }) => status === 503).length,
    retries: buyers.retries,
    'slowest ms': Math.round(seen.reduce((slowest, { ms }) => Math.max(slowest, ms), 0)),
  };
}
