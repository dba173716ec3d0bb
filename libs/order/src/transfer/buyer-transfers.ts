import { Injectable } from '@nestjs/common';
import { Clock, Database, NotFound, RateLimits, type Actor, type Limit, type StoredFile } from '#libs/platform';
import { PaybackAccounts, Paybacks, ProofNotReadable, Transfers, type BankAccount, type TransferView } from '#libs/payment';
import { Scans } from '#libs/shop';
import { CheckoutNotPayable } from '../checkout/checkout.errors.js';
import { findCheckout } from '../checkout/checkout.queries.js';
import type { CheckoutId } from '../checkout/checkout.view.js';
import { NothingToPayBack } from './transfer.errors.js';
import { heldCheckout } from './transfer.queries.js';
import type { BuyerPayback, BuyerTransfer } from './transfer.view.js';

/** Decoding pictures is dear, and a person looks at each. */
const PROOFS_OF_CHECKOUT: Limit = { name: 'transfer.proof.checkout', times: 10, seconds: 3600, shared: true };
const PROOFS_OF_ADDRESS: Limit = { name: 'transfer.proof.address', times: 30, seconds: 3600, shared: true };

/** Paying by bank transfer as the buyer sees it: whoever holds the checkout, and nobody else. */
@Injectable()
export class BuyerTransfers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly transfers: Transfers,
    private readonly paybacks: Paybacks,
    private readonly accounts: PaybackAccounts,
    private readonly scans: Scans,
  ) {}

  /** The instructions and what became of them; not found where nothing is to be transferred. */
  async view(actor: Actor, checkoutId: CheckoutId): Promise<BuyerTransfer> {
    const { state: status } = await findCheckout(this.db, actor, checkoutId);
    const transfer = await this.of(checkoutId);
    const isOpen = transfer.payableState === 'open' && transfer.state !== 'confirmed' && transfer.dueAt > this.clock.now();
    return { transfer, status, takesProof: status === 'awaiting_payment' && isOpen };
  }

  /** A photo (JPEG, PNG, WebP) or PDF of up to 8 MB. ProofNotReadable (422); CheckoutNotPayable, PaymentClosed, TransferProofsFull (409); 429. */
  async addProof(actor: Actor, checkoutId: CheckoutId, bytes: Buffer): Promise<BuyerTransfer> {
    const state = await heldCheckout(this.db, actor, checkoutId);
    const transfer = await this.of(checkoutId);
    if (state !== 'awaiting_payment') throw new CheckoutNotPayable(state);
    await this.limits.take(PROOFS_OF_ADDRESS, actor.ip ?? checkoutId);
    await this.limits.take(PROOFS_OF_CHECKOUT, checkoutId);
    const file = await this.scans.read(bytes);
    if (!file) throw new ProofNotReadable();
    await this.transfers.addProof(transfer.id, file);
    return this.view(actor, checkoutId);
  }

  /** One of their own proofs, as it is kept. */
  async proof(actor: Actor, checkoutId: CheckoutId, number: number): Promise<StoredFile> {
    await heldCheckout(this.db, actor, checkoutId);
    const transfer = await this.of(checkoutId);
    return this.transfers.proof(transfer.id, number);
  }

  /** What we pay back by hand; null when nothing is. */
  async payback(actor: Actor, checkoutId: CheckoutId): Promise<BuyerPayback | null> {
    await findCheckout(this.db, actor, checkoutId);
    const amount = await this.paybacks.owed(checkoutId);
    return amount > 0 ? { amount, account: await this.accounts.masked(checkoutId) } : null;
  }

  /** Where to pay it back to; kept sealed. NothingToPayBack (409). */
  async leaveAccount(actor: Actor, checkoutId: CheckoutId, account: BankAccount): Promise<void> {
    await heldCheckout(this.db, actor, checkoutId);
    if ((await this.paybacks.owed(checkoutId)) === 0) throw new NothingToPayBack();
    await this.accounts.leave(checkoutId, account);
  }

  private async of(checkoutId: CheckoutId): Promise<TransferView> {
    const transfer = await this.transfers.ofSubject(checkoutId);
    if (!transfer) throw new NotFound();
    return transfer;
  }
}
