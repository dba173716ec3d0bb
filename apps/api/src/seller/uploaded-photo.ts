import type { MultipartFile } from '@fastify/multipart';
import { InvalidInput, Problem, type Words } from '#libs/platform';

/** What @fastify/multipart adds to a request. */
export interface MultipartRequest {
  isMultipart(): boolean;
  file(): Promise<MultipartFile | undefined>;
}

const MOST_ALT = 300;

/** The file of the field `photo`, whole in memory (the server's limit is 25 MB), and its words. Fields must come before the file. */
export async function uploadedPhoto(request: MultipartRequest): Promise<{ bytes: Buffer; alt: Words | null }> {
  const file = request.isMultipart() ? await request.file() : undefined;
  if (!file || file.fieldname !== 'photo') {
    // What nobody reads would keep the connection waiting.
    file?.file.resume();
    throw InvalidInput.at('/photo', { id: 'Pilih satu foto', en: 'Choose a photo' });
  }
  const bytes = await file.toBuffer();
  // The plugin notices a file cut at the limit only when more of it arrives afterwards.
  if (file.file.truncated) throw new FileTooLarge();
  if (bytes.length === 0) throw InvalidInput.at('/photo', { id: 'Berkas foto ini kosong', en: 'This file is empty' });
  const id = fieldText(file, 'altId');
  const en = fieldText(file, 'altEn');
  if (!id && en) throw InvalidInput.at('/altId', { id: 'Wajib diisi', en: 'This is required' });
  return { bytes, alt: id ? { id, ...(en ? { en } : {}) } : null };
}

/** Cut at the server's limit. */
class FileTooLarge extends Problem {
  constructor() {
    super({ code: 'too_large', status: 413, title: { id: 'Berkas foto terlalu besar; paling besar 25 MB', en: 'The photo file is too large; at most 25 MB' } });
  }
}

function fieldText(file: MultipartFile, name: string): string {
  const field = file.fields[name];
  if (!field || Array.isArray(field) || field.type !== 'field' || typeof field.value !== 'string') return '';
  const value = field.value.trim();
  if (value.length > MOST_ALT || /\p{Cc}/u.test(value)) throw InvalidInput.at(`/${name}`, { id: 'Isian ini terlalu panjang atau memuat karakter asing', en: 'Too long, or with characters that cannot be kept' });
  return value;
}
