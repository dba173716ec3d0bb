import { Injectable } from '@nestjs/common';
import { Audit, Clock, Database, NotFound, Outbox, type Actor, type FieldError, type Id, type Page, type PageQuery } from '#libs/platform';
import { Notices } from '#libs/notice';
import { Gates } from '../certificate/gates.js';
import { ProductApproved, ProductRejected, ProductSubmitted } from '../shop.events.js';
import { productApproved, productRejected } from '../shop.notices.js';
import { freeSlug, slugOf } from '../slug.js';
import { ShopNotActive } from './catalogue.errors.js';
import type { Offer, Tier } from './offer.js';
import { offersOf } from './offer.queries.js';
import { Product, type ProductDetails } from './product.entity.js';
import { productRows, shopStateOf, type ProductFilter, type ProductRow } from './product.queries.js';
import { productView, type ProductView } from './product.view.js';
import { Products } from './products.js';
import type { Audience } from './tier.js';
import type { Variant, VariantDetails } from './variant.entity.js';

/** Products, variants and prices for those who sell and review them. One verb, one transaction; another shop's product is not found. */
@Injectable()
export class Catalogue {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly notices: Notices,
    private readonly gates: Gates,
    private readonly products: Products,
  ) {}

  /** A new draft in the actor's shop; its address comes from the Indonesian name and stays. */
  async create(actor: Actor, shopId: string, details: Pick<ProductDetails, 'name' | 'category'> & Partial<ProductDetails>): Promise<Id<'prd'>> {
    actor.requireMember('shop', shopId);
    return this.db.transaction(async () => {
      const slug = await freeSlug(this.db, 'product', slugOf(details.name.id, 'produk'));
      const product = Product.draft(shopId as Id<'shp'>, slug, details, this.clock.now());
      await this.products.insert(product);
      return product.id;
    });
  }

  /** Approved products change at once; a new category sends them back to the reviewers. */
  async edit(actor: Actor, shopId: string, productId: string, changes: Partial<ProductDetails>): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => {
      const before = product.state;
      product.edit(changes, now);
      if (product.state === 'in_review' && before !== 'in_review') await this.tellSubmitted(product);
    });
  }

  async addVariant(actor: Actor, shopId: string, productId: string, details: VariantDetails): Promise<Id<'var'>> {
    return this.own(actor, shopId, productId, async (product, now) => product.addVariant(details, now).id);
  }

  async editVariant(actor: Actor, shopId: string, productId: string, variantId: string, changes: Partial<VariantDetails>): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => product.editVariant(variantOf(product, variantId), changes, now));
  }

  /** Archived variants are no longer sold; they may come back. */
  async setVariantState(actor: Actor, shopId: string, productId: string, variantId: string, state: Variant['state']): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => product.setVariantState(variantOf(product, variantId), state, now));
  }

  /** Replaces the tiers of one audience. */
  async setTiers(actor: Actor, shopId: string, productId: string, variantId: string, audience: Audience, tiers: Tier[]): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => product.setTiers(variantOf(product, variantId), audience, tiers, now));
  }

  /** To the reviewers, or straight to the shelves when the category was approved before. */
  async submit(actor: Actor, shopId: string, productId: string): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => {
      const shop = await shopStateOf(this.db, product.shopId);
      if (shop === 'draft' || shop === 'suspended') throw new ShopNotActive();
      product.submit(await this.blocked(product), now);
      if (product.state === 'in_review') await this.tellSubmitted(product);
    });
  }

  async pause(actor: Actor, shopId: string, productId: string): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => product.pause(now));
  }

  async resume(actor: Actor, shopId: string, productId: string): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => product.resume(await this.blocked(product), now));
  }

  async archive(actor: Actor, shopId: string, productId: string): Promise<void> {
    await this.own(actor, shopId, productId, async (product, now) => product.archive(now));
  }

  async approve(actor: Actor, productId: string): Promise<void> {
    await this.decide(actor, productId, 'product.approve', {}, async (product, now) => {
      if ((await shopStateOf(this.db, product.shopId)) !== 'active') throw new ShopNotActive();
      product.approve(await this.blocked(product), now);
      await this.outbox.publish(ProductApproved, factOf(product));
      await this.notices.tell([productApproved(product, now)]);
    });
  }

  async reject(actor: Actor, productId: string, reason: string): Promise<void> {
    await this.decide(actor, productId, 'product.reject', { reason }, async (product, now) => {
      product.reject(reason, now);
      await this.outbox.publish(ProductRejected, { ...factOf(product), reason });
      await this.notices.tell([productRejected(product, reason, now)]);
    });
  }

  /** The products of one of the actor's shops, newest first. */
  async list(actor: Actor, shopId: string, filter: ProductFilter, page: PageQuery): Promise<Page<ProductRow>> {
    actor.requireMember('shop', shopId);
    return productRows(this.db, { ...filter, shopId }, page);
  }

  /** For admins: what waits for a review (or is in another state), newest first. */
  async review(actor: Actor, filter: ProductFilter, page: PageQuery): Promise<Page<ProductRow>> {
    actor.requireAdmin();
    return productRows(this.db, filter, page);
  }

  /** One product of the shop whole, with what it lacks for publishing. */
  async get(actor: Actor, shopId: string, productId: string): Promise<ProductView> {
    actor.requireMember('shop', shopId);
    return this.view(productId, shopId);
  }

  /** The same for admins, of any shop. */
  async inspect(actor: Actor, productId: string): Promise<ProductView> {
    actor.requireAdmin();
    return this.view(productId, null);
  }

  /** What basket and checkout need of the variants, in one statement, in no order; unknown ids are missing. Tiers are retail's unless told. */
  async offers(variantIds: readonly string[], audience: Audience = 'retail'): Promise<Offer[]> {
    return offersOf(this.db, variantIds, audience, this.clock.now());
  }

  private async view(productId: string, shopId: string | null): Promise<ProductView> {
    const product = await this.products.load(productId, shopId, { lock: false });
    const { blocking, warnings } = await this.gates.findings(product);
    return productView(product, [...product.lacking(), ...blocking], warnings);
  }

  private async own<T>(actor: Actor, shopId: string, productId: string, work: (product: Product, now: Date) => Promise<T>): Promise<T> {
    actor.requireMember('shop', shopId);
    return this.products.change(productId, shopId, work);
  }

  private async decide(actor: Actor, productId: string, action: string, details: Record<string, unknown>, work: (product: Product, now: Date) => Promise<void>): Promise<void> {
    actor.requireAdmin();
    await this.db.transaction(async () => {
      await this.products.change(productId, null, work);
      await this.audit.record(actor, action, productId, details);
    });
  }

  private async blocked(product: Product): Promise<FieldError[]> {
    return (await this.gates.findings(product)).blocking;
  }

  private async tellSubmitted(product: Product): Promise<void> {
    await this.outbox.publish(ProductSubmitted, factOf(product));
  }
}

const factOf = (product: Product) => ({ productId: product.id, shopId: product.shopId, name: product.name });

function variantOf(product: Product, variantId: string): Variant {
  const variant = product.variants.find((v) => v.id === variantId);
  if (!variant) throw new NotFound();
  return variant;
}
