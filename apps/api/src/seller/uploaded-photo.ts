import type { MultipartFile } from '@fastify/multipart';
import { InvalidInput, type Words } from '#libs/platform';

/** What @fastify/multipart adds to a request. */
export interface MultipartRequest {
  isMultipart(): boolean;
  file(): Promise<MultipartFile | undefined>;
}

const MOST_ALT = 300;

/** The file of the field `photo`, whole in memory (the server's limit is 25 MB), and its words. Fields must come before the file. */
export async function uploadedPhoto(request: MultipartRequest): Promise<{ bytes: Buffer; alt: Words | null }> {
  const file = request.isMultipart() ? await request.file() : undefined;
  if (!file || file.fieldname !== 'photo') throw InvalidInput.at('/photo', { id: 'Pilih satu foto', en: 'Choose a photo' });
  const bytes = await file.toBuffer();
  if (bytes.length === 0) throw InvalidInput.at('/photo', { id: 'Berkas foto ini kosong', en: 'This file is empty' });
  const id = fieldText(file, 'altId');
  const en = fieldText(file, 'altEn');
  if (!id && en) throw InvalidInput.at('/altId', { id: 'Wajib diisi', en: 'This is required' });
  return { bytes, alt: id ? { id, ...(en ? { en } : {}) } : null };
}

function fieldText(file: MultipartFile, name: string): string {
  const field = file.fields[name];
  if (!field || Array.isArray(field) || field.type !== 'field' || typeof field.value !== 'string') return '';
  const value = field.value.trim();
  if (value.length > MOST_ALT || /\p{Cc}/u.test(value)) throw InvalidInput.at(`/${name}`, { id: 'Isian ini terlalu panjang atau memuat karakter asing', en: 'Too long, or with characters that cannot be kept' });
  return value;
}
