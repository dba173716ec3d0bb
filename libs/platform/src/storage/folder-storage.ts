import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { outside } from '../database/database.js';
import { checkedKey, Storage, type StoredFile } from './storage.js';

/** Files below one folder. The first line of a file is its content type, so that both appear and vanish together. */
export class FolderStorage extends Storage {
  constructor(private readonly folder: string) {
    super();
  }

  override async put(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    if (!/^[\x20-\x7e]+$/.test(contentType)) throw new RangeError('not a content type');
    const file = this.fileOf(key);
    await outside(async () => {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      // A full disk or a kill leaves the old file, or none, never half of one.
      const draft = `${file}.${randomUUID()}.part`;
      try {
        await writeFile(draft, Buffer.concat([Buffer.from(`${contentType}\n`), bytes]), { mode: 0o600, flush: true });
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    });
  }

  override async get(key: string): Promise<StoredFile | null> {
    try {
      const kept = await readFile(this.fileOf(key));
      const end = kept.indexOf(0x0a);
      return { contentType: kept.subarray(0, end).toString(), bytes: kept.subarray(end + 1) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  override async delete(key: string): Promise<void> {
    await rm(this.fileOf(key), { force: true });
  }

  private fileOf(key: string): string {
    return join(this.folder, checkedKey(key));
  }
}
