import { StreamableFile } from '@nestjs/common';
import type { StoredFile } from '#libs/platform';

/** A picture of our own making may stand in a page; somebody's PDF is only kept by its reader. */
export function proofFile({ bytes, contentType }: StoredFile, number: string): StreamableFile {
  const isPicture = contentType === 'image/jpeg';
  const disposition = `${isPicture ? 'inline' : 'attachment'}; filename="bukti-${Number(number)}.${isPicture ? 'jpg' : 'pdf'}"`;
  return new StreamableFile(bytes, { type: contentType, disposition, length: bytes.length });
}
