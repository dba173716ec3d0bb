import type { Id, Words } from '#libs/platform';

/** A picture of a product; its sizes are at `/photos/{id}/{width}.{avif|webp}`. */
export interface PhotoView {
  id: Id<'pho'>;
  /** Of the original, for the page's aspect ratio. */
  width: number;
  height: number;
  alt: Words | null;
}

/** Of an upload. */
export const MOST_MEGAPIXELS = 40;

export const PHOTO_WIDTHS = [320, 640, 1280] as const;
export type PhotoWidth = (typeof PHOTO_WIDTHS)[number];
export const PHOTO_FORMATS = ['avif', 'webp'] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];

export interface PhotoFile {
  bytes: Buffer;
  contentType: string;
}
