import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock, Database, isId, NotFound, Storage, type Actor, type StoredFile } from '#libs/platform';
import { Scans } from '../photo/scans.js';
import { CertificateFileNotReadable, CertificateFilesFull } from './certificate.errors.js';

const MOST_FILES = 5;

/** Scans of certificates: as `Scans` reads them. Seen by the shop and by admins only. */
@Injectable()
export class CertificateFiles {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly scans: Scans,
  ) {}

  async attach(actor: Actor, shopId: string, certificateId: string, bytes: Buffer): Promise<void> {
    actor.requireMember('shop', shopId, 'owner');
    await this.requireOf(shopId, certificateId);
    const file = await this.scans.read(bytes);
    if (!file) throw new CertificateFileNotReadable();
    const key = `certificate/${certificateId}/${randomBytes(16).toString('hex')}.${file.contentType === 'application/pdf' ? 'pdf' : 'jpg'}`;
    await this.storage.put(key, file.bytes, file.contentType);
    const [added] = await this.db.query(
      `INSERT INTO shop.certificate_file (certificate_id, storage_key, content_type, byte_size, added_at)
       SELECT $1, $2, $3, $4, $5 FROM (SELECT id FROM shop.certificate WHERE id = $1 FOR UPDATE) locked
       WHERE (SELECT count(*) FROM shop.certificate_file WHERE certificate_id = $1) < $6 RETURNING storage_key`,
      [certificateId, key, file.contentType, file.bytes.length, this.clock.now(), MOST_FILES],
    );
    if (added) return;
    await this.storage.delete(key);
    throw new CertificateFilesFull(MOST_FILES);
  }

  /** The scan in that place (0 is the first), for the shop's people. */
  async read(actor: Actor, shopId: string, certificateId: string, place: number): Promise<StoredFile> {
    actor.requireMember('shop', shopId);
    await this.requireOf(shopId, certificateId);
    return this.fetch(certificateId, place);
  }

  /** The same for those who verify. */
  async inspect(actor: Actor, certificateId: string, place: number): Promise<StoredFile> {
    actor.requireAdmin();
    return this.fetch(certificateId, place);
  }

  private async requireOf(shopId: string, certificateId: string): Promise<void> {
    if (!isId('crt', certificateId)) throw new NotFound();
    if (!(await this.db.one('SELECT 1 FROM shop.certificate WHERE id = $1 AND shop_id = $2', [certificateId, shopId]))) throw new NotFound();
  }

  private async fetch(certificateId: string, place: number): Promise<StoredFile> {
    if (!isId('crt', certificateId) || !Number.isInteger(place) || place < 0 || place >= MOST_FILES) throw new NotFound();
    const row = await this.db.one<{ key: string }>(
      'SELECT storage_key AS key FROM shop.certificate_file WHERE certificate_id = $1 ORDER BY added_at, storage_key LIMIT 1 OFFSET $2',
      [certificateId, place],
    );
    const file = row && (await this.storage.get(row.key));
    if (!file) throw new NotFound();
    return file;
  }
}
