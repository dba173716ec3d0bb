import { Column, Entity, PrimaryColumn } from 'typeorm';
import { newId, type Id } from '#libs/platform';
import { mayFollow, type DeliveredBy, type ParcelStatus } from './parcel.status.js';
import { ParcelStateForbids, WaybillInvalid } from './shipping.errors.js';

export interface ServiceOfParcel {
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  kind: 'carrier' | 'own' | 'pickup';
}

// Carriers' numbers differ and change; this only catches what is plainly not one.
const WAYBILL = /^(?=.*[0-9])[A-Z0-9][A-Z0-9/-]{4,39}$/;

/** One parcel of one order on its way; it is kept from its dispatch on. */
@Entity({ schema: 'shipping', name: 'parcel' })
export class Parcel {
  @PrimaryColumn('text') id!: Id<'pcl'>;
  @Column('text') orderId!: string;
  @Column('text') shopId!: string;
  @Column('text') courier!: string;
  @Column('text') courierName!: string;
  @Column('text') service!: string;
  @Column('text') serviceName!: string;
  @Column('text', { nullable: true }) waybill!: string | null;
  @Column('text') status!: ParcelStatus;
  @Column('timestamptz') dispatchedAt!: Date;
  @Column('timestamptz', { nullable: true }) deliveredAt!: Date | null;
  @Column('text', { nullable: true }) deliveredBy!: DeliveredBy | null;

  static draft(orderId: string, shopId: string, { courier, courierName, service, serviceName }: ServiceOfParcel): Parcel {
    const parcel = new Parcel();
    return Object.assign(parcel, { id: newId('pcl'), orderId, shopId, courier, courierName, service, serviceName, waybill: null, status: 'draft', deliveredAt: null, deliveredBy: null });
  }

  /** The courier knows of it. A carrier's parcel bears a waybill; the seller's own and a pick-up may. */
  book(waybill: string | null, kind: ServiceOfParcel['kind']): void {
    const bare = waybill?.replace(/\s/g, '').toUpperCase() || null;
    if (bare === null ? kind === 'carrier' : !WAYBILL.test(bare)) throw new WaybillInvalid();
    this.moveTo('booked');
    this.waybill = bare;
  }

  /** It has left the shop's hands, or lies ready for the buyer. */
  leave(kind: ServiceOfParcel['kind'], at: Date): void {
    this.moveTo(kind === 'pickup' ? 'awaiting_pickup' : 'in_transit');
    this.dispatchedAt = at;
  }

  /** A scan, typed by hand or told by a carrier. */
  note(status: Exclude<ParcelStatus, 'delivered'>): void {
    this.moveTo(status);
  }

  /** Returns whether that is news: the first word, or a buyer's or carrier's after the seller's. */
  deliver(by: DeliveredBy, at: Date): boolean {
    if (this.status === 'delivered') {
      if (this.deliveredBy !== 'seller' || by === 'seller') return false;
    } else {
      this.moveTo('delivered');
      this.deliveredAt = at;
    }
    this.deliveredBy = by;
    return true;
  }

  facts() {
    const { id, orderId, shopId, courier, courierName, service, serviceName, waybill, status, dispatchedAt, deliveredAt, deliveredBy } = this;
    return { id, orderId, shopId, courier, courierName, service, serviceName, waybill, status, dispatchedAt, deliveredAt, deliveredBy };
  }

  private moveTo(status: ParcelStatus): void {
    if (!mayFollow(this.status, status)) throw new ParcelStateForbids(this.status);
    this.status = status;
  }
}
