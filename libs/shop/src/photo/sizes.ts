import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, isId, NotFound, Storage } from '#libs/platform';
import { Darkroom } from './darkroom.js';
import { PHOTO_FORMATS, PHOTO_WIDTHS, type PhotoFile, type PhotoFormat, type PhotoWidth } from './photo.types.js';

export interface SizedPhoto extends PhotoFile {
  etag: string;
}

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
    private readonly darkroom: Darkroom,
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
    const { bytes } = await this.darkroom.workOn({ kind: 'size', bytes: original.bytes, isDrawing: original.contentType === 'image/svg+xml', width, format });
    const contentType = `image/${format}`;
    await this.storage.put(sizeKey(photoId, width, format), bytes, contentType);
    return { bytes, contentType };
  }
}

function parse(file: string): [PhotoWidth | undefined, PhotoFormat | undefined] {
  const [width, format, ...more] = file.split('.');
  if (more.length > 0) return [undefined, undefined];
  return [PHOTO_WIDTHS.find((w) => String(w) === width), PHOTO_FORMATS.find((f) => f === format)];
}
