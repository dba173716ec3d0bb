export interface StoredFile {
  bytes: Buffer;
  contentType: string;
}

/** Files by key (`photo/pho_…/640.avif`): a folder by default, S3-compatible when `S3_URL` is set. */
export abstract class Storage {
  /** Writes whole or not at all; the same key is overwritten. An outside call: not inside a transaction. */
  abstract put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  abstract get(key: string): Promise<StoredFile | null>;
  /** Deleting what is not there is no error. */
  abstract delete(key: string): Promise<void>;
}

/** Refuses what could leave the folder or bucket: keys are made by the program, never taken from people. */
export function checkedKey(key: string): string {
  const isPath = key.length <= 300 && key.split('/').every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part));
  if (!isPath) throw new RangeError(`not a storage key: ${key}`);
  return key;
}
