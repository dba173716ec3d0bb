import { Injectable } from '@nestjs/common';
import type { StoredFile } from '#libs/platform';
import { Darkroom } from './darkroom.js';
import { startsLike } from './magic-bytes.js';

const MOST_BYTES = 8 * 1024 * 1024;

/** Papers that people photograph: a PDF as it is, a picture re-encoded (no EXIF, no place) as JPEG of at most 2400 px. */
@Injectable()
export class Scans {
  constructor(private readonly darkroom: Darkroom) {}

  /** Null for what is none of these, broken, empty or above 8 MB. By the first bytes, whatever name or type say; never SVG, which is a program. */
  async read(bytes: Buffer): Promise<StoredFile | null> {
    if (bytes.length === 0 || bytes.length > MOST_BYTES) return null;
    if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return { bytes, contentType: 'application/pdf' };
    if (!startsLike(bytes, 'jpeg', 'png', 'webp')) return null;
    try {
      const { bytes: encoded } = await this.darkroom.workOn({ kind: 'scan', bytes });
      return { bytes: encoded, contentType: 'image/jpeg' };
    } catch {
      return null;
    }
  }
}
