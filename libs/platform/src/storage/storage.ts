export interface StoredFile {
  bytes: Buffer;
  contentType: string;
}

/** Files by key (`photo/pho_…/640.avif`): a folder by default, S3-compatible when `S3_URL` is set. Keys are lower-case paths without `..`. */
export abstract class Storage {
  /** Writes whole or not at all; the same key is overwritten. */
  abstract put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  abstract get(key: string): Promise<StoredFile | null>;
  /** Deleting what is not there is no error. */
  abstract delete(key: string): Promise<void>;
}
