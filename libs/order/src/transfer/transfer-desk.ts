import { Injectable } from '@nestjs/common';
import { Database, type Actor, type Page, type StoredFile } from '#libs/platform';
import { Transfers, type TransferFilter, type TransferState } from '#libs/payment';
import { buyersOf } from './transfer.queries.js';
import type { DeskTransfer, DeskTransferRow } from './transfer.view.js';

/** Transfers as admins check them. */
@Injectable()
export class TransferDesk {
  constructor(
    private readonly db: Database,
    private readonly transfers: Transfers,
  ) {}

  /** Those that wait, longest first; two statements. */
  async list(actor: Actor, filter: TransferFilter, page: { limit?: number; cursor?: string }): Promise<Page<DeskTransferRow>> {
    actor.requireAdmin();
    const { items, nextCursor } = await this.transfers.list(filter, page);
    const buyers = await buyersOf(this.db, items.map((item) => item.subjectId));
    return { items: items.map((item) => ({ ...item, buyerName: buyers.get(item.subjectId)?.name ?? '' })), nextCursor };
  }

  async show(actor: Actor, transferId: string): Promise<DeskTransfer> {
    actor.requireAdmin();
    const transfer = await this.transfers.one(transferId);
    const { status, name, email, phone } = (await buyersOf(this.db, [transfer.subjectId])).get(transfer.subjectId)!;
    return { ...transfer, status, contact: { name, email, phone } };
  }

  async proof(actor: Actor, transferId: string, number: number): Promise<StoredFile> {
    actor.requireAdmin();
    return this.transfers.proof(transferId, number);
  }

  /** The money has come, exactly so much: `late` when the checkout had expired, `surplus` when it was paid already; both go the way of any late or second payment. */
  async confirm(actor: Actor, transferId: string, decision: { receivedOn: string; amount: number; seen: TransferState }): Promise<'paid' | 'paid_late' | 'surplus'> {
    actor.requireAdmin();
    return this.transfers.confirm(actor, transferId, { amount: decision.amount, on: decision.receivedOn }, decision.seen);
  }

  /** The proof shows no such payment; the reason is told to the buyer. */
  async refuse(actor: Actor, transferId: string, reason: string): Promise<void> {
    actor.requireAdmin();
    await this.transfers.refuse(actor, transferId, reason);
  }
}
