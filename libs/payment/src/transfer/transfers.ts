import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, Clock, Database, isId, NotFound, Outbox, outside, Storage, type Actor, type Page, type StoredFile } from '#libs/platform';
import { lockPayable } from '../lock-payable.js';
import type { Payable } from '../payable.entity.js';
import { Settlement } from '../settlement.js';
import { Transfer, type TransferState } from './transfer.entity.js';
import { TransferProofsFull } from './transfer.errors.js';
import { TransferRefused } from './transfer.events.js';
import { insertDecision, insertProof, proofKey, transferRows, transferView } from './transfer.queries.js';
import type { TransferFilter, TransferRow, TransferView } from './transfer.view.js';

const MOST_PROOFS = 10;

/** Transfers to our bank account: what buyers show, what admins decide. Who may is the caller's business. */
@Injectable()
export class Transfers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly storage: Storage,
    private readonly settlement: Settlement,
  ) {}

  /** What the subject's buyer was asked to transfer: the confirmed one, else the latest; null when it was never to be paid so. */
  ofSubject(subjectId: string): Promise<TransferView | null> {
    return transferView(this.db, { subjectId });
  }

  async one(transferId: string): Promise<TransferView> {
    const view = isId('trf', transferId) && (await transferView(this.db, { id: transferId }));
    if (!view) throw new NotFound();
    return view;
  }

  /** Those that wait, longest first. */
  list(filter: TransferFilter, page: { limit?: number; cursor?: string }): Promise<Page<TransferRow>> {
    return transferRows(this.db, filter, page);
  }

  /** Keeps a picture (re-encoded by the caller) or PDF beside earlier ones, until the due time. AlreadyPaid, PaymentClosed, TransferProofsFull. */
  async addProof(transferId: string, file: StoredFile): Promise<void> {
    const key = `transfer/${transferId}/${randomBytes(16).toString('hex')}.${file.contentType === 'application/pdf' ? 'pdf' : 'jpg'}`;
    await outside(() => this.storage.put(key, file.bytes, file.contentType));
    try {
      await this.db.transaction(async () => {
        const { payable, transfer } = await this.locked(transferId);
        const now = this.clock.now();
        payable.requireOpen(now);
        transfer.proven(now);
        const number = await insertProof(this.db, transferId, { key, contentType: file.contentType, byteSize: file.bytes.length }, MOST_PROOFS, now);
        if (number === null) throw new TransferProofsFull(MOST_PROOFS);
        await this.db.manager.save(transfer);
      });
    } catch (refusal) {
      await this.storage.delete(key);
      throw refusal;
    }
  }

  /** 1 is the first. */
  async proof(transferId: string, number: number): Promise<StoredFile> {
    const isNumber = Number.isInteger(number) && number >= 1 && number <= MOST_PROOFS;
    const key = isNumber && isId('trf', transferId) && (await proofKey(this.db, transferId, number));
    const file = key && (await this.storage.get(key));
    if (!file) throw new NotFound();
    return file;
  }

  /**
   * The money is on the account: settled like any capture, late or twice as it may be. `seen` is the state that was looked at.
   * TransferChanged, TransferAmountDiffers (stays open), ReceivedOnImpossible.
   */
  async confirm(actor: Actor, transferId: string, received: { amount: number; on: string }, seen: TransferState): Promise<'paid' | 'paid_late' | 'surplus'> {
    const byUserId = actor.requireSignedIn();
    return this.db.transaction(async () => {
      const { transfer } = await this.locked(transferId);
      const at = this.clock.now();
      transfer.confirm(received, seen, at);
      await this.db.manager.save(transfer);
      await insertDecision(this.db, { transferId, decision: 'confirmed', reason: null, amount: received.amount, receivedOn: received.on, byUserId, at });
      const { id: gatewayRef, chargeId: key, amount } = transfer;
      const effect = await this.settlement.settle(key, { status: 'captured', gatewayRef, key, amount, currency: 'IDR' });
      await this.audit.record(actor, 'transfer.confirm', transferId, { amount, receivedOn: received.on, effect });
      if (effect === 'paid' || effect === 'paid_late' || effect === 'surplus') return effect;
      throw new Error(`the charge of ${transferId} did not take its money: ${effect}`);
    });
  }

  /** No such money; the buyer is told why and may hand in another proof. TransferChanged. */
  async refuse(actor: Actor, transferId: string, reason: string): Promise<void> {
    const byUserId = actor.requireSignedIn();
    await this.db.transaction(async () => {
      const { payable, transfer } = await this.locked(transferId);
      const at = this.clock.now();
      transfer.refuse(at);
      await this.db.manager.save(transfer);
      const decisionId = await insertDecision(this.db, { transferId, decision: 'refused', reason, amount: null, receivedOn: null, byUserId, at });
      await this.audit.record(actor, 'transfer.refuse', transferId, { decisionId });
      await this.outbox.publish(TransferRefused, { transferId: transfer.id, subjectId: payable.subjectId, reason, decisionId });
    });
  }

  /** The payable first, as everything that moves its money does; it also guards its transfers. */
  private async locked(transferId: string): Promise<{ payable: Payable; transfer: Transfer }> {
    const named = isId('trf', transferId) && (await this.db.one<{ chargeId: string }>('SELECT charge_id AS "chargeId" FROM payment.transfer WHERE id = $1', [transferId]));
    const payable = named && (await lockPayable(this.db, { chargeId: named.chargeId }));
    if (!payable) throw new NotFound();
    return { payable, transfer: await this.db.manager.findOneByOrFail(Transfer, { id: transferId as Transfer['id'] }) };
  }
}
