import { InvalidInput } from '#libs/platform';
import type { MultipartRequest } from './uploaded-photo.js';

/** The file of the field `file`, whole in memory (the server's limit is 25 MB). */
export async function uploadedScan(request: MultipartRequest): Promise<Buffer> {
  const file = request.isMultipart() ? await request.file() : undefined;
  if (!file || file.fieldname !== 'file') {
    // What nobody reads would keep the connection waiting.
    file?.file.resume();
    throw InvalidInput.at('/file', { id: 'Pilih satu berkas', en: 'Choose a file' });
  }
  return file.toBuffer();
}
