import type { DeliveredBy, ParcelStatus } from './parcel.status.js';

export interface TrackingEntry {
  status: ParcelStatus;
  note: string | null;
  at: Date;
}

export interface ParcelView {
  id: string;
  orderId: string;
  shopId: string;
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  waybill: string | null;
  status: ParcelStatus;
  dispatchedAt: Date;
  deliveredAt: Date | null;
  deliveredBy: DeliveredBy | null;
  /** Oldest first. */
  events: TrackingEntry[];
}

/** As the statement gives it: instants inside JSON are text. */
export type ParcelRow = Omit<ParcelView, 'events'> & { events: (Omit<TrackingEntry, 'at'> & { at: string })[] };

/** $1 … $8 id, order, shop, courier and its name, service and its name, waybill · $9 status · $10 dispatched at. No row when the order has this waybill. */
export const INSERT_PARCEL = `
  INSERT INTO shipping.parcel (id, order_id, shop_id, courier, courier_name, service, service_name, waybill, status, dispatched_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (order_id, courier, waybill) DO NOTHING RETURNING id`;

/** $1 parcel · $2 statuses, $3 notes, $4 instants. */
export const INSERT_TRACKING = `
  INSERT INTO shipping.tracking_event (parcel_id, status, note, happened_at)
  SELECT $1::text, given.status, given.note, given.at FROM unnest($2::text[], $3::text[], $4::timestamptz[]) WITH ORDINALITY AS given(status, note, at, ordinal)
  ORDER BY given.ordinal`;

/** $1 order ids. */
export const PARCELS_OF_ORDERS = `
  SELECT p.id, p.order_id AS "orderId", p.shop_id AS "shopId", p.courier, p.courier_name AS "courierName", p.service, p.service_name AS "serviceName",
         p.waybill, p.status, p.dispatched_at AS "dispatchedAt", p.delivered_at AS "deliveredAt", p.delivered_by AS "deliveredBy",
         coalesce((SELECT jsonb_agg(jsonb_build_object('status', e.status, 'note', e.note, 'at', e.happened_at) ORDER BY e.happened_at, e.id)
                   FROM shipping.tracking_event e WHERE e.parcel_id = p.id), '[]') AS events
  FROM shipping.parcel p WHERE p.order_id = ANY ($1::text[]) ORDER BY p.id`;
