import type { WeighingRule } from './chargeable-weight.js';
import type { BaseRate, Tariff } from './price.js';

export interface TariffRow extends WeighingRule, Tariff, BaseRate {
  /** Which leg of the question, from 1. */
  leg: number;
  courier: string;
  courierName: string;
  service: string;
  serviceName: string;
}

/**
 * Every service that goes each leg, with the base rate there. Within a regency only a rate between two regencies takes precedence:
 * what holds for a whole province says nothing about the next village.
 * $1 origin codes and $2 zones, one per leg · $3 destination code.
 */
export const TARIFFS = `
  SELECT leg.ordinal AS leg, s.courier, s.courier_name AS "courierName", s.service, s.service_name AS "serviceName",
         s.divisor, s.minimum_grams AS "minimumGrams", s.round_up_from_grams AS "roundUpFromGrams", s.round_up_inclusive AS "roundUpInclusive",
         s.factor_basis_points AS "factorBasisPoints", s.later_days AS "laterDays", s.at_most_days AS "atMostDays",
         coalesce(exception.per_kg_amount, z.per_kg_amount) AS "perKgAmount", coalesce(exception.min_days, z.min_days) AS "minDays", coalesce(exception.max_days, z.max_days) AS "maxDays"
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS leg(origin, zone, ordinal)
  JOIN shipping.zone_class z ON z.zone = leg.zone
  JOIN shipping.courier_service s ON s.active AND leg.zone = ANY (s.zones)
  LEFT JOIN LATERAL (
    SELECT r.per_kg_amount, r.min_days, r.max_days FROM shipping.zone_rate r
    WHERE r.origin_area IN ('', substr(leg.origin, 1, 2), substr(leg.origin, 1, 5)) AND r.destination_area IN ('', substr($3::text, 1, 2), substr($3::text, 1, 5))
      AND (leg.zone NOT IN ('same_district', 'same_regency') OR length(r.origin_area) + length(r.destination_area) = 10)
    ORDER BY length(r.origin_area) + length(r.destination_area) DESC, r.per_kg_amount DESC LIMIT 1
  ) AS exception ON true`;

/** Services in use, carriers first. */
export const SERVICES = `
  SELECT courier, courier_name AS "courierName", service, service_name AS "serviceName", kind = 'carrier' AS "needsWaybill"
  FROM shipping.courier_service WHERE active ORDER BY kind <> 'carrier', courier, service`;

/** $1 courier, $2 service. */
export const SERVICE = `
  SELECT courier, courier_name AS "courierName", service, service_name AS "serviceName", kind
  FROM shipping.courier_service WHERE courier = $1 AND service = $2`;
