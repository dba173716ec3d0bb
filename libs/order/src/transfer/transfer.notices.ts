import type { TransferView } from '#libs/payment';
import type { Words } from '#libs/platform';
import { moment, rupiah } from '../order/order.notices.js';

export type Text = { subject: Words; body: Words };

/** Everything that the bank's form asks for. */
export function instructions({ number, reference, amount, account, dueAt }: TransferView): Text {
  return {
    subject: { id: `Cara transfer untuk pesanan ${number}`, en: `How to transfer for order ${number}` },
    body: {
      id:
        `Transfer tepat ${rupiah(amount).id} sebelum ${moment(dueAt.toISOString(), 'id')}.\n\nBank: ${account.bank}\nNomor rekening: ${account.number}\nAtas nama: ${account.holder}\nBerita transfer: ${reference}` +
        '\n\nTulis berita itu persis supaya uang Anda kami temukan, lalu unggah buktinya di halaman pesanan.',
      en:
        `Transfer exactly ${rupiah(amount).en} before ${moment(dueAt.toISOString(), 'en')}.\n\nBank: ${account.bank}\nAccount number: ${account.number}\nAccount holder: ${account.holder}\nTransfer note: ${reference}` +
        '\n\nWrite that note exactly, so that we find your money, then upload the proof on the order page.',
    },
  };
}

/** `mayRetry`: there is still time for another proof. */
export function proofRefused({ number, dueAt }: TransferView, reason: string, mayRetry: boolean): Text {
  return {
    subject: { id: `Bukti transfer pesanan ${number} belum bisa kami terima`, en: `We could not accept the proof of transfer for order ${number}` },
    body: {
      id: `Alasan: ${reason}\n\n${mayRetry ? `Silakan unggah bukti lain sebelum ${moment(dueAt.toISOString(), 'id')}.` : 'Waktu pembayaran sudah habis. Jika uangnya memang sudah Anda kirim, balas surel ini dengan buktinya.'}`,
      en: `Reason: ${reason}\n\n${mayRetry ? `Please upload another proof before ${moment(dueAt.toISOString(), 'en')}.` : 'The time to pay is over. If you did send the money, please answer this mail with the proof.'}`,
    },
  };
}

export function paybackOpened(number: string, amount: number, hasAccount: boolean): Text {
  return {
    subject: { id: `Pengembalian ${rupiah(amount).id} untuk pesanan ${number}`, en: `${rupiah(amount).en} goes back for order ${number}` },
    body: hasAccount
      ? {
          id: `Kami mengembalikan ${rupiah(amount).id} dengan transfer ke rekening yang Anda tinggalkan.`,
          en: `We pay back ${rupiah(amount).en} by transfer to the account that you left with us.`,
        }
      : {
          id: `Kami mengembalikan ${rupiah(amount).id} dengan transfer bank. Tulis rekening tujuannya di halaman pesanan; jangan kirim lewat surel.`,
          en: `We pay back ${rupiah(amount).en} by bank transfer. Please write the account to pay to on the order page; do not send it by mail.`,
        },
  };
}

/** For admins. */
export function refundRefused(number: string, amount: number, why: string): Text {
  return {
    subject: { id: `Pengembalian pesanan ${number} ditolak`, en: `A refund of order ${number} was refused` },
    body: {
      id: `${rupiah(amount).id} belum kembali kepada pembeli. Kata penyedia pembayaran: ${why}\n\nCoba lagi, atau bayar kembali dengan tangan.`,
      en: `${rupiah(amount).en} has not gone back to the buyer. The gateway said: ${why}\n\nTry again, or pay it back by hand.`,
    },
  };
}
