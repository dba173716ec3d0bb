import { Column, Entity, PrimaryColumn } from 'typeorm';
import { newId, type Id, type Words } from '#libs/platform';

export const SENTRA_TYPES = ['sentra', 'cluster', 'kampung'] as const;
export type SentraType = (typeof SENTRA_TYPES)[number];

/** What an admin may write about a sentra, its villages and members aside. */
export interface SentraDetails {
  name: string;
  type: SentraType;
  commodity: Words;
  story: Words | null;
  /** `2021-12-16` */
  inauguratedOn: string | null;
  /** The shop of its cooperative, which may sell for the members. */
  cooperativeShopId: Id<'shp'> | null;
}

const DETAILS = ['name', 'type', 'commodity', 'story', 'inauguratedOn', 'cooperativeShopId'] as const;

/** Craft businesses of one trade in one place: a sentra, a cluster or a kampung. */
@Entity({ schema: 'shop', name: 'sentra' })
export class Sentra {
  @PrimaryColumn({ type: 'text' }) id!: Id<'sen'>;
  @Column({ type: 'text' }) slug!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) type!: SentraType;
  @Column({ type: 'jsonb' }) commodity!: Words;
  @Column({ type: 'jsonb', nullable: true }) story!: Words | null;
  @Column({ type: 'date', nullable: true }) inauguratedOn!: string | null;
  @Column({ type: 'text', nullable: true }) cooperativeShopId!: Id<'shp'> | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz' }) updatedAt!: Date;

  static found(slug: string, details: Pick<SentraDetails, 'name' | 'type' | 'commodity'> & Partial<SentraDetails>, now: Date): Sentra {
    const sentra = new Sentra();
    Object.assign(sentra, { id: newId('sen'), slug, story: null, inauguratedOn: null, cooperativeShopId: null, createdAt: now });
    sentra.edit(details, now);
    return sentra;
  }

  /** Writes the given details and only those. */
  edit(changes: Partial<SentraDetails>, now: Date): void {
    for (const key of DETAILS) {
      if (changes[key] !== undefined) Object.assign(this, { [key]: changes[key] });
    }
    this.updatedAt = now;
  }
}
