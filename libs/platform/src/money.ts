/** ISO 4217; the marketplace trades in rupiah, and every amount still says so. */
export type Currency = 'IDR';

export interface MoneyJson {
  amount: number;
  currency: Currency;
}

/** An immutable amount in whole rupiah (no decimals exist in practice); may be negative in ledgers. */
export class Money {
  static readonly ZERO = new Money(0);

  private constructor(
    readonly amount: number,
    readonly currency: Currency = 'IDR',
  ) {
    if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole amount of money: ${amount}`);
  }

  static of(amount: number): Money {
    return amount === 0 ? Money.ZERO : new Money(amount);
  }

  static sum(amounts: Iterable<Money>): Money {
    let total = 0;
    for (const each of amounts) total += each.amount;
    return Money.of(total);
  }

  plus(other: Money): Money {
    return Money.of(this.amount + other.amount);
  }

  minus(other: Money): Money {
    return Money.of(this.amount - other.amount);
  }

  negated(): Money {
    return Money.of(-this.amount);
  }

  /** `count` is a whole number of pieces. */
  times(count: number): Money {
    if (!Number.isInteger(count)) throw new RangeError(`not a whole count: ${count}`);
    return Money.of(this.amount * count);
  }

  /** A share in basis points (750 = 7.5 %), rounded half up to whole rupiah. */
  basisPoints(points: number): Money {
    if (!Number.isInteger(points)) throw new RangeError(`not whole basis points: ${points}`);
    const product = BigInt(this.amount) * BigInt(points);
    const half = product >= 0n ? 5000n : -5000n;
    return Money.of(Number((product + half) / 10_000n));
  }

  /** Splits by weights so that the parts sum exactly to the whole; leftovers go to the largest remainders, then to the first. */
  allocate(weights: readonly number[]): Money[] {
    if (weights.length === 0 || weights.some((w) => !Number.isSafeInteger(w) || w < 0)) throw new RangeError('weights must be whole and not negative');
    const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
    if (sum === 0n) throw new RangeError('weights must not all be zero');
    const whole = BigInt(this.amount < 0 ? -this.amount : this.amount);
    const parts = weights.map((w) => (whole * BigInt(w)) / sum);
    const left = Number(whole - parts.reduce((a, b) => a + b, 0n));
    const byRemainder = weights
      .map((w, index) => ({ index, remainder: (whole * BigInt(w)) % sum }))
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
    for (const { index } of byRemainder.slice(0, left)) parts[index] = parts[index]! + 1n;
    return parts.map((part) => Money.of(this.amount < 0 ? -Number(part) : Number(part)));
  }

  equals(other: Money): boolean {
    return this.amount === other.amount && this.currency === other.currency;
  }

  get isZero(): boolean {
    return this.amount === 0;
  }

  toJSON(): MoneyJson {
    return { amount: this.amount, currency: this.currency };
  }

  /** `Rp 1.250.000` in Indonesian (CLDR, with a no-break space), `IDR 1,250,000` in English. */
  format(locale: 'id' | 'en'): string {
    return FORMATS[locale].format(this.amount);
  }
}

const rupiah = { style: 'currency', currency: 'IDR', maximumFractionDigits: 0, minimumFractionDigits: 0 } as const;
const FORMATS = { id: new Intl.NumberFormat('id-ID', rupiah), en: new Intl.NumberFormat('en', rupiah) };

/** What a person typed: `1.250.000`, `1250000`, `Rp1.250.000`; null when it is not a whole rupiah amount (`1.250,5`). */
export function parseRupiah(text: string): number | null {
  const bare = text.replace(/^\s*Rp\.?\s*/i, '').replace(/\s/g, '');
  if (!/^\d{1,3}(\.\d{3})+$|^\d+$/.test(bare)) return null;
  const amount = Number(bare.replaceAll('.', ''));
  return Number.isSafeInteger(amount) ? amount : null;
}
