import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InvalidInput, newId, type FieldError, type Id, type Words } from '#libs/platform';
import { NotReadyToPublish, ProductStateForbids, TooManyVariants } from './catalogue.errors.js';
import { attributeProblems, leafCategory } from './category.js';
import type { Attributes } from './category-schema.js';
import type { Tier } from './offer.js';
import { EDITABLE, PRODUCT_STEPS, type ProductState, type ProductStep } from './product.status.js';
import { requireTiers, type Audience } from './tier.js';
import { Variant, type VariantDetails } from './variant.entity.js';

/** What a seller may write about a product; nothing else. */
export interface ProductDetails {
  name: Words;
  description: Words | null;
  /** A leaf of the category tree, `craft/weaving`. */
  category: string;
  attributes: Attributes;
  /** The label that food without a halal certificate must carry (PP 42/2024). */
  nonHalal: boolean;
  madeToOrder: boolean;
  /** Days from the order to the parcel; 0 unless made to order. */
  leadDays: number;
  /** How many days before a lot expires it is no longer sold. */
  stopSellingDays: number;
}

const MOST_VARIANTS = 100;
const PRODUCT_FIELDS = ['name', 'description', 'category', 'attributes', 'nonHalal', 'madeToOrder', 'leadDays', 'stopSellingDays'] as const;

