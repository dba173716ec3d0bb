import { Injectable } from '@nestjs/common';
import { Memberships } from '#libs/identity';
import { businessDay, Clock, Database, type Id } from '#libs/platform';
import { Certificate, type CertificateDetails } from '../certificate/certificate.entity.js';
import { Shop, type ShopDetails } from '../seller/shop.entity.js';

export interface BulkShop {
  ownerId: Id<'usr'>;
  /** Free; the caller keeps its shops apart. */
  slug: string;
  details: Pick<ShopDetails, 'name' | 'villageCode'> & Partial<ShopDetails>;
  certificates: readonly CertificateDetails[];
  openedAt: Date;
}

/** Shops that have long been open, for load: registered, reviewed and certified without telling anybody of it. */
@Injectable()
export class BulkShops {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly memberships: Memberships,
  ) {}

  /** In the caller's transaction; six statements at most. Refuses what a review would refuse. */
  async open({ ownerId, slug, details, certificates, openedAt }: BulkShop): Promise<Id<'shp'>> {
    const shop = Shop.register(slug, details, openedAt);
    shop.submit(openedAt);
    shop.approve(openedAt);
    const today = businessDay(this.clock.now());
    const verified = certificates.map((each) => {
      const certificate = Certificate.hand(shop.id, each, 'shop', openedAt);
      certificate.verify(null, today, openedAt);
      return certificate;
    });
    await this.db.transaction(async () => {
      await this.db.manager.insert(Shop, shop);
      await this.memberships.grant('shop', shop.id, ownerId, 'owner');
      if (verified.length > 0) await this.db.manager.insert(Certificate, verified);
    });
    return shop.id;
  }
}
