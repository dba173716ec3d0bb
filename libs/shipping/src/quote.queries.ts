export interface QuoteRow {
  quoteId: string;
  shopId: string;
  fingerprint: string;
  destinationVillageCode: string;
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
  chargeableGrams: number;
  priceAmount: number;
  minDays: number;
  maxDays: number;
  expiresAt: Date;
}

/** $1 … $12 one list per column · $13 destination village · $14 expiry. */
export const INSERT_QUOTES = `
  INSERT INTO shipping.quote (id, shop_id, fingerprint, origin_village_code, courier, courier_name, service, service_name,
    chargeable_grams, price_amount, min_days, max_days, destination_village_code, expires_at)
  SELECT given.*, $13, $14
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::int[], $12::int[]) AS given`;

/** $1 ids. */
export const QUOTES_BY_ID = `
  SELECT id AS "quoteId", shop_id AS "shopId", fingerprint, destination_village_code AS "destinationVillageCode", courier, courier_name AS "courierName",
         service, service_name AS "serviceName", chargeable_grams AS "chargeableGrams", price_amount AS "priceAmount", min_days AS "minDays", max_days AS "maxDays", expires_at AS "expiresAt"
  FROM shipping.quote WHERE id = ANY ($1::text[])`;
