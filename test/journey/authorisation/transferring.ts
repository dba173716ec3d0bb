import { eventually } from '../../support/eventually.js';
import { checkoutBody, fillBasket, type Placed } from '../../support/shopper.js';
import { must, type Making, type Secret, type Thing } from './things.js';

interface Request extends Pick<Making, 'client'> {
  variant: Record<'A' | 'B', string>;
  guests: Record<'guestA' | 'guestB', { id: string; token: string }>;
}

export const TRANSFER_ACCOUNT = 'BCA|1234567890|PT KriyaDesa';

/** Checkouts to be paid by bank transfer, of buyers and guests, and one each that is paid back by hand. */
export async function transferring({ client, variant, guests }: Request): Promise<{ things: Record<string, Thing>; secrets: Secret[] }> {
  const admin = client('admin');
  const place = async (side: 'A' | 'B') => {
    const filled = await fillBasket(client(`buyer${side}`), [{ variantId: variant[side], quantity: 1 }]);
    return must(await filled.guest.post<Placed>('/api/v1/checkouts', { ...checkoutBody(filled), payment: { method: 'bank_transfer' } }));
  };
  const transferOf = async (checkout: { id: string }, holder: ReturnType<Making['client']>) => {
    const { reference } = must(await holder.get<{ reference: string }>(`/api/v1/checkouts/${checkout.id}/transfer`));
    return must(await admin.get<{ items: { id: string }[] }>(`/api/v1/admin/transfers?reference=${reference}`)).items[0]!.id;
  };
  const [open, otherOpen] = [await place('A'), await place('B')];
  for (const { id, token } of Object.values(guests)) must(await client('anonymous').with({ 'x-checkout-token': token }).post(`/api/v1/checkouts/${id}/payments`, { method: 'bank_transfer' }));
  const transfer = { own: await transferOf(open, client('buyerA')), other: await transferOf(otherOpen, client('buyerB')) };

  const paidBack = async (side: 'A' | 'B') => {
    const buyer = client(`buyer${side}`);
    const checkout = await place(side);
    const path = `/api/v1/admin/transfers/${await transferOf(checkout, buyer)}/confirmation`;
    const receivedOn = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date());
    must(await admin.post(path, { receivedOn, amount: checkout.total.amount, seen: 'awaiting_proof' }));
    await eventually(() => buyer.get<{ status: string }>(`/api/v1/checkouts/${checkout.id}`), ({ body }) => body.status === 'paid');
    must(await buyer.post(`/api/v1/orders/${checkout.orders[0]!.id}/cancellation`, { reason: 'salah pesan' }));
    const waiting = async () => must(await admin.get<{ items: { id: string; checkoutId: string }[] }>('/api/v1/admin/refunds?limit=100')).items.find(({ checkoutId }) => checkoutId === checkout.id);
    return { checkout, refundId: (await eventually(waiting, (refund) => refund !== undefined))!.id };
  };
  const [back, otherBack] = [await paidBack('A'), await paidBack('B')];
  const seenA = ['buyerA', 'ownerA', 'staffA', 'admin'] as const;
  const seenB = ['buyerB', 'ownerB', 'admin'] as const;
  return {
    things: {
      checkoutToTransfer: { prefix: 'cko', own: open.id, other: otherOpen.id, of: { guestA: guests.guestA.id, guestB: guests.guestB.id } },
      transfer: { prefix: 'trf', ...transfer },
      transferId: { prefix: 'trf', ...transfer },
      checkoutToPayBack: { prefix: 'cko', own: back.checkout.id, other: otherBack.checkout.id },
      refund: { prefix: 'rfd', own: back.refundId, other: otherBack.refundId },
      refundId: { prefix: 'rfd', own: back.refundId, other: otherBack.refundId },
    },
    secrets: [
      ...[open.id, back.checkout.id, back.refundId].map((id) => ({ id, seenBy: seenA })),
      ...[otherOpen.id, otherBack.checkout.id, otherBack.refundId].map((id) => ({ id, seenBy: seenB })),
      ...Object.values(transfer).map((id) => ({ id, seenBy: ['admin'] as const })),
    ],
  };
}
