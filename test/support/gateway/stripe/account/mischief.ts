const KINDS = {
  /** Milliseconds that every answer waits before any work; a value, not a count. */
  slowMs: 0,
  /** Calls that are never answered. */
  blackhole: 0,
  /** Calls whose work is done and whose connection is then cut. */
  cut: 0,
  tooMany: 0,
  /** 500s before any work, which no key keeps. */
  error500: 0,
  /** 500s that the key keeps, and gives again. */
  kept500: 0,
  /** Answers of 200 with something else than was asked for. */
  nonsense: 0,
  /** Pages posted, paid, and cut off. */
  cutPage: 0,
  /** Refunds that stay pending at first. */
  pendingRefund: 0,
  /** Events told three times at once. */
  duplicate: 0,
  /** Events never told. */
  lost: 0,
  /** Events held back until they are told the other way round. */
  reordered: 0,
  /** Milliseconds before an event is told; a value, not a count. */
  lateMs: 0,
};

export type Trick = keyof typeof KINDS;

/** What goes wrong, on demand: counts that are used up, -1 for ever. */
export class Mischief {
  private readonly left = { ...KINDS };

  set(wanted: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(wanted)) {
      if (!Object.hasOwn(KINDS, name) || !Number.isInteger(value)) throw new Error(`unknown mischief: ${name}`);
      this.left[name as Trick] = value as number;
    }
  }

  harmless(): void {
    Object.assign(this.left, KINDS);
  }

  value(name: 'slowMs' | 'lateMs'): number {
    return this.left[name];
  }

  count(name: Trick): number {
    return this.left[name];
  }

  take(name: Trick): boolean {
    if (this.left[name] === 0) return false;
    if (this.left[name] > 0) this.left[name] -= 1;
    return true;
  }
}
