import { InvalidInput } from '#libs/platform';
import type { Tier } from './offer.js';

export const AUDIENCES = ['retail', 'reseller'] as const;
export type Audience = (typeof AUDIENCES)[number];

const MOST_TIERS = 10;

/**
 * Quantities ascend, prices never rise with them and never exceed the variant's own price. Retail tiers begin at 2: one piece is the price itself;
 * a reseller's price may begin at 1. Throws InvalidInput at `/tiers/<n>/…`.
 */
export function requireTiers(price: number, audience: Audience, tiers: readonly Tier[]): void {
  if (tiers.length > MOST_TIERS) throw InvalidInput.at('/tiers', { id: `Paling banyak ${MOST_TIERS} tingkat harga`, en: `At most ${MOST_TIERS} price tiers` });
  let quantity = audience === 'retail' ? 1 : 0;
  let highest = price;
  for (const [index, tier] of tiers.entries()) {
    if (!Number.isInteger(tier.minQuantity) || tier.minQuantity <= quantity) throw InvalidInput.at(`/tiers/${index}/minQuantity`, { id: `Jumlah harus di atas ${quantity}`, en: `The quantity must be above ${quantity}` });
    if (!Number.isInteger(tier.unitAmount) || tier.unitAmount < 1 || tier.unitAmount > highest) {
      throw InvalidInput.at(`/tiers/${index}/unitPrice`, { id: `Harga harus antara 1 dan ${highest}`, en: `The price must be between 1 and ${highest}` });
    }
    quantity = tier.minQuantity;
    highest = tier.unitAmount;
  }
}
