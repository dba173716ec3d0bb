import { day, flag, instant, integer, listOf, MoneyShape, nested, oneOf, text } from '#libs/platform';
import { TRANSFER_STATES, type TransferState } from '#libs/payment';

export class BankAccountShape {
  @text(1, 100, { example: 'BCA' }) bank!: string;
  @text(5, 40, { example: '1234567890', pattern: /^\d[\d .-]+\d$/ }) number!: string;
  @text(1, 100) holder!: string;
}

export class ProofShape {
  @integer(1, 10) number!: number;
  @oneOf(['image/jpeg', 'application/pdf']) contentType!: 'image/jpeg' | 'application/pdf';
  @instant() addedAt!: string;
}

export class TransferDecisionShape {
  @oneOf(['confirmed', 'refused']) decision!: 'confirmed' | 'refused';
  @text(1, 500, { nullable: true, description: 'why it was refused' }) reason!: string | null;
  @instant() decidedAt!: string;
}

/** What both sides see of a transfer. */
export class TransferFactsShape {
  @nested(() => MoneyShape, { description: 'to be transferred exactly' }) amount!: MoneyShape;
  @text(8, 8, { description: "for the transfer's note" }) reference!: string;
  @nested(() => BankAccountShape, { description: 'our account' }) account!: BankAccountShape;
  @instant({ description: 'until when it may be paid' }) dueAt!: string;
  @oneOf(TRANSFER_STATES) state!: TransferState;
  @day({ nullable: true, description: 'when the money was on our account' }) receivedOn!: string | null;
  @listOf(() => ProofShape, { description: 'oldest first' }) proofs!: ProofShape[];
  @listOf(() => TransferDecisionShape, { description: 'oldest first' }) decisions!: TransferDecisionShape[];
}

export class TransferShape extends TransferFactsShape {
  @flag({ description: 'whether a proof may be handed in now' }) takesProof!: boolean;
}

export class MaskedAccountShape {
  @text(1, 100) bank!: string;
  @text(1, 100) holder!: string;
  @text(1, 4, { description: 'the last digits of the number' }) last4!: string;
}

export class PaybackShape {
  @nested(() => MoneyShape, { description: 'what we pay back by hand' }) amount!: MoneyShape;
  @nested(() => MaskedAccountShape, { nullable: true, description: 'where to, as you left it' }) account!: MaskedAccountShape | null;
}

export class PaybackAccountShape {
  @nested(() => PaybackShape, { nullable: true, description: 'null while nothing is paid back by hand' }) payback!: PaybackShape | null;
}
