/** The periods and limits of trade; every one is a promise shown to people somewhere. */
export const TERMS = {
  /** A seller who has not answered by then is taken to decline. */
  acceptWithinDays: 3,
  /** Between delivery and the seller's money, when the buyer says nothing. */
  holdDays: 7,
  /** Shipped by hand and nobody said more: taken as delivered then, and the hold begins. */
  assumeDeliveredAfterDays: 30,
  /** Accepted orders older than this are shown as late. */
  packWithinDays: 2,
  /** When a place among the unpaid is likely to be free again. */
  unpaidMinutes: 60,
  /** However often another way to pay is tried, counted from placing. */
  unpaidAtMostMinutes: 24 * 60,
  /** Stock stays held this much longer than the payment may take, so that expiring an order always comes first. */
  holdGraceMinutes: 10,
  /** Unpaid checkouts at a time; multiplied by RATE_LIMIT_FACTOR. */
  unpaidPerPerson: 10,
  unpaidPerAddress: 30,
  unpaidPerNetwork: 60,
  /** How many may be under way unseen by each other. */
  placedAtOnce: 50,
  basketLines: 100,
  quantity: 9999,
  forgottenBasketDays: 90,
} as const;
