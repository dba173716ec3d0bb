import { Injectable } from '@nestjs/common';
import { businessDay, Clock, Database } from '#libs/platform';
import { CLAIM, CLAIMED, FULFIL, PROLONG, PUT_BACK, RELEASE, RELEASE_LINES, RESERVE } from './holds.sql.js';
import { OutOfStock, type Shortage } from './stock.errors.js';
import type { QuantityLine, StockLine } from './stock.types.js';

/** What buyers hold. Every verb is one statement and safe to repeat. */
@Injectable()
export class Holds {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async reserve(lines: readonly StockLine[], expiresAt: Date): Promise<void> {
    if (lines.length === 0) return;
    lines.forEach(requireQuantity);
    const now = this.clock.now();
    const parameters = [lines.map((l) => l.holder), lines.map((l) => l.variantId), lines.map((l) => l.quantity), expiresAt, businessDay(now), now];
    const shortages = await this.db.query<Shortage>(RESERVE, parameters);
    if (shortages.length > 0) throw new OutOfStock(shortages);
  }

  async claim(holders: readonly string[]): Promise<string[]> {
    const lost = await this.db.query<{ holder: string }>(CLAIM, [holders]);
    return lost.map((row) => row.holder);
  }

  claimed(holders: readonly string[]): Promise<StockLine[]> {
    return this.db.query<StockLine>(CLAIMED, [holders]);
  }

  async prolong(holders: readonly string[], until: Date): Promise<void> {
    await this.db.query(PROLONG, [holders, until]);
  }

  async release(holders: readonly string[]): Promise<void> {
    await this.db.query(RELEASE, [holders, this.clock.now()]);
  }

  async releaseLines(holder: string, lines: readonly QuantityLine[], cause: string | null): Promise<void> {
    lines.forEach(requireQuantity);
    await this.db.query(RELEASE_LINES, [holder, lines.map((l) => l.variantId), lines.map((l) => l.quantity), cause, this.clock.now()]);
  }

  async fulfil(holders: readonly string[]): Promise<void> {
    await this.db.query(FULFIL, [holders, this.clock.now()]);
  }

  async putBack(holder: string, lines: readonly QuantityLine[], cause: string | null): Promise<void> {
    lines.forEach(requireQuantity);
    await this.db.query(PUT_BACK, [holder, lines.map((l) => l.variantId), lines.map((l) => l.quantity), cause, this.clock.now()]);
  }
}

function requireQuantity({ variantId, quantity }: QuantityLine): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError(`not a quantity of ${variantId}: ${quantity}`);
}
