import type { Actor } from '#libs/platform';

export type TimelineKind =
  | 'placed' | 'paid' | 'accepted' | 'lines_rejected' | 'packed' | 'shipped' | 'delivered' | 'completed'
  | 'cancelled' | 'rejected' | 'expired' | 'revived' | 'returned' | 'refund_asked' | 'refunded' | 'refund_failed';

export type Role = 'buyer' | 'seller' | 'admin' | 'system' | 'carrier';

/** Who did something to an order, in which capacity. */
export interface By {
  role: Role;
  userId?: string | null;
}

/** An entry of an order's timeline before it is kept. */
export interface Happening {
  kind: TimelineKind;
  by: By;
  at: Date;
  details: Record<string, unknown>;
}

export function as(role: Role, actor: Actor): By {
  return { role, userId: actor.userId };
}
