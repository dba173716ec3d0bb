import { Injectable } from '@nestjs/common';
import { Clock, Database, isId, NotFound, Outbox, type Id } from '#libs/platform';
import { Gates } from '../certificate/gates.js';
import { ProductChanged } from '../shop.events.js';
import { Cards } from '../showcase/cards.js';
import { SkuTaken } from './catalogue.errors.js';
import type { Tier } from './offer.js';
import { Product } from './product.entity.js';
import type { Audience } from './tier.js';
import { Variant } from './variant.entity.js';

/** Loads and saves products whole. Only for this lib: the facades decide who may. */
@Injectable()
export class Products {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly gates: Gates,
    private readonly cards: Cards,
  ) {}

  /** The product of that shop (of any when null), locked when it is about to change. */
  async load(productId: string, shopId: string | null, { lock }: { lock: boolean }): Promise<Product> {
    const { manager } = this.db;
    if (!isId('prd', productId)) throw new NotFound();
    const where = { id: productId, ...(shopId ? { shopId: shopId as Id<'shp'> } : {}) };
    const product = await manager.findOne(Product, { where, ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
    if (!product) throw new NotFound();
    product.variants = await manager.find(Variant, { where: { productId: product.id }, order: { position: 'ASC', id: 'ASC' } });
    const tiers = await this.db.query<Tier & { variantId: string; audience: Audience }>(
      `SELECT variant_id AS "variantId", audience, min_quantity AS "minQuantity", unit_price AS "unitAmount" FROM shop.price_tier
       WHERE variant_id = ANY($1::text[]) ORDER BY variant_id, audience, min_quantity`,
      [product.variants.map((v) => v.id)],
    );
    for (const variant of product.variants) {
      variant.tiers = { retail: [], reseller: [] };
      for (const { variantId, audience, ...tier } of tiers) if (variantId === variant.id) variant.tiers[audience].push(tier);
    }
    return product;
  }

  /**
   * One change to one product in one transaction: whoever works gets it locked and whole, what is on the shelves must stay fit for them,
   * the reading side is renewed and `product.changed` told.
   */
  async change<T>(productId: string, shopId: string | null, work: (product: Product, now: Date) => Promise<T>): Promise<T> {
    return this.db.transaction(async () => {
      const product = await this.load(productId, shopId, { lock: true });
      const answer = await work(product, this.clock.now());
      if (product.state === 'active') product.mustBeReady((await this.gates.findings(product)).blocking);
      await this.save(product);
      await this.renew(product);
      return answer;
    });
  }

  async insert(product: Product): Promise<void> {
    await this.db.manager.insert(Product, product);
    await this.renew(product);
  }

  private async save(product: Product): Promise<void> {
    await this.saveVariants(product);
    await this.db.manager.save(Product, product, { reload: false });
  }

  private async saveVariants({ variants, shopId }: Product): Promise<void> {
    if (variants.length === 0) return;
    await this.requireFreeSkus(shopId, variants);
    await this.db.manager.upsert(Variant, variants, ['id']);
    const tiers = variants.flatMap((v) => (['retail', 'reseller'] as const).flatMap((audience) => v.tiers[audience].map((tier) => ({ ...tier, audience, variantId: v.id }))));
    await this.db.query('DELETE FROM shop.price_tier WHERE variant_id = ANY($1::text[])', [variants.map((v) => v.id)]);
    await this.db.query(
      `INSERT INTO shop.price_tier (variant_id, audience, min_quantity, unit_price)
       SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[])`,
      [tiers.map((t) => t.variantId), tiers.map((t) => t.audience), tiers.map((t) => t.minQuantity), tiers.map((t) => t.unitAmount)],
    );
  }

  /** Locks the shop, so that two products cannot take one SKU between the look and the write. */
  private async requireFreeSkus(shopId: string, variants: readonly Variant[]): Promise<void> {
    await this.db.query('SELECT 1 FROM shop.shop WHERE id = $1 FOR NO KEY UPDATE', [shopId]);
    const skus = variants.map((v) => v.sku);
    const twice = skus.find((sku, index) => skus.indexOf(sku) !== index);
    if (twice) throw new SkuTaken(twice);
    const [taken] = await this.db.query<{ sku: string }>(
      'SELECT sku FROM shop.variant WHERE shop_id = $1 AND sku = ANY($2::text[]) AND id <> ALL($3::text[]) LIMIT 1',
      [shopId, skus, variants.map((v) => v.id)],
    );
    if (taken) throw new SkuTaken(taken.sku);
  }

  private async renew(product: Product): Promise<void> {
    await this.cards.refresh([product.id]);
    await this.outbox.publish(ProductChanged, { productId: product.id, shopId: product.shopId });
  }
}
