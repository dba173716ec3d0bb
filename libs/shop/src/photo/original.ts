import { randomBytes } from 'node:crypto';
import type { Darkroom } from './darkroom.js';
import { startsLike } from './magic-bytes.js';
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
  if (!startsLike(uploaded, 'jpeg', 'png', 'webp', 'avif')) throw new PhotoNotReadable();
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

function randomKey(extension: string): string {
  return `photo/original/${randomBytes(16).toString('hex')}.${extension}`;
}
