import { decodeCursor, pageFrom, type Database, type Id, type Page, type PageQuery } from '#libs/platform';
import type { CertificateKind } from './certificate.formats.js';
import type { CertificateState } from './certificate.status.js';

/** A certificate as its shop and the reviewers see it. Days are `2026-11-22`. */
export interface CertificateView {
  id: Id<'crt'>;
  shopId: Id<'shp'>;
  shopName: string;
  shopVillageCode: string;
  kind: CertificateKind;
  number: string;
  holderName: string;
  issuer: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
  scope: 'shop' | 'products';
  productIds: Id<'prd'>[];
  /** In the order in which they came; the place in the list is their address. */
  files: { contentType: string; byteSize: number }[];
  state: CertificateState;
  stateReason: string | null;
  decidedAt: Date | null;
  createdAt: Date;
}

export interface CertificateFilter {
  shopId?: string;
  state?: CertificateState;
}

/** Oldest first, so that what waits longest is looked at first; one statement. */
export async function certificateRows(db: Database, filter: CertificateFilter, page: PageQuery): Promise<Page<CertificateView>> {
  const limit = page.limit ?? 50;
  const [after = null] = decodeCursor(page.cursor, 1) ?? [];
  const rows = await db.query<CertificateView>(
    `SELECT certificate.id, certificate.shop_id AS "shopId", shop.name AS "shopName", shop.village_code AS "shopVillageCode",
            kind, number, holder_name AS "holderName", issuer, issued_on AS "issuedOn", expires_on AS "expiresOn", scope,
            ARRAY(SELECT product_id FROM shop.certificate_product WHERE certificate_id = certificate.id ORDER BY product_id) AS "productIds",
            coalesce((SELECT jsonb_agg(jsonb_build_object('contentType', content_type, 'byteSize', byte_size) ORDER BY added_at, storage_key)
                      FROM shop.certificate_file WHERE certificate_id = certificate.id), '[]') AS files,
            certificate.state, certificate.state_reason AS "stateReason", decided_at AS "decidedAt", certificate.created_at AS "createdAt"
     FROM shop.certificate JOIN shop.shop ON shop.id = certificate.shop_id
     WHERE ($1::text IS NULL OR certificate.shop_id = $1) AND ($2::text IS NULL OR certificate.state = $2) AND ($3::text IS NULL OR certificate.id > $3)
     ORDER BY certificate.id LIMIT $4`,
    [filter.shopId ?? null, filter.state ?? null, after, limit + 1],
  );
  return pageFrom(rows, limit, (row) => [row.id], (row) => row);
}

export interface ExpiringCertificate {
  id: Id<'crt'>;
  shopId: Id<'shp'>;
  kind: CertificateKind;
  number: string;
  expiresOn: string;
  daysLeft: number;
}

/** Verified certificates that end within so many days from that day on, by id after the given one, at most 200. */
export async function expiringWithin(db: Database, today: string, days: number, afterId: string): Promise<ExpiringCertificate[]> {
  return db.query<ExpiringCertificate>(
    `SELECT id, shop_id AS "shopId", kind, number, expires_on AS "expiresOn", expires_on - $1::date AS "daysLeft"
     FROM shop.certificate
     WHERE state = 'verified' AND expires_on BETWEEN $1::date AND $1::date + $2::int AND id > $3
       AND NOT EXISTS (SELECT FROM shop.certificate later WHERE later.shop_id = certificate.shop_id AND later.kind = certificate.kind AND later.state = 'verified'
                         AND later.scope = 'shop' AND (later.expires_on IS NULL OR later.expires_on > certificate.expires_on))
     ORDER BY id LIMIT 200`,
    [today, days, afterId],
  );
}

/** Verified certificates whose last day has passed. */
export async function lapsed(db: Database, today: string): Promise<{ id: Id<'crt'> }[]> {
  return db.query<{ id: Id<'crt'> }>(`SELECT id FROM shop.certificate WHERE state = 'verified' AND expires_on < $1::date ORDER BY id LIMIT 200`, [today]);
}
