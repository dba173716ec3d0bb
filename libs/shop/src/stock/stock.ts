import { Injectable } from '@nestjs/common';
import type { Actor, Id, Page } from '#libs/platform';
import { Holds } from './holds.js';
import { Stockroom } from './stockroom.js';
import type { Lot, PageRequest, QuantityLine, StockLevel, StockLine, StockMovement } from './stock.types.js';

/**
 * What is on the shelves and who holds it. Quantities are whole sellable steps. Stock rows are the hot ones: call a verb last in the transaction,
 * and at most one of them, so that nobody waits for a row while holding another out of order.
 */
@Injectable()
export class Stock {
  constructor(
    private readonly holds: Holds,
    private readonly room: Stockroom,
  ) {}

  /** Holds all lines until then, or none: `OutOfStock` names the short variants. First-expired lots first. */
  reserve(lines: readonly StockLine[], expiresAt: Date): Promise<void> {
    return this.holds.reserve(lines, expiresAt);
  }

  /** Paid: the holds no longer lapse. Answers the holders whose holds were all released before; they must reserve anew or be refunded. */
  claim(holders: readonly string[]): Promise<string[]> {
    return this.holds.claim(holders);
  }

  /** What these holders hold for good, by variant; one statement. */
  claimed(holders: readonly string[]): Promise<StockLine[]> {
    return this.holds.claimed(holders);
  }

  /** Holds last until then; none is shortened. */
  prolong(holders: readonly string[], until: Date): Promise<void> {
    return this.holds.prolong(holders, until);
  }

  /** Gives everything still held back to the shelves; what was fulfilled stays sold. */
  release(holders: readonly string[]): Promise<void> {
    return this.holds.release(holders);
  }

  /** Gives back up to that much. With a `cause` (an id of what happened) a repetition for the same variant does nothing. */
  releaseLines(holder: string, lines: readonly QuantityLine[], cause: string | null = null): Promise<void> {
    return this.holds.releaseLines(holder, lines, cause);
  }

  /** What is held leaves the shop: on hand falls with a movement `sold`. */
  fulfil(holders: string | readonly string[]): Promise<void> {
    return this.holds.fulfil(typeof holders === 'string' ? [holders] : holders);
  }

  /** Returned goods go back to their lot; never more than was sold and is not back yet. `cause` as for `releaseLines`. */
  putBack(holder: string, lines: readonly QuantityLine[], cause: string | null = null): Promise<void> {
    return this.holds.putBack(holder, lines, cause);
  }

  /** A count at the default location; the difference becomes a movement. `StockBelowReserved` when buyers hold more than was counted. */
  count(actor: Actor, shopId: string, variantId: string, counted: { onHand: number; reason: string }): Promise<StockLevel> {
    return this.room.count(actor, shopId, variantId, counted);
  }

  /** Goods come in, as a lot of their own when they expire (`expiresOn` `2027-03-31`: good before that day). */
  receive(actor: Actor, shopId: string, variantId: string, goods: { quantity: number; expiresOn?: string | null; note?: string | null }): Promise<{ lotId: Id<'lot'> }> {
    return this.room.receive(actor, shopId, variantId, goods);
  }

  levels(actor: Actor, shopId: string, page?: PageRequest): Promise<Page<StockLevel>> {
    return this.room.levels(actor, shopId, page);
  }

  /** Newest first. */
  movements(actor: Actor, shopId: string, variantId: string, page?: PageRequest): Promise<Page<StockMovement>> {
    return this.room.movements(actor, shopId, variantId, page);
  }

  /** Lots with something on hand, in the order in which they are sold, and the default lot. */
  lots(actor: Actor, shopId: string, variantId: string): Promise<Lot[]> {
    return this.room.lots(actor, shopId, variantId);
  }
}
