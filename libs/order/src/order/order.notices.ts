import { Money, type Words } from '#libs/platform';
import type { Note, NoteAddress } from '#libs/notice';
import { reasonIn } from './reasons.js';
import type { OrderClosedFacts, OrderDeliveredFacts, OrderFacts, OrderPlacedFacts, OrderRefundedFacts, OrderRejectedFacts, OrderShippedFacts } from './order.events.js';

/** Where a reader of a note is led: the guest's link carries the token, a person's does not need it. */
export interface Paths {
  buyer: (facts: OrderFacts) => string;
  seller: (facts: OrderFacts) => string;
}

type Text = { subject: Words; body: Words };

export const rupiah = (amount: number) => ({ id: Money.of(amount).format('id'), en: Money.of(amount).format('en') });
/** Seller and buyer are both in Indonesia; the platform's own clock is WIB. */
const IN_JAKARTA = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' } as const;
const MOMENTS = { id: new Intl.DateTimeFormat('id-ID', IN_JAKARTA), en: new Intl.DateTimeFormat('en-GB', IN_JAKARTA) };
export const moment = (iso: string, locale: 'id' | 'en') => `${MOMENTS[locale].format(new Date(iso))} WIB`;

const BY: Record<OrderClosedFacts['by'], Words> = {
  buyer: { id: 'pembeli', en: 'the buyer' },
  seller: { id: 'penjual', en: 'the seller' },
  admin: { id: 'KriyaDesa', en: 'KriyaDesa' },
  system: { id: 'sistem', en: 'the system' },
};

const why = ({ reason }: { reason: string }) => ({ id: reasonIn(reason, 'id'), en: reasonIn(reason, 'en') });

const goesBack = ({ refundAmount }: { refundAmount: number }): Words =>
  refundAmount > 0
    ? { id: `\n\n${rupiah(refundAmount).id} dikembalikan melalui cara pembayaran semula.`, en: `\n\n${rupiah(refundAmount).en} goes back the way it was paid.` }
    : { id: '', en: '' };

