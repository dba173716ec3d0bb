import sharp, { type Sharp } from 'sharp';
import { MOST_MEGAPIXELS, type PhotoFormat, type PhotoWidth } from './photo.types.js';

// One thread a picture and no cache: a cheap server must hold its memory while people upload.
sharp.concurrency(1);
sharp.cache(false);

/** `size`: of a kept picture. `photo`, `scan`: what somebody uploaded, to be kept. `measure`: only its width and height. */
export type PictureTask =
  | { kind: 'size'; bytes: Buffer; isDrawing: boolean; width: PhotoWidth; format: PhotoFormat }
  | { kind: 'photo' | 'scan' | 'measure'; bytes: Buffer };

export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

const LONGEST_SIDE = 2400;
const FOREIGN = { limitInputPixels: MOST_MEGAPIXELS * 1_000_000, failOn: 'error', animated: false } as const;

/** What the first picture of a page may weigh (experience.md). */
const MOST_BYTES: Record<PhotoWidth, number> = { 320: 25_000, 640: 60_000, 1280: 180_000 };
const QUALITIES: Record<PhotoFormat, readonly number[]> = { avif: [50, 40, 30, 20], webp: [74, 60, 45, 30, 15] };

/** All that is ever done to pictures; pure, and heavy in memory. Throws sharp's own errors. */
export async function workOn(task: PictureTask): Promise<Picture> {
  switch (task.kind) {
    case 'size':
      return size(task.isDrawing ? await rasterised(task.bytes, task.width) : sharp(task.bytes).resize({ width: task.width, withoutEnlargement: true }), task.width, task.format);
    case 'photo':
      return picture(upright(task.bytes).webp({ quality: 86, effort: 3 }));
    case 'scan':
      return picture(upright(task.bytes).flatten({ background: '#fff' }).jpeg({ quality: 82 }));
    default: {
      const { width, height } = await sharp(task.bytes).metadata();
      return { bytes: Buffer.alloc(0), width, height };
    }
  }
}

/** At most 2400 px; re-encoding leaves nothing of EXIF or GPS. */
function upright(bytes: Buffer): Sharp {
  return sharp(bytes, FOREIGN).autoOrient().resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
}

async function picture(image: Sharp): Promise<Picture> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** As good as fits the budget; never larger than the original, drawings aside. */
async function size(image: Sharp, width: PhotoWidth, format: PhotoFormat): Promise<Picture> {
  const { data, info } = await image.flatten({ background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true });
  let bytes = data;
  for (const quality of QUALITIES[format]) {
    const pixels = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    bytes = format === 'avif' ? await pixels.avif({ quality, effort: 2 }).toBuffer() : await pixels.webp({ quality, effort: 3 }).toBuffer();
    if (bytes.length <= MOST_BYTES[width]) break;
  }
  return { bytes, width: info.width, height: info.height };
}

/** Drawn at the width that is asked for, so that lines stay sharp. */
async function rasterised(svg: Buffer, width: PhotoWidth): Promise<Sharp> {
  const natural = await sharp(svg).metadata();
  const density = Math.min(2400, Math.max(1, (72 * width) / natural.width));
  return sharp(svg, { density }).resize({ width });
}
