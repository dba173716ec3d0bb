import { Injectable } from '@nestjs/common';
import { Clock, Config, Database, newId, NotFound, Outbox, readableNumber, type Id } from '#libs/platform';
import { GatewayRefused, GatewayUnavailable, type CheckoutRequest, type Gateway, type GatewayCharge, type GatewayNews, type GatewayRefund, type RefundRequest } from '../gateway/gateway.js';
import { openPayback } from '../payback/payback.queries.js';
import type { PaymentMethod } from '../views.js';
import { BANK_TRANSFER, bookOf, booksSince, insertTransfer, type TransferToInsert } from './transfer.books.js';
import { PaybackOpened, TransferOpened } from './transfer.events.js';

const METHOD: PaymentMethod = {
  code: BANK_TRANSFER,
  name: { id: 'Transfer bank', en: 'Bank transfer' },
  description: {
    id: 'Transfer ke rekening kami, lalu unggah buktinya. Kami periksa sebelum pesanan diteruskan.',
    en: 'Transfer to our account and upload the proof. We check it before the order goes on.',
  },
  payWithinMinutes: 24 * 60,
};

/** Our own bank account as a gateway: people move the money, and its books are tables of ours. There is no webhook; an admin's word settles. */
@Injectable()
export class TransferGateway implements Gateway {
  readonly name = BANK_TRANSFER;
  readonly payPageOrigins = [];

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  get isSetUp(): boolean {
    return this.config.transferAccount !== null;
  }

  methods(amount: number): PaymentMethod[] {
    return this.isSetUp && amount > 0 ? [METHOD] : [];
  }

  async createCheckout({ key, amount, returnPath, expiresAt }: CheckoutRequest): Promise<{ gatewayRef: string; actionUrl: string }> {
    const account = this.config.transferAccount;
    if (!account) throw new GatewayRefused('no bank account is set up');
    const now = this.clock.now();
    const transfer = { id: newId('trf'), chargeId: key as Id<'chg'>, reference: transferReference(), amount, account, expiresAt, now };
    const opened = await this.db.transaction(() => this.open(transfer)).catch((error: unknown) => {
      // Once in a very long while the random reference is another's; asked again with the same key, there is a new one.
      if (constraintOf(error) === 'transfer_reference') throw new GatewayUnavailable('the reference is taken');
      throw error;
    });
    return { gatewayRef: opened.id, actionUrl: `${this.config.publicUrl}${returnPath}/transfer` };
  }

  parseWebhook(): GatewayNews {
    throw new NotFound();
  }

  fetchStatus({ key }: { gatewayRef: string | null; key: string }): Promise<GatewayCharge | null> {
    return bookOf(this.db, key, this.clock.now());
  }

  /** Lies waiting until a person has paid it back. The same key is the same payback. */
  async refund({ key, amount }: RefundRequest): Promise<GatewayRefund> {
    const refundId = key as Id<'rfd'>;
    await this.db.transaction(async () => {
      const opened = await openPayback(this.db, refundId, this.clock.now());
      if (opened) await this.outbox.publish(PaybackOpened, opened);
    });
    return { gatewayRef: refundId, key, amount, status: 'pending' };
  }

  private async open(transfer: TransferToInsert): Promise<{ id: Id<'trf'> }> {
    const made = await insertTransfer(this.db, transfer);
    if (made.id === transfer.id) await this.outbox.publish(TransferOpened, { transferId: made.id, subjectId: made.subjectId });
    return made;
  }

  list(since: Date): AsyncIterable<GatewayCharge> {
    return booksSince(this.db, since);
  }
}

/** Letters and digits only: what every bank's note takes. */
function transferReference(): string {
  return readableNumber('TF').replace('-', '');
}

function constraintOf(error: unknown): string | undefined {
  return (error as { driverError?: { constraint?: string } }).driverError?.constraint;
}
