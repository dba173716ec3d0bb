import { Injectable } from '@nestjs/common';
import { businessDay, Audit, Clock, Database, InvalidInput, isId, NotFound, type Actor, type Id, type Page, type PageQuery, type Words } from '#libs/platform';
import { Regions } from '#libs/region';
import { Notices } from '#libs/notice';
import { Certificate, type CertificateDetails } from './certificate.entity.js';
import { CertificateTaken } from './certificate.errors.js';
import { readNumber } from './certificate.formats.js';
import { certificateRejected, certificateVerified } from './certificate.notices.js';
import { certificateRows, type CertificateFilter, type CertificateView } from './certificate.queries.js';
import { Shelves } from './shelves.js';

/** Certificates of a shop: handed in by its owners, verified by admins. `productIds` null covers everything the shop sells. */
@Injectable()
export class Certificates {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly regions: Regions,
    private readonly notices: Notices,
    private readonly shelves: Shelves,
  ) {}

  /** Hands one in to be verified; answers what the reviewer should look at. */
  async add(actor: Actor, shopId: string, details: CertificateDetails, productIds: readonly string[] | null): Promise<{ id: Id<'crt'>; warnings: Words[] }> {
    actor.requireMember('shop', shopId, 'owner');
    return this.db.transaction(async () => {
      const { read, warnings } = await this.read(shopId, details);
      const certificate = Certificate.hand(shopId as Id<'shp'>, read, productIds ? 'products' : 'shop', this.clock.now());
      await this.requireNew(certificate);
      await this.db.manager.insert(Certificate, certificate);
      await this.cover(certificate, productIds);
      return { id: certificate.id, warnings };
    });
  }

  /** Corrects one that is not verified; it is looked at again. */
  async amend(actor: Actor, shopId: string, certificateId: string, details: CertificateDetails, productIds: readonly string[] | null): Promise<{ warnings: Words[] }> {
    actor.requireMember('shop', shopId, 'owner');
    return this.db.transaction(async () => {
      const certificate = await this.load(certificateId, shopId);
      const { read, warnings } = await this.read(certificate.shopId, details);
      certificate.amend(read, productIds ? 'products' : 'shop', this.clock.now());
      await this.requireNew(certificate);
      await this.db.manager.save(Certificate, certificate, { reload: false });
      await this.cover(certificate, productIds);
      return { warnings };
    });
  }

  async verify(actor: Actor, certificateId: string): Promise<void> {
    await this.decide(actor, certificateId, 'certificate.verify', async (certificate, now) => {
      certificate.verify(actor.userId, businessDay(now), now);
      return certificateVerified(certificate);
    });
  }

  /** A verified one that turns out wrong loses its force at once: what needed it leaves the shelves. */
  async reject(actor: Actor, certificateId: string, reason: string): Promise<void> {
    await this.decide(actor, certificateId, 'certificate.reject', async (certificate, now) => {
      certificate.reject(actor.userId, reason, now);
      return certificateRejected(certificate, reason);
    });
  }

  async ofShop(actor: Actor, shopId: string, page: PageQuery): Promise<Page<CertificateView>> {
    actor.requireMember('shop', shopId);
    return certificateRows(this.db, { shopId }, page);
  }

  /** For admins; those waiting longest first. */
  async list(actor: Actor, filter: CertificateFilter, page: PageQuery): Promise<Page<CertificateView>> {
    actor.requireAdmin();
    return certificateRows(this.db, filter, page);
  }

  private async read(shopId: string, details: CertificateDetails): Promise<{ read: CertificateDetails; warnings: Words[] }> {
    const shop = await this.db.one<{ villageCode: string }>('SELECT village_code AS "villageCode" FROM shop.shop WHERE id = $1', [shopId]);
    const village = shop && (await this.regions.village(shop.villageCode));
    const found = readNumber(details.kind, details.number, businessDay(this.clock.now()), village?.regencyCode ?? null);
    if (found.problem) throw InvalidInput.at('/number', found.problem);
    return { read: { ...details, number: found.number, expiresOn: details.expiresOn ?? found.expiresOn }, warnings: found.warnings };
  }

  private async requireNew({ id, shopId, kind, number, expiresOn }: Certificate): Promise<void> {
    // Waits for another writer of the same shop, so that the look and the write are one.
    await this.db.query('SELECT 1 FROM shop.shop WHERE id = $1 FOR NO KEY UPDATE', [shopId]);
    const same = await this.db.one(
      'SELECT 1 FROM shop.certificate WHERE shop_id = $1 AND kind = $2 AND number = $3 AND expires_on IS NOT DISTINCT FROM $4::date AND id <> $5',
      [shopId, kind, number, expiresOn, id],
    );
    if (same) throw new CertificateTaken();
  }

  private async cover(certificate: Certificate, productIds: readonly string[] | null): Promise<void> {
    await this.db.query('DELETE FROM shop.certificate_product WHERE certificate_id = $1', [certificate.id]);
    if (!productIds) return;
    const covered = await this.db.query(
      `INSERT INTO shop.certificate_product (certificate_id, product_id)
       SELECT $1, id FROM shop.product WHERE shop_id = $2 AND id = ANY($3::text[]) RETURNING product_id`,
      [certificate.id, certificate.shopId, productIds],
    );
    if (covered.length !== new Set(productIds).size || covered.length === 0) throw InvalidInput.at('/productIds', { id: 'Ada produk yang bukan milik toko ini', en: 'Some product is not of this shop' });
  }

  private async load(certificateId: string, shopId: string | null): Promise<Certificate> {
    if (!isId('crt', certificateId)) throw new NotFound();
    const where = { id: certificateId, ...(shopId ? { shopId: shopId as Id<'shp'> } : {}) };
    const certificate = await this.db.manager.findOne(Certificate, { where, lock: { mode: 'pessimistic_write' } });
    if (!certificate) throw new NotFound();
    return certificate;
  }

  private async decide(actor: Actor, certificateId: string, action: string, work: (certificate: Certificate, now: Date) => Promise<Parameters<Notices['tell']>[0][number]>): Promise<void> {
    actor.requireAdmin();
    await this.db.transaction(async () => {
      const certificate = await this.load(certificateId, null);
      const note = await work(certificate, this.clock.now());
      await this.db.manager.save(Certificate, certificate, { reload: false });
      await this.audit.record(actor, action, certificate.id, { shopId: certificate.shopId });
      await this.notices.tell([note]);
      await this.shelves.clear(certificate.shopId);
    });
  }
}
