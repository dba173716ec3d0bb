import type { Note } from '#libs/notice';
import type { Words } from '#libs/platform';
import type { Product } from '../catalogue/product.entity.js';
import type { Certificate } from './certificate.entity.js';
import { CERTIFICATE_NAMES } from './certificate.formats.js';
import type { ExpiringCertificate } from './certificate.queries.js';

const path = (shopId: string): string => `/desk/${shopId}/toko`;

const DAY = { id: new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' }), en: new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }) };
const dayIn = (locale: 'id' | 'en', day: string): string => DAY[locale].format(new Date(`${day}T00:00:00Z`));

function note(key: string, shopId: string, subject: Words, body: Words): Note {
  return { key, to: { shopId }, kind: 'certificate', subject, body, path: path(shopId) };
}

export function certificateVerified({ id, shopId, kind, number, decidedAt }: Certificate): Note {
  const name = CERTIFICATE_NAMES[kind];
  return note(
    `certificate.verified:${id}:${decidedAt?.getTime()}`, shopId,
    { id: `Sertifikat ${name.id} sudah diperiksa`, en: `Your ${name.en} is verified` },
    { id: `Sertifikat ${name.id} nomor ${number} sudah kami periksa dan berlaku untuk produk Anda.`, en: `We have verified your ${name.en}, number ${number}. It now counts for your products.` },
  );
}

export function certificateRejected({ id, shopId, kind, number, decidedAt }: Certificate, reason: string): Note {
  const name = CERTIFICATE_NAMES[kind];
  return note(
    `certificate.rejected:${id}:${decidedAt?.getTime()}`, shopId,
    { id: `Sertifikat ${name.id} belum dapat diterima`, en: `Your ${name.en} was not accepted` },
    { id: `Sertifikat ${name.id} nomor ${number} belum dapat kami terima.\n\nAlasan: ${reason}\n\nSilakan perbaiki dan kirim kembali.`, en: `We could not accept your ${name.en}, number ${number}.\n\nReason: ${reason}\n\nPlease correct it and hand it in again.` },
  );
}

/** Once for each of 90, 30 and 7 days before that day. */
export function certificateExpiring({ id, shopId, kind, number, expiresOn, daysLeft }: ExpiringCertificate, reminder: number): Note {
  const name = CERTIFICATE_NAMES[kind];
  return note(
    `certificate.expiring:${id}:${expiresOn}:${reminder}`, shopId,
    { id: `Sertifikat ${name.id} habis ${daysLeft} hari lagi`, en: `Your ${name.en} expires in ${daysLeft} days` },
    {
      id: `Sertifikat ${name.id} nomor ${number} berlaku sampai ${dayIn('id', expiresOn)}.\n\nPerpanjang dan masukkan sertifikat barunya sebelum hari itu, agar produk yang memerlukannya tetap tampil.`,
      en: `Your ${name.en}, number ${number}, is valid until ${dayIn('en', expiresOn)}.\n\nRenew it and enter the new one before that day, so that the products that need it stay listed.`,
    },
  );
}

export function certificateExpired({ id, shopId, kind, number, expiresOn }: Certificate): Note {
  const name = CERTIFICATE_NAMES[kind];
  return note(
    `certificate.expired:${id}:${expiresOn}`, shopId,
    { id: `Sertifikat ${name.id} sudah habis masa berlakunya`, en: `Your ${name.en} has expired` },
    { id: `Sertifikat ${name.id} nomor ${number} sudah tidak berlaku. Produk yang memerlukannya tidak lagi tampil.`, en: `Your ${name.en}, number ${number}, is no longer valid. Products that need it are no longer listed.` },
  );
}

export function productUnlisted({ id, shopId, name }: Product, reason: Words, now: Date): Note {
  return note(
    `product.unlisted:${id}:${now.getTime()}`, shopId,
    { id: `Produk tidak lagi tampil: ${name.id}`, en: `No longer listed: ${name.en || name.id}` },
    { id: `${name.id} kami turunkan dari etalase.\n\n${reason.id}. Setelah dilengkapi, tampilkan kembali dari halaman produk.`, en: `We took ${name.en || name.id} off the shelves.\n\n${reason.en ?? reason.id}. Once that is done, list it again from its page.` },
  );
}
