import { Injectable } from '@nestjs/common';
import { Notices } from '#libs/notice';
import { Database, inLocale, Outbox } from '#libs/platform';
import { Products } from '../catalogue/products.js';
import { ProductUnlisted } from '../shop.events.js';
import { productUnlisted } from './certificate.notices.js';
import { Gates } from './gates.js';

/** Takes off the shelves what the listing gates no longer let be there. */
@Injectable()
export class Shelves {
  constructor(
    private readonly db: Database,
    private readonly gates: Gates,
    private readonly products: Products,
    private readonly outbox: Outbox,
    private readonly notices: Notices,
  ) {}

  /** Of one shop, or of all when null. One transaction a product, unless the caller has one open. Answers how many. */
  async clear(shopId: string | null): Promise<number> {
    let cleared = 0;
    for (;;) {
      const found = await this.gates.trespassers(shopId);
      const before = cleared;
      for (const { id, gate } of found) {
        await this.db.transaction(() =>
          this.products.change(id, null, async (product, now) => {
            // Paused or mended since we looked.
            if (product.state !== 'active' || (await this.gates.findings(product)).blocking.length === 0) return;
            cleared += 1;
            product.unlist(inLocale(gate.message, 'id'), now);
            await this.outbox.publish(ProductUnlisted, { productId: product.id, shopId: product.shopId, name: product.name, reason: gate.code });
            await this.notices.tell([productUnlisted(product, gate.message, now)]);
          }),
        );
      }
      // A round that changes nothing must not be asked again for ever.
      if (found.length < 100 || cleared === before) return cleared;
    }
  }
}
