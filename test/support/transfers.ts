import sharp from 'sharp';
import { BuyerTransfers, RefundDesk, TransferDesk, type PlacedCheckout } from '#libs/order';
import { Actor, newId } from '#libs/platform';
import { ordering, type Ordering } from '../module/order/ordering.js';

export const TRANSFER_ACCOUNT = 'BCA|123 456 7890|PT KriyaDesa';
export const ADMIN = new Actor({ userId: newId('usr'), name: 'Wayan', roles: ['admin'] });

export interface Transferring extends Ordering {
  buyers: BuyerTransfers;
  admins: TransferDesk;
  refunds: RefundDesk;
  /** A checkout to be paid by bank transfer. */
  toTransfer: (wanted: readonly (readonly [variantId: string, quantity: number])[]) => Promise<{ checkout: PlacedCheckout; buyer: Actor; transferId: string }>;
  /** The day in Jakarta. */
  today: () => string;
  receipt: Buffer;
}

/** The order module where bank transfers are offered. */
export async function transferring(env: NodeJS.ProcessEnv = {}): Promise<Transferring> {
  const market = await ordering({ TRANSFER_ACCOUNT, ...env });
  const buyers = market.get(BuyerTransfers);
  return {
    ...market,
    buyers,
    admins: market.get(TransferDesk),
    refunds: market.get(RefundDesk),
    receipt: await picture(),
    today: () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(market.clock.now()),
    toTransfer: async (wanted) => {
      const basket = await market.filled(wanted);
      const checkout = await market.checkouts.place(basket.actor, await market.request(basket, { payment: { method: 'bank_transfer' } }));
      const buyer = new Actor({ tokens: { checkout: checkout.token! }, ip: '192.0.2.7' });
      const { transfer } = await buyers.view(buyer, checkout.id);
      return { checkout, buyer, transferId: transfer.id };
    },
  };
}

/** A photo of a receipt, as a phone would send it. */
export function picture(width = 60, height = 90): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#eef' } }).jpeg().withExif({ IFD0: { Copyright: 'a place nobody should know' } }).toBuffer();
}
