import type { BankAccount, MaskedAccount, PaybackRow, TransferRow, TransferView } from '#libs/payment';
import type { CheckoutStatus, Contact } from '../checkout/checkout.view.js';

/** What the buyer sees of paying a checkout by bank transfer. */
export interface BuyerTransfer {
  transfer: TransferView;
  status: CheckoutStatus;
  /** Whether a proof may be handed in now. */
  takesProof: boolean;
}

/** What goes back to the buyer by hand, and where to. */
export interface BuyerPayback {
  /** Whole rupiah. */
  amount: number;
  account: MaskedAccount | null;
}

/** A transfer as admins decide on it. */
export interface DeskTransfer extends TransferView {
  status: CheckoutStatus;
  contact: Contact;
}

export type DeskTransferRow = TransferRow & { buyerName: string };

export type DeskRefundRow = PaybackRow & { buyerName: string; orderNumber: string | null };

/** A refund that a person sees to. `account` is whole, and only there while it waits to be paid back. */
export interface DeskRefund extends DeskRefundRow {
  contact: Contact;
  account: BankAccount | null;
}
