import type { Given } from './scene.js';
import type { VerbName } from './verbs.js';

/** Who is held where, who comes meanwhile, and what may come of it: what either is told, then how it ends. */
export interface Race {
  given: Given;
  victim: VerbName;
  /** Just before the victim's statement with this text; `COMMIT` when all is done but nothing is seen yet. */
  at: string;
  rival: VerbName;
  /** `victim / rival: end`; first what comes of it at that point, then, where it differs, what comes of it when the rival was first. */
  allowed: readonly string[];
}

const race = (given: Given, victim: VerbName, at: string, rival: VerbName, ...allowed: string[]): Race => ({ given, victim, at, rival, allowed });

export const RACES: readonly Race[] = [
  race('shelf', 'Budi holds 2', 'COMMIT', 'Ani holds 1 more', 'done / out_of_stock: 4 of 4 held', 'out_of_stock / done: 3 of 4 held'),
  race('shelf', 'Budi holds 2', 'COMMIT', 'the keeper counts 3', 'done / stock_below_reserved: 4 of 4 held', 'out_of_stock / done: 2 of 3 held'),
  race('shelf', 'the keeper counts 3', 'COMMIT', 'Budi holds 2', 'done / out_of_stock: 2 of 3 held', 'stock_below_reserved / done: 4 of 4 held'),
  race('shelf', 'the keeper counts 9', 'COMMIT', 'Budi holds 3', 'done / done: 5 of 9 held', 'done / out_of_stock: 2 of 9 held'),
  race('shelf', 'the keeper takes in 5', 'COMMIT', 'Budi holds 3', 'done / done: 5 of 9 held', 'done / out_of_stock: 2 of 9 held'),
  race('shelf', 'the keeper takes in 5', 'COMMIT', 'the keeper counts 3', 'done / done: 2 of 3 held', 'done / done: 2 of 8 held'),
  race('shelf', 'the keeper counts 3', 'COMMIT', 'the keeper takes in 5', 'done / done: 2 of 8 held', 'done / done: 2 of 3 held'),
  race('shelf', "Ani's are released", 'COMMIT', 'Budi holds 3', 'done / done: 3 of 4 held', 'done / out_of_stock: 0 of 4 held'),
  race('shelf', "Ani's are released", 'COMMIT', "Ani's are claimed", 'done / lost: 0 of 4 held', 'done / done: 0 of 4 held'),
  race('shelf', "Ani's are claimed", 'COMMIT', "Ani's are released", 'done / done: 0 of 4 held', 'lost / done: 0 of 4 held'),
  race('shelf', "Ani's are released", 'COMMIT', "Ani's leave the shop", 'done / done: 0 of 4 held', 'done / done: 0 of 2 held'),
  race('shelf', "Ani's leave the shop", 'COMMIT', "Ani's are released", 'done / done: 0 of 2 held', 'done / done: 0 of 4 held'),
  race('shelf', "Ani's leave the shop", 'COMMIT', 'the keeper counts 2', 'done / done: 0 of 2 held', 'done / done: 0 of 0 held'),
  race('shelf', "one of Ani's is released", 'COMMIT', "one of Ani's is released", 'done / done: 1 of 4 held'),
  race('shelf', "one of Ani's is released", 'COMMIT', "Ani's leave the shop", 'done / done: 0 of 3 held', 'done / done: 0 of 2 held'),
  race('sold', "Ani's come back", 'COMMIT', "Ani's come back", 'done / done: 0 of 4 held'),
  race('sold', "one of Ani's comes back", 'COMMIT', "one of Ani's comes back", 'done / done: 0 of 3 held'),
  race('sold', "Ani's come back", 'COMMIT', 'the keeper counts 3', 'done / done: 0 of 3 held', 'done / done: 0 of 5 held'),

  race('basket', 'the buyer places', 'COMMIT', 'the buyer places', 'done / basket_checked_out: awaiting_payment, unpaid, 2 of 10 held', 'basket_checked_out / done: awaiting_payment, unpaid, 2 of 10 held'),
  race('basket', 'the buyer places', 'FROM orders.basket b', 'the buyer adds a piece', 'quote_expired / done: 0 of 10 held', 'done / basket_checked_out: awaiting_payment, unpaid, 2 of 10 held'),
  race('basket', 'the buyer places', 'WITH checkout AS', 'the buyer adds a piece', 'done / basket_checked_out: awaiting_payment, unpaid, 2 of 10 held', 'quote_expired / done: 0 of 10 held'),
  race('basket', 'the buyer places', 'COMMIT', 'the buyer empties the basket', 'done / basket_checked_out: awaiting_payment, unpaid, 2 of 10 held', 'basket_empty / done: 0 of 10 held'),
  race('basket', 'the buyer places', 'WITH line AS', 'the keeper counts 1', 'out_of_stock / done: 0 of 1 held', 'done / stock_below_reserved: awaiting_payment, unpaid, 2 of 10 held'),
  race('basket', 'the buyer places', 'COMMIT', 'the keeper counts 1', 'done / stock_below_reserved: awaiting_payment, unpaid, 2 of 10 held', 'out_of_stock / done: 0 of 1 held'),

  race('unpaid', 'the money is heard of', 'COMMIT', 'the money is heard of', 'done / done: paid, 0 % back, 2 of 10 held'),
  race('unpaid', 'the money is heard of', 'COMMIT', 'the buyer cancels', 'done / payment_arriving: paid, 0 % back, 2 of 10 held'),
  race('unpaid', 'the buyer cancels', 'COMMIT', 'the money is heard of', 'done / done: cancelled, 100 % back, 0 of 10 held', 'payment_arriving / done: paid, 0 % back, 2 of 10 held'),
  race('unpaid', 'the money is heard of', 'COMMIT', 'the buyer pays anew', 'done / already_paid: paid, 0 % back, 2 of 10 held'),
  race('unpaid', 'the buyer pays anew', 'COMMIT', 'the money is heard of', 'done / done: paid, 0 % back, 2 of 10 held', 'already_paid / done: paid, 0 % back, 2 of 10 held'),
  race('unpaid', 'the buyer cancels', 'COMMIT', 'the buyer pays anew', 'done / checkout_not_payable: cancelled, unpaid, 0 of 10 held', 'done / done: cancelled, unpaid, 0 of 10 held'),
  race('unpaid', 'the buyer pays anew', 'COMMIT', 'the buyer cancels', 'done / done: cancelled, unpaid, 0 of 10 held', 'checkout_not_payable / done: cancelled, unpaid, 0 of 10 held'),
  race('overdue', 'the checkout expires', 'COMMIT', 'the buyer pays anew', 'done / checkout_not_payable: expired, unpaid, 0 of 10 held'),
  race('unpaid', 'the buyer cancels', 'COMMIT', 'the buyer cancels', 'done / step_not_allowed: cancelled, unpaid, 0 of 10 held', 'step_not_allowed / done: cancelled, unpaid, 0 of 10 held'),
  race('overdue', 'the checkout expires', 'COMMIT', 'the money is heard of', 'done / done: paid, 0 % back, 2 of 10 held'),
  race('overdue', 'the money is heard of', 'COMMIT', 'the checkout expires', 'done / done: paid, 0 % back, 2 of 10 held'),
  race('overdue', 'the checkout expires', 'COMMIT', 'the buyer cancels', 'done / step_not_allowed: expired, unpaid, 0 of 10 held'),
  race('overdue', 'the buyer cancels', 'COMMIT', 'the checkout expires', 'done / done: cancelled, unpaid, 0 of 10 held'),

  race('paid', 'the keeper accepts', 'COMMIT', 'the buyer cancels', 'done / done: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the buyer cancels', 'COMMIT', 'the keeper accepts', 'done / step_not_allowed: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the keeper accepts one piece', 'COMMIT', 'the buyer cancels', 'done / done: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the buyer cancels', 'COMMIT', 'the keeper accepts one piece', 'done / line_refused: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the keeper rejects one piece', 'COMMIT', 'the keeper refunds one piece', 'done / done: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the keeper refunds one piece', 'COMMIT', 'the keeper rejects one piece', 'done / done: rejected, 100 % back, 0 of 10 held'),
  race('paid', 'the keeper rejects one piece', 'COMMIT', 'the keeper refunds all', 'done / done: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the keeper refunds all', 'COMMIT', 'the keeper rejects one piece', 'done / step_not_allowed: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the keeper refunds all', 'COMMIT', 'the keeper refunds all', 'done / refund_too_large: cancelled, 100 % back, 0 of 10 held'),
  race('paid', 'the keeper rejects', 'COMMIT', 'the buyer cancels', 'done / step_not_allowed: rejected, 100 % back, 0 of 10 held'),
  race('paid', 'three days pass unanswered', 'COMMIT', 'the keeper accepts', 'done / step_not_allowed: cancelled, 100 % back, 0 of 10 held', 'done / done: accepted, 0 % back, 2 of 10 held'),
  race('paid', 'the keeper accepts', 'COMMIT', 'three days pass unanswered', 'done / done: accepted, 0 % back, 2 of 10 held'),
  race('accepted', 'the keeper packs', 'COMMIT', 'the buyer cancels', 'done / step_not_allowed: packed, 0 % back, 2 of 10 held'),
  race('accepted', 'the buyer cancels', 'COMMIT', 'the keeper packs', 'done / step_not_allowed: cancelled, 100 % back, 0 of 10 held'),
  race('packed', 'the keeper sends', 'COMMIT', 'the keeper refunds all', 'done / done: shipped, 100 % back, 0 of 8 held'),
  race('packed', 'the keeper refunds all', 'COMMIT', 'the keeper sends', 'done / step_not_allowed: cancelled, 100 % back, 0 of 10 held'),
  race('packed', 'the keeper sends', 'COMMIT', 'the keeper sends', 'done / step_not_allowed: shipped, 0 % back, 0 of 8 held'),
  race('shipped', 'the keeper says delivered', 'COMMIT', 'the buyer cancels', 'done / step_not_allowed: delivered, 0 % back, 0 of 8 held'),
  race('shipped', 'the keeper says delivered', 'COMMIT', 'the buyer has it', 'done / done: completed, 0 % back, 0 of 8 held'),
  race('shipped', 'the buyer has it', 'COMMIT', 'the keeper says delivered', 'done / step_not_allowed: completed, 0 % back, 0 of 8 held'),
  race('shipped', 'the buyer has it', 'COMMIT', 'the parcel comes back', 'done / step_not_allowed: completed, 0 % back, 0 of 8 held'),
  race('shipped', 'the parcel comes back', 'COMMIT', 'the buyer has it', 'done / step_not_allowed: returned, 100 % back, 0 of 10 held'),
  race('delivered', 'the hold passes', 'COMMIT', 'the keeper refunds all', 'done / done: completed, 100 % back, 0 of 8 held'),
  race('delivered', 'the keeper refunds all', 'COMMIT', 'the hold passes', 'done / done: completed, 100 % back, 0 of 8 held'),
  race('delivered', 'the hold passes', 'COMMIT', 'the buyer has it', 'done / step_not_allowed: completed, 0 % back, 0 of 8 held'),
  race('delivered', 'the keeper refunds one piece', 'COMMIT', 'the refund is sent', 'done / done: delivered, 50 % back, 0 of 8 held'),
  race('delivered', 'the buyer has it', 'COMMIT', 'the keeper refunds one piece', 'done / done: completed, 50 % back, 0 of 8 held'),
  race('delivered', 'the buyer has it', 'COMMIT', 'the buyer has it', 'done / step_not_allowed: completed, 0 % back, 0 of 8 held', 'step_not_allowed / done: completed, 0 % back, 0 of 8 held'),
];
