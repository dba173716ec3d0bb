import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InvalidInput, newId, type FieldError, type Id, type Words } from '#libs/platform';
import { NotReadyForReview, ShopStateForbids } from './shop.errors.js';
import { SHOP_STEPS, type ShopState, type ShopStep } from './shop.status.js';

/** What an owner may write about the shop; nothing else. Days are `2026-11-22`, the colour `#1b4d3e`. */
export interface ShopDetails {
  name: string;
  villageCode: string;
  addressLine: string;
  postalCode: string | null;
  story: Words | null;
  contactPhone: string | null;
  contactEmail: string | null;
  colour: string | null;
  nib: string | null;
  /** Closed for orders from one day to another, both included; both or neither. */
  holidayFrom: string | null;
  holidayUntil: string | null;
}

const DETAILS = [
  'name', 'villageCode', 'addressLine', 'postalCode', 'story', 'contactPhone', 'contactEmail', 'colour', 'nib', 'holidayFrom', 'holidayUntil',
] as const;

/** The legal IKM and its storefront. */
@Entity({ schema: 'shop', name: 'shop' })
export class Shop {
  @PrimaryColumn({ type: 'text' }) id!: Id<'shp'>;
  @Column({ type: 'text' }) slug!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) state!: ShopState;
  @Column({ type: 'text', nullable: true }) stateReason!: string | null;
  @Column({ type: 'text' }) villageCode!: string;
  @Column({ type: 'text' }) addressLine!: string;
  @Column({ type: 'text', nullable: true }) postalCode!: string | null;
  @Column({ type: 'jsonb', nullable: true }) story!: Words | null;
  @Column({ type: 'text', nullable: true }) contactPhone!: string | null;
  @Column({ type: 'text', nullable: true }) contactEmail!: string | null;
  @Column({ type: 'text', nullable: true }) colour!: string | null;
  @Column({ type: 'text', nullable: true }) nib!: string | null;
  @Column({ type: 'date', nullable: true }) holidayFrom!: string | null;
  @Column({ type: 'date', nullable: true }) holidayUntil!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) submittedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz' }) updatedAt!: Date;

  static register(slug: string, details: Pick<ShopDetails, 'name' | 'villageCode'> & Partial<ShopDetails>, now: Date): Shop {
    const shop = new Shop();
    Object.assign(shop, { id: newId('shp'), slug, state: 'draft', stateReason: null, addressLine: '', postalCode: null, story: null, createdAt: now });
    Object.assign(shop, { contactPhone: null, contactEmail: null, colour: null, nib: null, holidayFrom: null, holidayUntil: null, submittedAt: null, approvedAt: null });
    shop.edit(details, now);
    return shop;
  }

  /** Writes the given details and only those; an absent one stays as it is. */
  edit(changes: Partial<ShopDetails>, now: Date): void {
    for (const key of DETAILS) {
      if (changes[key] !== undefined) Object.assign(this, { [key]: changes[key] });
    }
    const { holidayFrom, holidayUntil } = this;
    if ((holidayFrom === null) !== (holidayUntil === null)) throw InvalidInput.at('/holidayUntil', { id: 'Isi hari pertama dan hari terakhir', en: 'Give both the first and the last day' });
    if (holidayFrom !== null && holidayUntil !== null && holidayFrom > holidayUntil) throw InvalidInput.at('/holidayUntil', { id: 'Hari terakhir sebelum hari pertama', en: 'The last day is before the first' });
    this.updatedAt = now;
  }

  /** Asks for the first approval. A shop that trades online must name its NIB (Permendag 31/2023). */
  submit(now: Date): void {
    this.may('submit');
    const missing: FieldError[] = [];
    if (!this.addressLine) missing.push({ pointer: '/addressLine', message: { id: 'Alamat wajib diisi', en: 'The address is required' } });
    if (!this.contactPhone) missing.push({ pointer: '/contactPhone', message: { id: 'Nomor telepon wajib diisi', en: 'The phone number is required' } });
    if (!this.nib) missing.push({ pointer: '/nib', message: { id: 'NIB 13 angka wajib diisi', en: 'The NIB of 13 digits is required' } });
    if (missing.length > 0) throw new NotReadyForReview(missing);
    this.submittedAt = now;
    this.step('submit', null, now);
  }

  approve(now: Date): void {
    this.step('approve', null, now);
    this.approvedAt = now;
  }

  reject(reason: string, now: Date): void {
    this.step('reject', reason, now);
  }

  suspend(reason: string, now: Date): void {
    this.step('suspend', reason, now);
  }

  reinstate(now: Date): void {
    this.step('reinstate', null, now);
  }

  private may(step: ShopStep): void {
    if (!SHOP_STEPS[step].from.includes(this.state)) throw new ShopStateForbids(this.state);
  }

  private step(step: ShopStep, reason: string | null, now: Date): void {
    this.may(step);
    this.state = SHOP_STEPS[step].to;
    this.stateReason = reason;
    this.updatedAt = now;
  }
}
