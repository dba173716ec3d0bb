import { later, type Id } from '#libs/platform';
import type { PastSale } from '#libs/order';
import type { Offer } from '#libs/shop';
import { Chance } from '../demo/pictures/chance.js';
import { OWNERS } from './vocabulary.js';

const DAYS = 730;
/** Of a hundred baskets so many are of one, two and three shops; of a hundred shops' parts so many have one, two and three lines. */
const SHOPS_OF_A_HUNDRED = [60, 28, 12] as const;
const LINES_OF_A_HUNDRED = [65, 25, 10] as const;
const EXPIRED_OF_A_HUNDRED = 4;
/** What the shares above come to, so that a wish for orders can be turned into one for sales. */
const ORDERS_PER_SALE = 1.52;

export interface TradingWorld {
  /** What each shop sells. */
  shops: readonly (readonly Offer[])[];
  /** Some of the buyers have an account. */
  buyers: readonly Id<'usr'>[];
  villages: readonly string[];
  now: Date;
}

export const salesFor = (orders: number): number => Math.ceil(orders / ORDERS_PER_SALE);

/** The sale of that number, the same each time but for prices and days; the sales from 0 to `of` stand in the order of time, spread over two years. */
export function pastSale(world: TradingWorld, number: number, of: number): PastSale {
  const chance = new Chance(`sale ${number}`);
  const daysAgo = Math.max(0.2, DAYS * (1 - number / of));
  const buyer = chance.whole(1, 250_000);
  const userId = chance.next() < 0.3 && world.buyers.length > 0 ? chance.pick(world.buyers) : null;
  return {
    placedAt: later(world.now, { minutes: -Math.round(daysAgo * 24 * 60) }),
    end: chance.whole(1, 100) <= EXPIRED_OF_A_HUNDRED ? 'expired' : daysAgo < 4 ? 'shipped' : daysAgo < 11 ? 'delivered' : 'completed',
    buyer: { userId, name: OWNERS[buyer % OWNERS.length]!, email: `pembeli-${buyer}@volume.kriyadesa.test`, phone: `+62856${String(buyer).padStart(8, '0')}` },
    line1: `Jl. Melati No. ${buyer % 400}`,
    villageCode: chance.pick(world.villages),
    lines: linesOf(world, chance),
    deliveryAmount: chance.whole(9, 60) * 1_000,
  };
}

function linesOf({ shops }: TradingWorld, chance: Chance): PastSale['lines'] {
  const lines = new Map<string, PastSale['lines'][number]>();
  for (let shop = drawn(chance, SHOPS_OF_A_HUNDRED); shop > 0; shop--) {
    // Some shops sell far more than others.
    const offers = shops[Math.floor(shops.length * chance.next() ** 1.7)]!;
    for (let line = drawn(chance, LINES_OF_A_HUNDRED); line > 0; line--) {
      const offer = chance.pick(offers);
      lines.set(offer.variantId, { offer, quantity: chance.whole(1, 4) });
    }
  }
  return [...lines.values()];
}

/** 1, 2 or 3, by those shares. */
function drawn(chance: Chance, [one, two]: readonly [number, number, number]): number {
  const ball = chance.whole(1, 100);
  return ball <= one ? 1 : ball <= one + two ? 2 : 3;
}
