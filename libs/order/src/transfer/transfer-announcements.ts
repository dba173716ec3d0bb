import { Injectable } from '@nestjs/common';
import { Clock, Database, Reaction, type Happened, type Id } from '#libs/platform';
import { LINK_KEY, Notices, type NoteAddress } from '#libs/notice';
import { PaybackAccounts, PaybackOpened, RefundRefused, TransferOpened, TransferRefused, Transfers } from '#libs/payment';
import { instructions, paybackOpened, proofRefused, refundRefused, type Text } from './transfer.notices.js';
import { buyersOf, type Buyer } from './transfer.queries.js';

/** Tells buyers how to transfer and what became of it, and admins what only they can mend. */
@Injectable()
export class TransferAnnouncements {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly transfers: Transfers,
    private readonly accounts: PaybackAccounts,
    private readonly notices: Notices,
  ) {}

  @Reaction(TransferOpened, 'order.tell-transfer')
  async whenOpened({ payload }: Happened<{ transferId: Id<'trf'>; subjectId: string }>): Promise<void> {
    const transfer = await this.transfers.one(payload.transferId);
    await this.tellBuyer(payload.subjectId, `transfer.opened:${transfer.id}`, instructions(transfer));
  }

  @Reaction(TransferRefused, 'order.tell-transfer-refused')
  async whenRefused({ payload }: Happened<{ transferId: Id<'trf'>; subjectId: string; reason: string; decisionId: number }>): Promise<void> {
    const transfer = await this.transfers.one(payload.transferId);
    const mayRetry = transfer.payableState === 'open' && transfer.dueAt > this.clock.now();
    await this.tellBuyer(payload.subjectId, `transfer.refused:${payload.decisionId}`, proofRefused(transfer, payload.reason, mayRetry));
  }

  @Reaction(PaybackOpened, 'order.tell-payback')
  async whenPaybackOpened({ payload }: Happened<{ refundId: Id<'rfd'>; subjectId: string; amount: number }>): Promise<void> {
    const account = await this.accounts.masked(payload.subjectId);
    await this.tellBuyer(payload.subjectId, `payback.opened:${payload.refundId}`, ({ number }) => paybackOpened(number, payload.amount, account !== null));
  }

  @Reaction(RefundRefused, 'order.tell-refund-refused')
  async whenRefundRefused({ payload }: Happened<{ refundId: Id<'rfd'>; subjectId: string; amount: number; why: string }>): Promise<void> {
    const number = (await buyersOf(this.db, [payload.subjectId])).get(payload.subjectId)?.number ?? payload.subjectId;
    await this.notices.tellAdmins({ key: `refund.refused:${payload.refundId}`, kind: 'admin', path: `/admin/pengembalian/${payload.refundId}`, ...refundRefused(number, payload.amount, payload.why) });
  }

  private async tellBuyer(checkoutId: string, about: string, text: Text | ((buyer: Buyer) => Text)): Promise<void> {
    const buyer = (await buyersOf(this.db, [checkoutId])).get(checkoutId);
    if (!buyer) return;
    const { userId, email, name, locale, phone } = buyer;
    const to: NoteAddress = userId ? { userId } : { email, name, locale, phone };
    const path = userId ? `/pesanan/${checkoutId}` : `/pesanan/${checkoutId}/${LINK_KEY}`;
    await this.notices.tell([{ key: `${about}:buyer`, to, kind: 'order', path, ...(typeof text === 'function' ? text(buyer) : text) }]);
  }
}
