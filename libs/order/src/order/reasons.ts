import { inLocale, type Locale, type Words } from '#libs/platform';

/** Reasons that the program gives by itself; what people write stays as they wrote it. */
const OWN_REASONS = {
  unpaid: { id: 'Tidak dibayar pada waktunya', en: 'Not paid in time' },
  seller_silent: { id: 'Penjual tidak menjawab dalam waktunya', en: 'The seller did not answer in time' },
  not_available: { id: 'Tidak tersedia', en: 'Not available' },
  goods_gone: { id: 'Pembayaran datang terlambat dan barang sudah habis', en: 'The payment came too late and the goods are gone' },
  paid_after_cancellation: { id: 'Pembayaran datang setelah pesanan dibatalkan', en: 'The payment came after the order was cancelled' },
} satisfies Record<string, Words>;

export type OwnReason = keyof typeof OWN_REASONS;

/** The words of a reason, ours or a person's. */
export function reasonWords(reason: string): Words {
  return Object.hasOwn(OWN_REASONS, reason) ? OWN_REASONS[reason as OwnReason] : { id: reason };
}

export function reasonIn(reason: string, locale: Locale): string {
  return inLocale(reasonWords(reason), locale);
}
