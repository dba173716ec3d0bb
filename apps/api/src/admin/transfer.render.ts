import type { DeskRefund, DeskRefundRow, DeskTransfer, DeskTransferRow } from '#libs/order';
import { Money } from '#libs/platform';
import { transferFacts } from '../checkout/transfer.render.js';
import type { DeskRefundRowShape, DeskRefundShape, DeskTransferRowShape, DeskTransferShape } from './transfer.shapes.js';

export function transferRow({ id, subjectId, number, reference, amount, state, since, dueAt, payableState, proofCount, buyerName }: DeskTransferRow): DeskTransferRowShape {
  return {
    id, checkoutId: subjectId, number, reference, amount: Money.of(amount).toJSON(), state, since: since.toISOString(), dueAt: dueAt.toISOString(),
    payment: payableState, proofCount, buyerName,
  };
}

export function deskTransfer(transfer: DeskTransfer): DeskTransferShape {
  const { id, subjectId, number, payableState, contact } = transfer;
  return { ...transferFacts(transfer), id, checkoutId: subjectId, number, payment: payableState, contact };
}

export function refundRow(row: DeskRefundRow): DeskRefundRowShape {
  const { id, subjectId, number, orderId, orderNumber, amount, reason, state, gateway, requestedAt, since, failure, buyerName, accountBank, accountLast4 } = row;
  return {
    id, checkoutId: subjectId, number, orderId, orderNumber, amount: Money.of(amount).toJSON(), reason, status: state, gateway, failure, buyerName,
    requestedAt: requestedAt.toISOString(), since: since.toISOString(), accountMasked: accountBank && `${accountBank} …${accountLast4 ?? ''}`,
  };
}

export function deskRefund(refund: DeskRefund): DeskRefundShape {
  const { contact, account, paidOn, bankReference } = refund;
  return { ...refundRow(refund), contact, account, paidOn, bankReference };
}
