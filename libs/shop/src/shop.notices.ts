import type { Note } from '#libs/notice';
import type { Id, Words } from '#libs/platform';

interface ToldShop {
  id: Id<'shp'>;
  name: string;
}

interface ToldProduct {
  id: Id<'prd'>;
  shopId: Id<'shp'>;
  name: Words;
}

/** Each decision is told once; the moment tells a second one of the same kind apart. */
function note(kind: string, subject: { id: string; shopId: string }, at: Date, title: Words, body: Words): Note {
  const path = subject.id === subject.shopId ? `/desk/${subject.shopId}` : `/desk/${subject.shopId}/produk/${subject.id}`;
  return { key: `${kind}:${subject.id}:${at.getTime()}`, to: { shopId: subject.shopId }, kind: 'shop', subject: title, body, path };
}

const english = (words: Words): string => words.en || words.id;

export function shopApproved({ id, name }: ToldShop, at: Date): Note {
  return note('shop.approved', { id, shopId: id }, at, { id: `Toko ${name} sudah disetujui`, en: `${name} is approved` }, {
    id: `Selamat! Toko ${name} sudah disetujui dan tampil di KriyaDesa.\n\nLangkah berikutnya: tambahkan produk dan kirim untuk ditinjau.`,
    en: `Congratulations! ${name} is approved and shown on KriyaDesa.\n\nNext: add products and send them in for review.`,
  });
}

export function shopRejected({ id, name }: ToldShop, reason: string, at: Date): Note {
  return note('shop.rejected', { id, shopId: id }, at, { id: `Toko ${name} belum dapat disetujui`, en: `${name} is not approved yet` }, {
    id: `Kami belum dapat menyetujui toko ${name}.\n\nAlasan: ${reason}\n\nSilakan perbaiki lalu kirim kembali.`,
    en: `We could not approve ${name} yet.\n\nReason: ${reason}\n\nPlease correct it and send it in again.`,
  });
}

export function shopSuspended({ id, name }: ToldShop, reason: string, at: Date): Note {
  return note('shop.suspended', { id, shopId: id }, at, { id: `Toko ${name} ditangguhkan`, en: `${name} is suspended` }, {
    id: `Toko ${name} untuk sementara tidak tampil dan tidak menerima pesanan baru.\n\nAlasan: ${reason}\n\nPesanan yang sudah dibayar tetap harus dikirim.`,
    en: `${name} is not shown for now and takes no new orders.\n\nReason: ${reason}\n\nOrders already paid must still be sent.`,
  });
}

export function shopReinstated({ id, name }: ToldShop, at: Date): Note {
  return note('shop.reinstated', { id, shopId: id }, at, { id: `Toko ${name} dibuka kembali`, en: `${name} is open again` }, {
    id: `Penangguhan toko ${name} sudah dicabut. Produk Anda kembali tampil.`,
    en: `The suspension of ${name} is lifted. Your products are shown again.`,
  });
}

export function productApproved({ id, shopId, name }: ToldProduct, at: Date): Note {
  return note('product.approved', { id, shopId }, at, { id: `Produk disetujui: ${name.id}`, en: `Product approved: ${english(name)}` }, {
    id: `${name.id} sudah disetujui dan tampil di etalase Anda.`,
    en: `${english(name)} is approved and on your shelves.`,
  });
}

export function productRejected({ id, shopId, name }: ToldProduct, reason: string, at: Date): Note {
  return note('product.rejected', { id, shopId }, at, { id: `Produk belum dapat disetujui: ${name.id}`, en: `Product not approved yet: ${english(name)}` }, {
    id: `${name.id} belum dapat kami setujui.\n\nAlasan: ${reason}\n\nSilakan perbaiki lalu kirim kembali.`,
    en: `We could not approve ${english(name)} yet.\n\nReason: ${reason}\n\nPlease correct it and send it in again.`,
  });
}
