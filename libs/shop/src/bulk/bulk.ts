import { Injectable } from '@nestjs/common';
import { Clock, Database, newId, Storage, unhurried, type Id, type Words } from '#libs/platform';
import type { Tier } from '../catalogue/offer.js';
import { Product, type ProductDetails } from '../catalogue/product.entity.js';
import { Variant, type VariantDetails } from '../catalogue/variant.entity.js';
import { Gates } from '../certificate/gates.js';
import { Cards } from '../showcase/cards.js';
import { slugOf } from '../slug.js';
import { ANALYSE, EXPECT_FEW_CARDS, EXPECT_MANY_CARDS, INDEX_CARDS, INSERT_DRAWINGS, INSERT_TIERS, STOCK_UP } from './bulk.sql.js';

export interface BulkVariant {
  details: VariantDetails;
  resellerTiers: Tier[];
  onHand: number;
  /** `2027-03-31`, for what spoils. */
  expiresOn: string | null;
}

export interface BulkProduct {
  details: ProductDetails;
  /** When it came to the shelves. */
  publishedAt: Date;
  variants: BulkVariant[];
  /** A trusted drawing of our own, 800 × 800. */
  drawing: { svg: string; alt: Words } | null;
}

interface Stocked {
  product: Product;
  variant: Variant;
  given: BulkVariant;
}

const DRAWING_PIXELS = 800;
const ROWS_AT_ONCE = 500;

/** Whole catalogues at once, for the demo world and for load: the things keep their rules, the statements are few. */
@Injectable()
export class BulkCatalogue {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly gates: Gates,
    private readonly cards: Cards,
  ) {}

  /** Files first, outside any transaction. */
  async storeDrawings(given: readonly BulkProduct[]): Promise<string[]> {
    return Promise.all(
      given.map(async ({ drawing }) => {
        const key = `photo/original/${newId('pho')}.svg`;
        if (drawing) await this.storage.put(key, Buffer.from(drawing.svg), 'image/svg+xml');
        return key;
      }),
    );
  }

  /**
   * Puts the products on the shelves of an active shop, reviewed and in stock. Slugs come from names; `slugSuffix` keeps them apart from other
   * shops'. `keys` are what `storeDrawings` answered for the same products.
   */
  async publish(shopId: Id<'shp'>, slugSuffix: string, given: readonly BulkProduct[], keys: readonly string[]): Promise<void> {
    const stocked: Stocked[] = [];
    for (const each of given) stocked.push(...(await this.build(shopId, slugSuffix, each)));
    const products = [...new Set(stocked.map(({ product }) => product))];
    await this.db.transaction(async () => {
      for (const rows of inParts(products)) await this.db.manager.insert(Product, rows);
      for (const rows of inParts(stocked)) await this.insertVariants(rows);
      await this.insertDrawings(products, given, keys);
      await this.cards.refresh(products.map((product) => product.id));
    });
  }

  /** Runs what publishes thousands of products; then brings the search index and the planner up to date. */
  async growing(work: () => Promise<void>): Promise<void> {
    await this.db.query(EXPECT_MANY_CARDS);
    try {
      await work();
    } finally {
      await this.db.query(EXPECT_FEW_CARDS);
      await unhurried(this.db, () => this.db.query(INDEX_CARDS));
    }
    await unhurried(this.db, () => this.db.query(ANALYSE));
  }

  private async build(shopId: Id<'shp'>, slugSuffix: string, { details, publishedAt, variants }: BulkProduct): Promise<Stocked[]> {
    const product = Product.draft(shopId, `${slugOf(details.name.id, 'produk')}-${slugSuffix}`, details, publishedAt);
    const stocked = variants.map((given) => {
      const variant = product.addVariant(given.details, publishedAt);
      product.setTiers(variant, 'reseller', given.resellerTiers, publishedAt);
      return { product, variant, given };
    });
    const { blocking } = await this.gates.findings(product);
    product.submit(blocking, publishedAt);
    product.approve(blocking, publishedAt);
    return stocked;
  }

  private async insertVariants(rows: readonly Stocked[]): Promise<void> {
    await this.db.manager.insert(Variant, rows.map(({ variant }) => variant));
    const tiers = rows.flatMap(({ variant }) => variant.tiers.reseller.map((tier) => ({ ...tier, variantId: variant.id })));
    await this.db.query(INSERT_TIERS, [tiers.map((t) => t.variantId), tiers.map(() => 'reseller'), tiers.map((t) => t.minQuantity), tiers.map((t) => t.unitAmount)]);
    const shelved = rows.filter(({ product }) => !product.madeToOrder);
    await this.db.query(STOCK_UP, [
      shelved.map(({ variant }) => variant.id),
      shelved.map(({ product }) => product.shopId),
      shelved.map(({ given }) => given.onHand),
      shelved.map(({ given }) => given.expiresOn && newId('lot')),
      shelved.map(({ given }) => given.expiresOn),
      this.clock.now(),
    ]);
  }

  private async insertDrawings(products: readonly Product[], given: readonly BulkProduct[], keys: readonly string[]): Promise<void> {
    const drawn = products.flatMap((product, index) => {
      const { drawing } = given[index]!;
      return drawing ? [{ product, key: keys[index]!, drawing }] : [];
    });
    await this.db.query(INSERT_DRAWINGS, [
      drawn.map(() => newId('pho')),
      drawn.map(({ product }) => product.id),
      drawn.map(({ product }) => product.shopId),
      drawn.map(({ key }) => key),
      drawn.map(({ drawing }) => Buffer.byteLength(drawing.svg)),
      drawn.map(({ drawing }) => JSON.stringify(drawing.alt)),
      DRAWING_PIXELS,
      this.clock.now(),
    ]);
  }
}

function inParts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, i) => rows.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE));
}
