import { randomBytes } from 'node:crypto';
import type { Darkroom } from './darkroom.js';
import { PhotoNotReadable, PhotoTooLarge } from './photo.errors.js';
import { MOST_MEGAPIXELS } from './photo.types.js';

/** A picture as it is kept, under a key that nobody can guess. */
export interface Original {
  key: string;
  bytes: Buffer;
  contentType: 'image/webp' | 'image/svg+xml';
  width: number;
  height: number;
}


/** Re-encodes what somebody uploaded: upright, at most 2400 px, sRGB, nothing left of EXIF or GPS. */
export async function readPhoto(darkroom: Darkroom, uploaded: Buffer): Promise<Original> {
  if (!isPhoto(uploaded)) throw new PhotoNotReadable();
  try {
    return { ...(await darkroom.workOn({ kind: 'photo', bytes: uploaded })), key: randomKey('webp'), contentType: 'image/webp' };
  } catch (error) {
    throw /pixel limit|dimensions? too|too large/i.test(String(error)) ? new PhotoTooLarge(MOST_MEGAPIXELS) : new PhotoNotReadable();
  }
}

/** A trusted drawing stays as it was drawn; the sizes are made from it. */
export async function readDrawing(darkroom: Darkroom, svg: string): Promise<Original> {
  const bytes = Buffer.from(svg);
  const { width, height } = await darkroom.workOn({ kind: 'measure', bytes });
  return { key: randomKey('svg'), bytes, contentType: 'image/svg+xml', width, height };
}

/** By the first bytes, whatever the name or the declared type say. */
function isPhoto(bytes: Buffer): boolean {
  const ascii = (from: number, to: number) => bytes.subarray(from, to).toString('latin1');
  const isJpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
  const isPng = bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const isWebp = ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP';
  // The npm build of libvips reads AVIF but not HEIC: phones convert when a form asks for JPEG.
  const isAvif = ascii(4, 8) === 'ftyp' && /^(avif|avis|mif1)/.test(ascii(8, 12));
  return isJpeg || isPng || isWebp || isAvif;
}

function randomKey(extension: string): string {
  return `photo/original/${randomBytes(16).toString('hex')}.${extension}`;
}
