import type { Id } from '#libs/platform';

/** A refund that a person has to see to: to be paid back from our bank account, or refused by its gateway for good. Whole rupiah. */
export interface PaybackRow {
  id: Id<'rfd'>;
  /** The checkout. */
  subjectId: string;
  /** The checkout's number. */
  number: string;
  /** Null: the surplus of a payment that came twice. */
  orderId: Id<'ord'> | null;
  amount: number;
  reason: string;
  state: 'requested' | 'sent' | 'succeeded' | 'failed';
  /** Where the money was captured. */
  gateway: string;
  requestedAt: Date;
  /** Since when it waits for a person. */
  since: Date;
  /** What the gateway said when it refused. */
  failure: string | null;
  /** What the buyer has told of where to pay to; the number is masked. */
  accountBank: string | null;
  accountLast4: string | null;
  paidOn: string | null;
  bankReference: string | null;
}

export interface BankAccount {
  bank: string;
  number: string;
  holder: string;
}

/** An account as its owner recognises it, without its number. */
export interface MaskedAccount {
  bank: string;
  holder: string;
  last4: string;
}