/** What is said, by event and reader; a missing reader is told nothing. */
export const TEXTS = {
  placed: {
    buyer: (f: OrderPlacedFacts): Text => ({
      subject: { id: `Pesanan ${f.checkoutNumber} menunggu pembayaran`, en: `Order ${f.checkoutNumber} waits for payment` },
      body: {
        id: `Terima kasih sudah memesan.\n\nJumlah yang dibayar ${rupiah(f.checkoutAmount).id}, paling lambat ${moment(f.expiresAt, 'id')}. Barang kami simpan sampai saat itu.`,
        en: `Thank you for your order.\n\nPlease pay ${rupiah(f.checkoutAmount).en} by ${moment(f.expiresAt, 'en')}. Everything is held for you until then.`,
      },
    }),
    seller: (f: OrderPlacedFacts): Text => ({
      subject: { id: `Pesanan baru ${f.number}, belum dibayar`, en: `New order ${f.number}, not paid yet` },
      body: {
        id: `${f.buyer.name} memesan senilai ${rupiah(f.totalAmount).id}. Tunggu kabar pembayaran sebelum menyiapkan barang.`,
        en: `${f.buyer.name} ordered for ${rupiah(f.totalAmount).en}. Wait for the payment before you prepare anything.`,
      },
    }),
  },
  secured: {
    buyer: (f: OrderFacts): Text => ({
      subject: { id: `Pembayaran pesanan ${f.number} diterima`, en: `Payment for order ${f.number} received` },
      body: { id: `Pembayaran ${rupiah(f.totalAmount).id} sudah kami terima. ${f.shopName} akan menyiapkan pesanan Anda.`, en: `We received ${rupiah(f.totalAmount).en}. ${f.shopName} will prepare your order.` },
    }),
    seller: (f: OrderFacts): Text => ({
      subject: { id: `Pesanan ${f.number} sudah dibayar, mohon diterima`, en: `Order ${f.number} is paid, please accept it` },
      body: {
        id: `${f.buyer.name} sudah membayar ${rupiah(f.totalAmount).id}. Terima atau tolak dalam 3 hari; setelah itu pesanan batal sendiri dan uang dikembalikan.`,
        en: `${f.buyer.name} has paid ${rupiah(f.totalAmount).en}. Accept or reject within 3 days; after that the order cancels itself and the money goes back.`,
      },
    }),
  },
  accepted: {
    buyer: (f: OrderFacts): Text => ({
      subject: { id: `Pesanan ${f.number} diterima ${f.shopName}`, en: `${f.shopName} accepted order ${f.number}` },
      body: { id: `${f.shopName} sedang menyiapkan pesanan Anda.`, en: `${f.shopName} is preparing your order.` },
    }),
  },
  rejected: {
    buyer: (f: OrderRejectedFacts): Text => {
      const back = goesBack(f);
      const reason = why(f);
      const names = f.lines.map((line) => `- ${line.name} (${line.quantity})`).join('\n');
      return f.partly
        ? {
            subject: { id: `Sebagian pesanan ${f.number} tidak bisa dipenuhi`, en: `Part of order ${f.number} cannot be fulfilled` },
            body: { id: `${f.shopName} tidak bisa memenuhi:\n${names}\n\nAlasan: ${reason.id}${back.id}`, en: `${f.shopName} cannot fulfil:\n${names}\n\nReason: ${reason.en}${back.en}` },
          }
        : {
            subject: { id: `Pesanan ${f.number} ditolak ${f.shopName}`, en: `${f.shopName} rejected order ${f.number}` },
            body: { id: `Maaf, ${f.shopName} tidak bisa memenuhi pesanan ini.\n\nAlasan: ${reason.id}${back.id}`, en: `Sorry, ${f.shopName} cannot fulfil this order.\n\nReason: ${reason.en}${back.en}` },
          };
    },
  },
  shipped: {
    buyer: (f: OrderShippedFacts): Text => ({
      subject: { id: `Pesanan ${f.number} dikirim`, en: `Order ${f.number} is on its way` },
      body: {
        id: `${f.shopName} menyerahkan paket ke ${f.courierName}.${f.waybill ? ` Nomor resi: ${f.waybill}.` : ''}\n\nSetelah barang sampai, tekan "Barang diterima" di halaman pesanan.`,
        en: `${f.shopName} handed the parcel to ${f.courierName}.${f.waybill ? ` Waybill: ${f.waybill}.` : ''}\n\nOnce it has arrived, press "I have it" on the order page.`,
      },
    }),
  },
  delivered: {
    buyer: (f: OrderDeliveredFacts): Text => ({
      subject: { id: `Pesanan ${f.number} tercatat sampai`, en: `Order ${f.number} is recorded as delivered` },
      body: {
        id: `Sudah Anda terima? Tekan "Barang diterima". Jika belum sampai atau ada masalah, hubungi penjual sebelum ${moment(f.completesAt, 'id')}; setelah itu uang diteruskan ke ${f.shopName}.`,
        en: `Do you have it? Press "I have it". If it has not arrived or something is wrong, tell the seller before ${moment(f.completesAt, 'en')}; after that the money goes on to ${f.shopName}.`,
      },
    }),
    seller: (f: OrderDeliveredFacts): Text => ({
      subject: { id: `Pesanan ${f.number} sampai`, en: `Order ${f.number} arrived` },
      body: { id: `Uang tersedia setelah pembeli mengonfirmasi, paling lambat ${moment(f.completesAt, 'id')}.`, en: `The money becomes available once the buyer confirms, at the latest ${moment(f.completesAt, 'en')}.` },
    }),
  },
  completed: {
    buyer: (f: OrderFacts): Text => ({
      subject: { id: `Pesanan ${f.number} selesai`, en: `Order ${f.number} is complete` },
      body: { id: `Terima kasih sudah berbelanja di ${f.shopName}.`, en: `Thank you for buying from ${f.shopName}.` },
    }),
    seller: (f: OrderFacts): Text => ({
      subject: { id: `Pesanan ${f.number} selesai, uang tersedia`, en: `Order ${f.number} is complete, your money is available` },
      body: { id: 'Hasil penjualan sudah masuk ke saldo yang bisa ditarik.', en: 'What you earned is now in your available balance.' },
    }),
  },
  cancelled: {
    buyer: (f: OrderClosedFacts): Text => ({
      subject: { id: `Pesanan ${f.number} dibatalkan`, en: `Order ${f.number} is cancelled` },
      body: { id: `Pesanan di ${f.shopName} dibatalkan oleh ${BY[f.by].id}. Alasan: ${why(f).id}.${goesBack(f).id}`, en: `The order at ${f.shopName} was cancelled by ${BY[f.by].en}. Reason: ${why(f).en}.${goesBack(f).en}` },
    }),
    seller: (f: OrderClosedFacts): Text => ({
      subject: { id: `Pesanan ${f.number} dibatalkan`, en: `Order ${f.number} is cancelled` },
      body: { id: `Dibatalkan oleh ${BY[f.by].id}; jangan kirim. Alasan: ${why(f).id}\n\nStok sudah kembali.`, en: `Cancelled by ${BY[f.by].en}; do not send it. Reason: ${why(f).en}\n\nThe stock is back.` },
    }),
  },
  returned: {
    buyer: (f: OrderClosedFacts): Text => ({
      subject: { id: `Pesanan ${f.number} kembali ke penjual`, en: `Order ${f.number} went back to the shop` },
      body: { id: `Paket kembali ke ${f.shopName}. Alasan: ${why(f).id}.${goesBack(f).id}`, en: `The parcel went back to ${f.shopName}. Reason: ${why(f).en}.${goesBack(f).en}` },
    }),
  },
  expired: {
    buyer: (f: OrderFacts): Text => ({
      subject: { id: `Pesanan ${f.number} kedaluwarsa`, en: `Order ${f.number} has expired` },
      body: { id: 'Pembayaran tidak kami terima pada waktunya, jadi pesanan ditutup. Silakan pesan lagi kapan saja.', en: 'No payment arrived in time, so the order is closed. You are welcome to order again.' },
    }),
    seller: (f: OrderFacts): Text => ({
      subject: { id: `Pesanan ${f.number} tidak dibayar`, en: `Order ${f.number} was not paid` },
      body: { id: 'Waktu pembayaran habis; stok sudah kembali.', en: 'The time to pay is over; the stock is back.' },
    }),
  },
  paidTooLate: {
    buyer: (f: OrderClosedFacts): Text => ({
      subject: { id: `Pembayaran pesanan ${f.number} datang terlambat`, en: `The payment for order ${f.number} came too late` },
      body: { id: `Pesanan di ${f.shopName} tidak bisa dilanjutkan. ${why(f).id}.${goesBack(f).id}`, en: `The order at ${f.shopName} cannot go on. ${why(f).en}.${goesBack(f).en}` },
    }),
  },
  refunded: {
    buyer: (f: OrderRefundedFacts): Text => ({
      subject: { id: `Pengembalian dana pesanan ${f.number}`, en: `Refund for order ${f.number}` },
      body: { id: `${rupiah(f.refundAmount).id} sudah dikembalikan melalui cara pembayaran semula.`, en: `${rupiah(f.refundAmount).en} has been returned the way it was paid.` },
    }),
    seller: (f: OrderRefundedFacts): Text => ({
      subject: { id: `Dana pesanan ${f.number} dikembalikan`, en: `Money of order ${f.number} was refunded` },
      body: { id: `${rupiah(f.refundAmount).id} dikembalikan kepada ${f.buyer.name}.`, en: `${rupiah(f.refundAmount).en} went back to ${f.buyer.name}.` },
    }),
  },
};

type Tellers<Facts> = { buyer?: (facts: Facts) => Text; seller?: (facts: Facts) => Text };

/** The notes of one event; `about` makes each key unique, for example `order.shipped:ord_…`. */
export function notesOf<Facts extends OrderFacts>(about: string, texts: Tellers<Facts>, facts: Facts, paths: Paths): Note[] {
  const notes: Note[] = [];
  if (texts.buyer) notes.push({ key: `${about}:buyer`, to: buyerOf(facts), kind: 'order', path: paths.buyer(facts), ...texts.buyer(facts) });
  if (texts.seller) notes.push({ key: `${about}:seller`, to: { shopId: facts.shopId }, kind: 'order', path: paths.seller(facts), ...texts.seller(facts) });
  return notes;
}

function buyerOf({ buyer }: OrderFacts): NoteAddress {
  return buyer.userId ? { userId: buyer.userId } : { email: buyer.email, name: buyer.name, locale: buyer.locale, phone: buyer.phone };
}