@Entity({ schema: 'shop', name: 'product' })
export class Product {
  @PrimaryColumn({ type: 'text' }) id!: Id<'prd'>;
  @Column({ type: 'text' }) shopId!: Id<'shp'>;
  @Column({ type: 'text' }) slug!: string;
  @Column({ type: 'jsonb' }) name!: Words;
  @Column({ type: 'jsonb', nullable: true }) description!: Words | null;
  @Column({ type: 'text' }) category!: string;
  @Column({ type: 'jsonb' }) attributes!: Attributes;
  @Column({ type: 'boolean' }) nonHalal!: boolean;
  @Column({ type: 'boolean' }) madeToOrder!: boolean;
  @Column({ type: 'int' }) leadDays!: number;
  @Column({ type: 'int' }) stopSellingDays!: number;
  @Column({ type: 'text' }) state!: ProductState;
  @Column({ type: 'text', nullable: true }) stateReason!: string | null;
  @Column({ type: 'text', nullable: true }) pausedBy!: 'seller' | 'gate' | null;
  /** The category in which it was last approved; another one needs another review. */
  @Column({ type: 'text', nullable: true }) approvedCategory!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) submittedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz' }) updatedAt!: Date;
  /** By position; loaded and saved with the product. */
  variants: Variant[] = [];

  static draft(shopId: Id<'shp'>, slug: string, details: Pick<ProductDetails, 'name' | 'category'> & Partial<ProductDetails>, now: Date): Product {
    const product = new Product();
    Object.assign(product, { id: newId('prd'), shopId, slug, state: 'draft', description: null, attributes: {}, nonHalal: false, createdAt: now });
    Object.assign(product, { madeToOrder: false, leadDays: 0, stopSellingDays: 0, approvedCategory: null, pausedBy: null, stateReason: null, submittedAt: null, publishedAt: null });
    product.edit(details, now);
    return product;
  }

  /** Writes the given details and only those. A new category of an approved product asks for another review. */
  edit(changes: Partial<ProductDetails>, now: Date): void {
    this.mustBeEditable();
    for (const key of PRODUCT_FIELDS) {
      if (changes[key] !== undefined) Object.assign(this, { [key]: changes[key] });
    }
    if (changes.madeToOrder === false && changes.leadDays === undefined) this.leadDays = 0;
    if (this.madeToOrder !== this.leadDays > 0) throw InvalidInput.at('/leadDays', { id: 'Isi lama pengerjaan hanya untuk produk pesanan, paling sedikit 1 hari', en: 'Lead days belong to made-to-order products, at least 1' });
    const category = leafCategory(this.category);
    if (!category) throw InvalidInput.at('/category', { id: 'Kategori ini tidak ada', en: 'There is no such category' });
    const wrong = attributeProblems(category, this.attributes, { complete: false });
    if (wrong.length > 0) throw new InvalidInput(wrong);
    if (this.state === 'active' && this.category !== this.approvedCategory) this.sendToReview('reclassify', now);
    if (this.state === 'paused' && this.category !== this.approvedCategory) this.step('withdraw', now);
    this.updatedAt = now;
  }

  addVariant(details: VariantDetails, now: Date): Variant {
    this.mustBeEditable();
    if (this.variants.length >= MOST_VARIANTS) throw new TooManyVariants(MOST_VARIANTS);
    const variant = new Variant();
    Object.assign(variant, { id: newId('var'), productId: this.id, shopId: this.shopId, position: this.variants.length, state: 'active', createdAt: now });
    variant.edit(details, now);
    this.variants.push(variant);
    this.requireDistinctOptions();
    return variant;
  }

  editVariant(variant: Variant, changes: Partial<VariantDetails>, now: Date): void {
    this.mustBeEditable();
    variant.edit(changes, now);
    this.requireDistinctOptions();
  }

  setTiers(variant: Variant, audience: Audience, tiers: Tier[], now: Date): void {
    this.mustBeEditable();
    requireTiers(variant.price, audience, tiers);
    variant.tiers[audience] = tiers;
    variant.updatedAt = now;
  }

  setVariantState(variant: Variant, state: Variant['state'], now: Date): void {
    this.mustBeEditable();
    variant.state = state;
    variant.updatedAt = now;
    this.requireDistinctOptions();
  }

  /** Everything that publishing still lacks, listing gates aside. */
  lacking(): FieldError[] {
    const category = leafCategory(this.category);
    const lacking = category ? attributeProblems(category, this.attributes, { complete: true }) : [];
    if (!this.description) lacking.push({ pointer: '/description', message: { id: 'Deskripsi wajib diisi', en: 'A description is required' } });
    if (!this.variants.some((v) => v.state === 'active')) lacking.push({ pointer: '/variants', message: { id: 'Buat paling sedikit satu varian', en: 'Add at least one variant' } });
    return lacking;
  }

  /** On the shelves at once when this category was approved before, else to the reviewers. `blocked` is what the listing gates say. */
  submit(blocked: readonly FieldError[], now: Date): void {
    this.may('submit');
    this.mustBeReady(blocked);
    if (this.approvedCategory === this.category) this.step('publish', now);
    else this.sendToReview('submit', now);
  }

  approve(blocked: readonly FieldError[], now: Date): void {
    this.may('approve');
    this.mustBeReady(blocked);
    this.approvedCategory = this.category;
    this.publishedAt ??= now;
    this.step('approve', now);
  }

  reject(reason: string, now: Date): void {
    this.step('reject', now, reason);
  }

  pause(now: Date): void {
    this.step('pause', now, null, 'seller');
  }

  /** Taken off the shelves by a listing gate. */
  unlist(reason: string, now: Date): void {
    this.step('pause', now, reason, 'gate');
  }

  resume(blocked: readonly FieldError[], now: Date): void {
    this.may('resume');
    this.mustBeReady(blocked);
    this.step('resume', now);
  }

  archive(now: Date): void {
    this.step('archive', now);
  }

  /** What is on the shelves must stay fit for them after an edit. */
  mustBeReady(blocked: readonly FieldError[]): void {
    const missing = [...this.lacking(), ...blocked];
    if (missing.length > 0) throw new NotReadyToPublish(missing);
  }

  private requireDistinctOptions(): void {
    const labels = this.variants.filter((v) => v.state === 'active').map((v) => JSON.stringify(v.options.map((o) => [o.name.id, o.value.id])));
    if (new Set(labels).size < labels.length) throw InvalidInput.at('/options', { id: 'Varian lain sudah memakai pilihan ini', en: 'Another variant already has these options' });
  }

  private mustBeEditable(): void {
    if (!EDITABLE.includes(this.state)) throw new ProductStateForbids(this.state);
  }

  private sendToReview(step: 'submit' | 'reclassify', now: Date): void {
    this.submittedAt = now;
    this.step(step, now);
  }

  private may(step: ProductStep): void {
    if (!PRODUCT_STEPS[step].from.includes(this.state)) throw new ProductStateForbids(this.state);
  }

  private step(step: ProductStep, now: Date, reason: string | null = null, pausedBy: 'seller' | 'gate' | null = null): void {
    this.may(step);
    this.state = PRODUCT_STEPS[step].to;
    this.stateReason = reason;
    this.pausedBy = pausedBy;
    this.updatedAt = now;
  }
}
