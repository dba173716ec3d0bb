import type { MultipartFile } from '@fastify/multipart';
import { InvalidInput, Problem } from '#libs/platform';
import type { PageRequest } from '../kit/visit.js';

/** What @fastify/multipart adds to a request. */
export interface UploadRequest extends PageRequest {
  isMultipart(): boolean;
  file(): Promise<MultipartFile | undefined>;
}

/** The file of the field `photo`, whole in memory; the server's limit is 25 MB. */
export async function uploadedPhoto(request: UploadRequest): Promise<Buffer> {
  const file = request.isMultipart() ? await request.file() : undefined;
  if (!file || file.fieldname !== 'photo') {
    // What nobody reads would keep the connection waiting.
    file?.file.resume();
    throw nothingChosen();
  }
  const bytes = await file.toBuffer();
  if (file.file.truncated)
    throw new Problem({
      code: 'too_large',
      status: 413,
      title: { id: 'Berkas foto terlalu besar; paling besar 25 MB', en: 'The photo file is too large; at most 25 MB' },
    });
  if (bytes.length === 0) throw nothingChosen();
  return bytes;
}

function nothingChosen(): InvalidInput {
  return InvalidInput.at('/photo', { id: 'Pilih foto dahulu', en: 'Choose a photo first' });
}
