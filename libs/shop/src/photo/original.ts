import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { drawing } from './drawing.js';
import { PhotoNotReadable, PhotoTooLarge } from './photo.errors.js';

/** A picture as it is kept, under a key that nobody can guess. */
export interface Original {
  key: string;
  bytes: Buffer;
  contentType: 'image/webp' | 'image/svg+xml';
  width: number;
  height: number;
}

const MOST_MEGAPIXELS = 40;
const LONGEST_SIDE = 2400;

/** Re-encodes what somebody uploaded: upright, at most 2400 px, sRGB, nothing left of EXIF or GPS. */
export async function readPhoto(bytes: Buffer): Promise<Original> {
  if (!isPhoto(bytes)) throw new PhotoNotReadable();
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_MEGAPIXELS * 1_000_000, failOn: 'error', animated: false }).autoOrient();
    const resized = image.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await drawing(() => resized.webp({ quality: 86, effort: 3 }).toBuffer({ resolveWithObject: true }));
    return { key: randomKey('webp'), bytes: data, contentType: 'image/webp', width: info.width, height: info.height };
  } catch (error) {
    throw /pixel limit|dimensions? too|too large/i.test(String(error)) ? new PhotoTooLarge(MOST_MEGAPIXELS) : new PhotoNotReadable();
  }
}

/** A trusted drawing stays as it was drawn; the sizes are made from it. */
export async function readDrawing(svg: string): Promise<Original> {
  const bytes = Buffer.from(svg);
  const { width, height } = await sharp(bytes).metadata();
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
