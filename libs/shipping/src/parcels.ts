import { Injectable } from '@nestjs/common';
import { Clock, Database, InvalidInput, later, Outbox } from '#libs/platform';
import { Parcel, type ServiceOfParcel } from './parcel.entity.js';
import { INSERT_PARCEL, INSERT_TRACKING, PARCELS_OF_ORDERS, type ParcelRow, type ParcelView, type TrackingEntry } from './parcel.queries.js';
import type { DeliveredBy, ParcelStatus } from './parcel.status.js';
import { ParcelNotFound, ParcelStateForbids, UnknownService, WaybillUsed } from './shipping.errors.js';
import { ParcelDelivered, ParcelDispatched } from './shipping.events.js';
import { SERVICE } from './tariff.queries.js';

export interface Dispatch {
  orderId: string;
  shopId: string;
  courier: string;
  service: string;
  /** Needed for carriers; none for PICKUP, and none or any for OWN. */
  waybill?: string | null | undefined;
}

export interface DeliveryWord {
  orderId: string;
  by: DeliveredBy;
  at?: Date | undefined;
}

export interface Scan {
  orderId: string;
  status: ParcelStatus;
  note?: string | null | undefined;
  at?: Date | undefined;
}

/** Parcels and where they are. Whoever calls has settled whose order it is; a parcel of another order is not found. */
@Injectable()
export class Parcels {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async dispatch({ orderId, shopId, courier, service, waybill }: Dispatch): Promise<ParcelView> {
    return this.db.transaction(async () => {
      const chosen = await this.db.one<ServiceOfParcel>(SERVICE, [courier.trim().toUpperCase(), service.trim().toUpperCase()]);
      if (!chosen) throw new UnknownService();
      const now = this.clock.now();
      const parcel = Parcel.draft(orderId, shopId, chosen);
      parcel.book(waybill ?? null, chosen.kind);
      parcel.leave(chosen.kind, now);
      await this.insert(parcel);
      const events: TrackingEntry[] = [
        { status: 'booked', note: parcel.waybill, at: now },
        { status: parcel.status, note: null, at: now },
      ];
      await this.record(parcel, events);
      await this.outbox.publish(ParcelDispatched, { parcelId: parcel.id, orderId, shopId });
      return { ...parcel.facts(), events };
    });
  }

  async delivered(parcelId: string, { orderId, by, at }: DeliveryWord): Promise<ParcelView> {
    return this.db.transaction(async () => {
      const parcel = await this.locked(parcelId, orderId);
      const when = this.past(at);
      if (parcel.deliver(by, when)) {
        await this.db.manager.update(Parcel, { id: parcel.id }, { status: parcel.status, deliveredAt: parcel.deliveredAt, deliveredBy: by });
        await this.record(parcel, [{ status: 'delivered', note: null, at: when }]);
        await this.outbox.publish(ParcelDelivered, { parcelId: parcel.id, orderId, by });
      }
      return this.view(parcel);
    });
  }

  async track(parcelId: string, { orderId, status, note, at }: Scan): Promise<ParcelView> {
    return this.db.transaction(async () => {
      const parcel = await this.locked(parcelId, orderId);
      if (status === 'delivered') throw new ParcelStateForbids(parcel.status);
      parcel.note(status);
      await this.db.manager.update(Parcel, { id: parcel.id }, { status: parcel.status });
      await this.record(parcel, [{ status, note: note ?? null, at: this.past(at) }]);
      return this.view(parcel);
    });
  }

  async of(orderIds: readonly string[]): Promise<ParcelView[]> {
    if (orderIds.length === 0) return [];
    const rows = await this.db.query<ParcelRow>(PARCELS_OF_ORDERS, [orderIds]);
    return rows.map((row) => ({ ...row, events: row.events.map((event) => ({ ...event, at: new Date(event.at) })) }));
  }

  private async insert(parcel: Parcel): Promise<void> {
    const { id, orderId, shopId, courier, courierName, service, serviceName, waybill, status, dispatchedAt } = parcel.facts();
    const inserted = await this.db.query(INSERT_PARCEL, [id, orderId, shopId, courier, courierName, service, serviceName, waybill, status, dispatchedAt]);
    if (inserted.length === 0) throw new WaybillUsed();
  }

  private async record(parcel: Parcel, events: readonly TrackingEntry[]): Promise<void> {
    await this.db.query(INSERT_TRACKING, [parcel.id, events.map((e) => e.status), events.map((e) => e.note), events.map((e) => e.at)]);
  }

  private async locked(parcelId: string, orderId: string): Promise<Parcel> {
    const parcel = await this.db.manager.findOne(Parcel, { where: { id: parcelId as Parcel['id'], orderId }, lock: { mode: 'pessimistic_write' } });
    if (!parcel) throw new ParcelNotFound();
    return parcel;
  }

  private async view(parcel: Parcel): Promise<ParcelView> {
    const view = (await this.of([parcel.orderId])).find((each) => each.id === parcel.id);
    if (!view) throw new ParcelNotFound();
    return view;
  }

  /** People type the time off a carrier's page; a little ahead is a clock that differs, more is a slip. */
  private past(at: Date | undefined): Date {
    const now = this.clock.now();
    if (at && at > later(now, { minutes: 5 })) throw InvalidInput.at('/at', { id: 'Waktu ini belum tiba', en: 'This time has not come yet' });
    return at ?? now;
  }
}
