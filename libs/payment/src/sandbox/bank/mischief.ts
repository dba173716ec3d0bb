/** What the bank does wrong, on demand. Counts are used up one by one; -1 never ends. */
export interface Mischief {
  /** Every API answer waits that long. */
  slowMs: number;
  /** So many API calls get 500, before anything is written. */
  error500: number;
  /** So many API calls get 429, before anything is written. */
  tooMany: number;
  /** So many API calls that write have their connection destroyed after the books are written. */
  cut: number;
  /** The same, for the pay page's form. */
  cutPage: number;
  /** So many events are told twice more, at the same time. */
  duplicate: number;
  /** So many events are never told. */
  lost: number;
  /** Every event is told that much later. */
  lateMs: number;
}

export const HARMLESS: Mischief = { slowMs: 0, error500: 0, tooMany: 0, cut: 0, cutPage: 0, duplicate: 0, lost: 0, lateMs: 0 };

/** Known names with whole numbers only; null when something else was asked for. */
export function readMischief(wanted: unknown): Partial<Mischief> | null {
  if (typeof wanted !== 'object' || wanted === null) return null;
  const sound = Object.entries(wanted).every(([name, value]) => Object.hasOwn(HARMLESS, name) && Number.isSafeInteger(value) && (value as number) >= -1);
  return sound ? wanted : null;
}

type Counted = 'error500' | 'tooMany' | 'cut' | 'cutPage' | 'duplicate' | 'lost';

/** Whether it is this one's turn; uses up one. */
export function strikes(mischief: Mischief, name: Counted): boolean {
  if (mischief[name] === 0) return false;
  if (mischief[name] > 0) mischief[name] -= 1;
  return true;
}
