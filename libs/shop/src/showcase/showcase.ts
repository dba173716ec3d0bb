import { Injectable } from '@nestjs/common';
import { businessDay, Clock, Database, NotFound, type Id, type Words } from '#libs/platform';
import { Regions } from '#libs/region';
import { categoryTrail, findCategory } from '../catalogue/category.js';
import type { Attributes } from '../catalogue/category-schema.js';
import { attributesInWords } from './attributes-in-words.js';
import { placeOf } from './cards.js';
import { FEATURED_CRAFTS, FEATURED_VILLAGES, MAKERS, PRODUCT, READY_TO_SHIP, SENTRA, SHOP } from './pages.sql.js';
import { cardOf, ProductLists, type CardRow } from './product-lists.js';
import type {
  Availability, FeaturedCraft, FeaturedVillage, Home, ListRequest, MakerCard, Place, ProductList, ProductPage, SentraPage, ShopPage,
} from './showcase.types.js';

type ProductRow = Omit<ProductPage, 'category' | 'attributes' | 'availability'> & { category: string; attributes: Attributes };
type ShopRow = Omit<ShopPage, 'village'> & { villageCode: string };
type SentraRow = Omit<SentraPage, 'villages' | 'members'> & { villageCodes: string[] };

const MOST_MAKERS = 100;

/** What visitors see. Everything here is public and listed; what is not listed is not found. */
@Injectable()
export class Showcase {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly lists: ProductLists,
  ) {}

  /** Lists and search; one statement, two with facets. */
  list(request: ListRequest): Promise<ProductList> {
    return this.lists.list(request);
  }

  /** One statement. */
  async product(idOrSlug: string): Promise<ProductPage> {
    const product = await this.db.one<ProductRow>(PRODUCT, [idOrSlug, this.today()]);
    if (!product) throw new NotFound();
    return {
      ...product,
      category: categoryTrail(product.category).map(({ path, label }) => ({ path, label })),
      attributes: attributesInWords(product.category, product.attributes),
      availability: availabilityOf(product.madeToOrder, product.variants),
    };
  }

  /** The storefront's head; its products are `list({ shop })`. Two statements. */
  async shop(idOrSlug: string): Promise<ShopPage> {
    const row = await this.db.one<ShopRow>(SHOP, [idOrSlug, this.today()]);
    if (!row) throw new NotFound();
    const { villageCode, ...shop } = row;
    return { ...shop, village: await this.place(villageCode) };
  }

  /** Up to 100 shops that sell from the village, those with most products first. */
  makers(villageCode: string): Promise<MakerCard[]> {
    return this.db.query<MakerCard>(MAKERS, [villageCode, null, MOST_MAKERS]);
  }

  /** Three statements. */
  async sentra(slug: string): Promise<SentraPage> {
    const row = await this.db.one<SentraRow>(SENTRA, [slug]);
    if (!row) throw new NotFound();
    const { villageCodes, ...sentra } = row;
    const villages = villageCodes.length === 0 ? [] : await this.regions.villages(villageCodes);
    const members = await this.db.query<MakerCard>(MAKERS, [null, sentra.id, MOST_MAKERS]);
    return { ...sentra, villages: villages.map(placeOf), members };
  }

  /** The villages whose makers sell here, those with most products first. */
  async featuredVillages(limit: number): Promise<FeaturedVillage[]> {
    const rows = await this.db.query<Omit<FeaturedVillage, keyof Place> & { village: Place }>(FEATURED_VILLAGES, [limit]);
    return rows.map(({ village, ...counts }) => ({ ...village, ...counts }));
  }

  /** Four statements: villages and crafts to enter by, what is new, what can leave today. */
  async home(): Promise<Home> {
    const villages = await this.featuredVillages(8);
    const crafts = await this.db.query<Omit<FeaturedCraft, 'label'>>(FEATURED_CRAFTS);
    const newest = await this.lists.list({ sort: 'newest', limit: 12 });
    const ready = await this.db.query<CardRow>(READY_TO_SHIP, [this.today(), 12]);
    return {
      villages,
      crafts: crafts.map((craft) => ({ ...craft, label: labelOf(craft.path) })),
      newest: newest.items,
      readyToShip: ready.map(cardOf),
    };
  }

  private async place(villageCode: string): Promise<Place> {
    const village = await this.regions.village(villageCode);
    if (!village) throw new Error(`a shop stands in no village: ${villageCode}`);
    return placeOf(village);
  }

  private today(): string {
    return businessDay(this.clock.now());
  }
}

const labelOf = (path: string): Words => findCategory(path)?.label ?? { id: path };

function availabilityOf(madeToOrder: boolean, variants: readonly { id: Id<'var'>; available: number }[]): Availability {
  if (madeToOrder) return 'made_to_order';
  return variants.some((variant) => variant.available > 0) ? 'in_stock' : 'sold_out';
}
