import { InvalidInput, Problem } from '#libs/platform';
import type { UploadRequest } from '../desk/uploaded-photo.js';

/** The file of the field `file`, whole in memory; the server's limit is 25 MB. */
export async function uploadedProof(request: UploadRequest): Promise<Buffer> {
  const file = request.isMultipart() ? await request.file() : undefined;
  if (!file || file.fieldname !== 'file') {
    // What nobody reads would keep the connection waiting.
    file?.file.resume();
    throw nothingChosen();
  }
  const bytes = await file.toBuffer();
  if (file.file.truncated) throw new Problem({ code: 'too_large', status: 413, title: { id: 'Berkas terlalu besar; paling besar 8 MB', en: 'The file is too large; at most 8 MB' } });
  if (bytes.length === 0) throw nothingChosen();
  return bytes;
}

function nothingChosen(): InvalidInput {
  return InvalidInput.at('/file', { id: 'Pilih berkas buktinya dahulu', en: 'Choose the file first' });
}
