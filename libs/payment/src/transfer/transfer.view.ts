import type { Id } from '#libs/platform';
import type { TransferState } from './transfer.entity.js';

export interface TransferProof {
  /** 1 is the first. */
  number: number;
  contentType: 'image/jpeg' | 'application/pdf';
  addedAt: Date;
}

export interface TransferDecision {
  decision: 'confirmed' | 'refused';
  /** Why it was refused, as the admin wrote it for the buyer. */
  reason: string | null;
  decidedAt: Date;
}

/** What a buyer was asked to transfer, and what became of it. Whole rupiah. */
export interface TransferView {
  id: Id<'trf'>;
  /** The checkout. */
  subjectId: string;
  /** The checkout's number. */
  number: string;
  reference: string;
  amount: number;
  account: { bank: string; number: string; holder: string };
  state: TransferState;
  since: Date;
  /** Until when the checkout may be paid. */
  dueAt: Date;
  payableState: 'open' | 'paid' | 'closed';
  receivedOn: string | null;
  proofs: TransferProof[];
  /** Oldest first. */
  decisions: TransferDecision[];
}

/** A row of the admins' list. */
export type TransferRow = Pick<TransferView, 'id' | 'subjectId' | 'number' | 'reference' | 'amount' | 'state' | 'since' | 'dueAt' | 'payableState'> & { proofCount: number };

export interface TransferFilter {
  /** `in_review` unless told; those that wait for the buyer leave the list when their time is over. */
  state?: 'awaiting_proof' | 'in_review' | 'refused' | undefined;
  /** As in the account's statement; finds it in any state. */
  reference?: string | undefined;
}
