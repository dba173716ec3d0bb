import { Conflict, Problem, Refused } from '#libs/platform';

/** More pixels than anybody needs; decoding them would eat the server. */
export class PhotoTooLarge extends Problem {
  constructor(megapixels: number) {
    super({
      code: 'photo_too_large',
      status: 422,
      title: { id: 'Foto terlalu besar', en: 'The photo is too large' },
      detail: { id: `Paling besar ${megapixels} megapiksel; kecilkan fotonya lalu unggah lagi`, en: `At most ${megapixels} megapixels; please make it smaller and upload it again` },
    });
  }
}

/** Not a picture that can be read; `hint` says what to do about it. */
export class PhotoNotReadable extends Refused {
  constructor() {
    super('photo_not_readable', { id: 'Berkas ini bukan foto JPEG, PNG, WebP, atau AVIF yang utuh', en: 'This file is not a whole JPEG, PNG, WebP or AVIF photo' });
  }
}

export class ProductPhotosFull extends Conflict {
  constructor(most: number) {
    super('photos_full', { id: `Satu produk paling banyak ${most} foto`, en: `At most ${most} photos a product` });
  }
}

export class ShopPhotosFull extends Conflict {
  constructor() {
    super('photo_quota_reached', { id: 'Ruang foto toko ini sudah penuh; hapus foto yang tidak dipakai', en: 'The photo space of this shop is full; please remove photos not in use' });
  }
}
