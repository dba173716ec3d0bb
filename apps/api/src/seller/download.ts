import { StreamableFile } from '@nestjs/common';
import type { StoredFile } from '#libs/platform';

const ENDINGS: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg' };

/** A stored file to keep, never to be shown inside a page of ours. */
export function download({ bytes, contentType }: StoredFile, name: string): StreamableFile {
  return new StreamableFile(bytes, { type: contentType, disposition: `attachment; filename="${name}.${ENDINGS[contentType] ?? 'bin'}"`, length: bytes.length });
}
