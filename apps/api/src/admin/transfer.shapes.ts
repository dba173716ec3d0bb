import { day, idOf, instant, integer, MoneyShape, nested, oneOf, PageQuery, pageOf, text } from '#libs/platform';
import { TRANSFER_STATES, type TransferState } from '#libs/payment';
import { ContactShape } from '../checkout/checkout.shapes.js';
import { BankAccountShape, TransferFactsShape } from '../checkout/transfer.shapes.js';
import { KnowsMoney, rupiah } from '../order/rupiah.js';

const WAITING = ['awaiting_proof', 'in_review', 'refused'] as const;
const PAYABLE_STATES = ['open', 'paid', 'closed'] as const;
export const REFUND_LISTS = ['to_pay_back', 'failed'] as const;

export class TransfersQuery extends PageQuery {
  @oneOf(WAITING, { optional: true, description: '`in_review` unless told' }) state?: (typeof WAITING)[number];
  @text(6, 12, { optional: true, description: 'as it stands in the statement of our account; in any state' }) reference?: string;
}

export class DeskTransferRowShape {
  @idOf('trf') id!: string;
  @idOf('cko') checkoutId!: string;
  @text(9, 9) number!: string;
  @text(8, 8) reference!: string;
  @nested(() => MoneyShape) amount!: MoneyShape;
  @oneOf(TRANSFER_STATES) state!: TransferState;
  @instant({ description: 'when it came into that state' }) since!: string;
  @instant() dueAt!: string;
  @oneOf(PAYABLE_STATES, { description: '`paid` another way, or `closed`: confirming is then a second or a late payment' }) payment!: (typeof PAYABLE_STATES)[number];
  @integer(0, 10) proofCount!: number;
  @text(1, 100) buyerName!: string;
}

export class DeskTransferPage extends pageOf(DeskTransferRowShape) {}

export class DeskTransferShape extends TransferFactsShape {
  @idOf('trf') id!: string;
  @idOf('cko') checkoutId!: string;
  @text(9, 9) number!: string;
  @oneOf(PAYABLE_STATES) payment!: (typeof PAYABLE_STATES)[number];
  @nested(() => ContactShape) contact!: ContactShape;
}

@KnowsMoney
export class ConfirmationBody {
  @day({ description: 'when the money was on our account' }) receivedOn!: string;
  @rupiah(1, { description: 'what came; anything but the amount asked for is refused' }) amount!: number;
  @oneOf(WAITING, { description: 'the state that you looked at; of two decisions at one moment one counts' }) seen!: (typeof WAITING)[number];
}

export class ConfirmedShape {
  @oneOf(['paid', 'paid_late', 'surplus'], { description: '`surplus`: it was paid already, and goes back' }) effect!: 'paid' | 'paid_late' | 'surplus';
}

export class RefusalBody {
  @text(3, 500, { description: 'told to the buyer' }) reason!: string;
}

export class RefundsQuery extends PageQuery {
  @oneOf(REFUND_LISTS, { optional: true, description: '`to_pay_back` (by hand) unless told; `failed`: refused by their gateway for good' }) state?: (typeof REFUND_LISTS)[number];
}

export class DeskRefundRowShape {
  @idOf('rfd') id!: string;
  @idOf('cko') checkoutId!: string;
  @text(9, 9) number!: string;
  @idOf('ord', { nullable: true, description: 'null: the surplus of a payment that came twice' }) orderId!: string | null;
  @text(9, 9, { nullable: true }) orderNumber!: string | null;
  @nested(() => MoneyShape) amount!: MoneyShape;
  @text(1, 500) reason!: string;
  @oneOf(['requested', 'sent', 'succeeded', 'failed']) status!: 'requested' | 'sent' | 'succeeded' | 'failed';
  @text(1, 40, { description: 'where the money was captured' }) gateway!: string;
  @instant() requestedAt!: string;
  @instant({ description: 'since when it waits for you' }) since!: string;
  @text(1, 1000, { nullable: true, description: 'what the gateway said' }) failure!: string | null;
  @text(1, 100) buyerName!: string;
  @text(1, 200, { nullable: true, description: 'bank and last digits, as the buyer left them' }) accountMasked!: string | null;
}

export class DeskRefundPage extends pageOf(DeskRefundRowShape) {}

export class DeskRefundShape extends DeskRefundRowShape {
  @nested(() => ContactShape) contact!: ContactShape;
  @nested(() => BankAccountShape, { nullable: true, description: 'whole, only while it waits to be paid; reading it is noted' }) account!: BankAccountShape | null;
  @day({ nullable: true }) paidOn!: string | null;
  @text(1, 100, { nullable: true }) bankReference!: string | null;
}

export class PaidBackBody {
  @day() paidOn!: string;
  @text(1, 100, { description: "the bank's own, from the receipt" }) bankReference!: string;
}

export class AttemptBody {
  @oneOf(['gateway', 'hand'], { description: '`gateway`: sent again; `hand`: to the list of what is paid back by hand' }) by!: 'gateway' | 'hand';
}
