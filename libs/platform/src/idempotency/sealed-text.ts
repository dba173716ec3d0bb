import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const MARK = 'v1.';
const IV = 12;
const TAG = 16;

/** Text that nobody reads again without the key (AES-256-GCM, 32 bytes). `about` names what it belongs to, so that one cannot stand in for another. */
export function sealText(key: Buffer, text: string, about: string): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return MARK + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** null when it was sealed with another key or about something else, or was changed. What was kept before texts were sealed comes back as it is. */
export function unsealText(key: Buffer, kept: string, about: string): string | null {
  if (!kept.startsWith(MARK)) return kept;
  const bytes = Buffer.from(kept.slice(MARK.length), 'base64url');
  if (bytes.length < IV + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG }).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(IV, IV + TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
