import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sharp, { type Sharp } from 'sharp';
import { Database, isId, NotFound, Storage } from '#libs/platform';
import { drawing } from './drawing.js';
import { PHOTO_FORMATS, PHOTO_WIDTHS, type PhotoFile, type PhotoFormat, type PhotoWidth } from './photo.types.js';

export interface SizedPhoto extends PhotoFile {
  etag: string;
}

/** What the first picture of a page may weigh (experience.md). */
const MOST_BYTES: Record<PhotoWidth, number> = { 320: 25_000, 640: 60_000, 1280: 180_000 };
const QUALITIES: Record<PhotoFormat, readonly number[]> = { avif: [50, 40, 30, 20], webp: [74, 60, 45, 30, 15] };

export function sizeKey(photoId: string, width: PhotoWidth, format: PhotoFormat): string {
  return `photo/${photoId}/${width}.${format}`;
}

/** The pictures in the sizes that pages ask for: made at the first request, then kept. */
@Injectable()
export class PhotoSizes {
  /** Twenty first requests for one picture draw it once. */
  private readonly underWay = new Map<string, Promise<PhotoFile>>();

  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
  ) {}

  /** `file` is `640.avif`; anything but the known widths and formats is not found. */
  async get(photoId: string, file: string): Promise<SizedPhoto> {
    const [width, format] = parse(file);
    if (!isId('pho', photoId) || !width || !format) throw new NotFound();
    const key = sizeKey(photoId, width, format);
    const kept = (await this.storage.get(key)) ?? (await this.once(key, () => this.make(photoId, width, format)));
    return { ...kept, etag: `"${createHash('sha256').update(kept.bytes).digest('base64url').slice(0, 22)}"` };
  }

  private once(key: string, work: () => Promise<PhotoFile>): Promise<PhotoFile> {
    const running = this.underWay.get(key);
    if (running) return running;
    const started = work().finally(() => this.underWay.delete(key));
    this.underWay.set(key, started);
    return started;
  }

  private async make(photoId: string, width: PhotoWidth, format: PhotoFormat): Promise<PhotoFile> {
    const photo = await this.db.one<{ key: string }>('SELECT storage_key AS key FROM shop.photo WHERE id = $1', [photoId]);
    const original = photo && (await this.storage.get(photo.key));
    if (!original) throw new NotFound();
    const made = { bytes: await drawing(() => render(original, width, format)), contentType: `image/${format}` };
    await this.storage.put(sizeKey(photoId, width, format), made.bytes, made.contentType);
    return made;
  }
}

function parse(file: string): [PhotoWidth | undefined, PhotoFormat | undefined] {
  const [width, format, ...more] = file.split('.');
  if (more.length > 0) return [undefined, undefined];
  return [PHOTO_WIDTHS.find((w) => String(w) === width), PHOTO_FORMATS.find((f) => f === format)];
}

/** As good as fits the budget; never larger than the original, drawings aside. */
async function render({ bytes, contentType }: PhotoFile, width: PhotoWidth, format: PhotoFormat): Promise<Buffer> {
  const image = contentType === 'image/svg+xml' ? await rasterised(bytes, width) : sharp(bytes).resize({ width, withoutEnlargement: true });
  const { data, info } = await image.flatten({ background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true });
  let made = data;
  for (const quality of QUALITIES[format]) {
    const pixels = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    made = format === 'avif' ? await pixels.avif({ quality, effort: 2 }).toBuffer() : await pixels.webp({ quality, effort: 3 }).toBuffer();
    if (made.length <= MOST_BYTES[width]) break;
  }
  return made;
}

/** Drawn at the width that is asked for, so that lines stay sharp. */
async function rasterised(svg: Buffer, width: PhotoWidth): Promise<Sharp> {
  const natural = await sharp(svg).metadata();
  const density = Math.min(2400, Math.max(1, (72 * width) / natural.width));
  return sharp(svg, { density }).resize({ width });
}
