import type { BuyerTransfer } from '#libs/order';
import type { TransferView } from '#libs/payment';
import { Money } from '#libs/platform';
import type { TransferFactsShape, TransferShape } from './transfer.shapes.js';

export function transferFacts({ amount, reference, account, dueAt, state, receivedOn, proofs, decisions }: TransferView): TransferFactsShape {
  return {
    amount: Money.of(amount).toJSON(), reference, account, dueAt: dueAt.toISOString(), state, receivedOn,
    proofs: proofs.map((proof) => ({ ...proof, addedAt: proof.addedAt.toISOString() })),
    decisions: decisions.map((decision) => ({ ...decision, decidedAt: decision.decidedAt.toISOString() })),
  };
}

export function transferShape({ transfer, takesProof }: BuyerTransfer): TransferShape {
  return { ...transferFacts(transfer), takesProof };
}
