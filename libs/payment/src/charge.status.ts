export type ChargeState = 'created' | 'pending' | 'expired' | 'failed' | 'captured';

/**
 * States only climb. News come twice, late and in any order; the highest rank told so far is the truth, and
 * captured beats everything, since then the gateway holds the buyer's money.
 */
const RANK: Record<ChargeState, number> = { created: 0, pending: 1, expired: 2, failed: 3, captured: 4 };

export function isForward(from: ChargeState, to: ChargeState): boolean {
  return RANK[to] > RANK[from];
}
