import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InvalidInput, type Id, type Words } from '#libs/platform';
import type { Tier, UnitCode } from './offer.js';
import type { Audience } from './tier.js';
import { requirePacks, requireUnit, type Pack } from './unit.js';

/** What a seller may write about a variant. Price, weight and packed size are per sellable step. */
export interface VariantDetails {
  sku: string;
  options: { name: Words; value: Words }[];
  priceAmount: number;
  unit: { code: UnitCode; step: number };
  packs: Pack[];
  weightGrams: number;
  packedMm: { length: number; width: number; height: number };
  nestable: boolean;
}

const PLAIN_FIELDS = ['sku', 'options', 'packs', 'weightGrams', 'nestable'] as const;

/** Part of the product's aggregate; no relation, so that neither file needs the other twice. */
@Entity({ schema: 'shop', name: 'variant' })
export class Variant {
  @PrimaryColumn({ type: 'text' }) id!: Id<'var'>;
  @Column({ type: 'text' }) productId!: Id<'prd'>;
  @Column({ type: 'text' }) shopId!: Id<'shp'>;
  @Column({ type: 'text' }) sku!: string;
  @Column({ type: 'int' }) position!: number;
  @Column({ type: 'jsonb' }) options!: { name: Words; value: Words }[];
  @Column({ type: 'bigint' }) price!: number;
  @Column({ type: 'text' }) unitCode!: UnitCode;
  @Column({ type: 'numeric', transformer: { from: Number, to: (step: number) => step } }) unitStep!: number;
  @Column({ type: 'jsonb' }) packs!: Pack[];
  @Column({ type: 'int' }) weightGrams!: number;
  @Column({ type: 'int' }) lengthMm!: number;
  @Column({ type: 'int' }) widthMm!: number;
  @Column({ type: 'int' }) heightMm!: number;
  @Column({ type: 'boolean' }) nestable!: boolean;
  @Column({ type: 'text' }) state!: 'active' | 'archived';
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz' }) updatedAt!: Date;
  /** By audience, ascending; loaded and saved with the product. */
  tiers: Record<Audience, Tier[]> = { retail: [], reseller: [] };

  edit(changes: Partial<VariantDetails>, now: Date): void {
    for (const key of PLAIN_FIELDS) {
      if (changes[key] !== undefined) Object.assign(this, { [key]: changes[key] });
    }
    if (changes.priceAmount !== undefined) this.price = changes.priceAmount;
    if (changes.packedMm) Object.assign(this, { lengthMm: changes.packedMm.length, widthMm: changes.packedMm.width, heightMm: changes.packedMm.height });
    if (changes.unit) {
      this.unitCode = changes.unit.code;
      this.unitStep = changes.unit.step;
    }
    const unit = { code: this.unitCode, step: this.unitStep };
    requireUnit(unit);
    requirePacks(unit, this.packs);
    for (const audience of ['retail', 'reseller'] as const) {
      const dearer = this.tiers[audience].some((tier) => tier.unitAmount > this.price);
      if (dearer) throw InvalidInput.at('/price', { id: 'Harga di bawah tingkat harga yang ada; ubah tingkatnya dahulu', en: 'The price is below its tiers; change the tiers first' });
    }
    this.updatedAt = now;
  }
}
