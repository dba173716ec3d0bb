import { Injectable } from '@nestjs/common';
import { businessDay, Clock, Database, decodeCursor, InvalidInput, newId, NotFound, pageFrom, type Actor, type Id, type Page } from '#libs/platform';
import { StockBelowReserved } from './stock.errors.js';
import type { Lot, PageRequest, StockLevel, StockMovement } from './stock.types.js';
import { COUNT, LEVELS, LOTS, MOVEMENTS, OPEN_SHELF, RECEIVE } from './stockroom.sql.js';

/** The seller's side of stock: counting, receiving, looking. A shop that is not the actor's is not found. */
@Injectable()
export class Stockroom {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async count(actor: Actor, shopId: string, variantId: string, { onHand, reason }: { onHand: number; reason: string }): Promise<StockLevel> {
    requireKeeper(actor, shopId);
    if (!Number.isSafeInteger(onHand) || onHand < 0) throw new RangeError(`not a count: ${onHand}`);
    return this.db.transaction(async () => {
      await this.openShelf(shopId, variantId);
      const counted = await this.db.one<{ reserved: number }>(COUNT, [variantId, shopId, onHand, reason, actor.userId, this.clock.now()]);
      if (counted!.reserved > onHand) throw new StockBelowReserved(counted!.reserved);
      const level = await this.db.one<StockLevel>(LEVELS, [shopId, variantId, businessDay(this.clock.now()), null, 1]);
      if (!level) throw new NotFound();
      return level;
    });
  }

  async receive(actor: Actor, shopId: string, variantId: string, goods: { quantity: number; expiresOn?: string | null; note?: string | null }): Promise<{ lotId: Id<'lot'> }> {
    requireKeeper(actor, shopId);
    const { quantity, expiresOn = null, note = null } = goods;
    if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError(`not a quantity: ${quantity}`);
    const now = this.clock.now();
    if (expiresOn !== null && expiresOn <= businessDay(now)) throw InvalidInput.at('/expiresOn', { id: 'Sudah lewat masa simpannya', en: 'Already expired' });
    return this.db.transaction(async () => {
      await this.openShelf(shopId, variantId);
      const lotId = expiresOn === null ? null : newId('lot');
      const received = await this.db.one<{ lotId: Id<'lot'> }>(RECEIVE, [variantId, shopId, lotId, expiresOn, note, quantity, actor.userId, now]);
      return received!;
    });
  }

  async levels(actor: Actor, shopId: string, page: PageRequest = {}): Promise<Page<StockLevel>> {
    requireKeeper(actor, shopId);
    const limit = page.limit ?? 50;
    const [after = null] = decodeCursor(page.cursor, 1) ?? [];
    const rows = await this.db.query<StockLevel>(LEVELS, [shopId, null, businessDay(this.clock.now()), textOf(after), limit + 1]);
    return pageFrom(rows, limit, (row) => [row.variantId], (row) => row);
  }

  async movements(actor: Actor, shopId: string, variantId: string, page: PageRequest = {}): Promise<Page<StockMovement>> {
    requireKeeper(actor, shopId);
    const limit = page.limit ?? 50;
    const [before = null] = decodeCursor(page.cursor, 1) ?? [];
    const rows = await this.db.query<StockMovement | { id: null }>(MOVEMENTS, [shopId, variantId, numberOf(before), limit + 1]);
    if (rows.length === 0) throw new NotFound();
    const movements = rows.filter((row): row is StockMovement => row.id !== null);
    return pageFrom(movements, limit, (row) => [row.id], (row) => row);
  }

  async lots(actor: Actor, shopId: string, variantId: string): Promise<Lot[]> {
    requireKeeper(actor, shopId);
    const lots = await this.db.query<Lot>(LOTS, [shopId, variantId, businessDay(this.clock.now())]);
    if (lots.length === 0) await this.requireOf(shopId, variantId);
    return lots;
  }

  private async requireOf(shopId: string, variantId: string): Promise<void> {
    if (!(await this.db.one('SELECT 1 FROM shop.variant WHERE id = $1 AND shop_id = $2', [variantId, shopId]))) throw new NotFound();
  }

  private async openShelf(shopId: string, variantId: string): Promise<void> {
    const mine = await this.db.one(OPEN_SHELF, [variantId, shopId, this.clock.now()]);
    if (!mine) throw new NotFound();
  }
}

/** Members of the shop, and the program itself when it seeds the demo world. */
function requireKeeper(actor: Actor, shopId: string): void {
  if (!actor.isSystem) actor.requireMember('shop', shopId);
}

const unknownCursor = () => InvalidInput.at('/cursor', { id: 'Penanda halaman tidak dikenal', en: 'Unknown cursor' });

/** A cursor is made by us but sent by anybody: a part of the wrong kind must not reach the database. */
function textOf(part: string | number | null): string | null {
  if (typeof part === 'number') throw unknownCursor();
  return part;
}

function numberOf(part: string | number | null): number | null {
  if (part !== null && !Number.isSafeInteger(part)) throw unknownCursor();
  return part as number | null;
}
