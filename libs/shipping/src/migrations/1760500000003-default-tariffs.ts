import type { QueryRunner } from 'typeorm';
import { ForwardOnly } from '#libs/platform';

/**
 * The default tariffs. Divisors, minimums and rounding are those of domain.md B3 with their sources; rates, factors and days are our own
 * defaults, near what counters asked in 2026, to be replaced by contract rates or a carrier's API.
 */
export class DefaultTariffs1760500000003 extends ForwardOnly {
  readonly name = 'DefaultTariffs1760500000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO shipping.zone_class (zone, per_kg_amount, min_days, max_days) VALUES
        ('same_district', 8000, 1, 2),
        ('same_regency', 9000, 1, 2),
        ('same_province', 14000, 1, 3),
        ('same_island_group', 20000, 2, 4),
        ('other_islands', 38000, 3, 6);

      -- Java and Bali are a ferry apart; Maluku and Papua are far from everywhere, and from their own provinces too.
      INSERT INTO shipping.zone_rate (origin_area, destination_area, per_kg_amount, min_days, max_days)
        SELECT origin, destination, 25000, 2, 4
        FROM unnest(ARRAY['31', '32', '33', '34', '35', '36']) AS java
        CROSS JOIN LATERAL (VALUES (java, '51'), ('51', java)) AS pair(origin, destination)
        UNION ALL SELECT '', province, 68000, 4, 9 FROM unnest(ARRAY['81', '82']) AS province
        UNION ALL SELECT '', province, 98000, 5, 12 FROM unnest(ARRAY['91', '92', '93', '94', '95', '96']) AS province
        UNION ALL SELECT province, '', 68000, 4, 9 FROM unnest(ARRAY['81', '82']) AS province
        UNION ALL SELECT province, '', 98000, 5, 12 FROM unnest(ARRAY['91', '92', '93', '94', '95', '96']) AS province
        UNION ALL SELECT province, province, 30000, 2, 6 FROM unnest(ARRAY['81', '82', '91', '92', '93', '94', '95', '96']) AS province;

      INSERT INTO shipping.courier_service
        (courier, service, courier_name, service_name, kind, divisor, minimum_grams, round_up_from_grams, round_up_inclusive, factor_basis_points, later_days, at_most_days, zones, source)
      SELECT courier, service, courier_name, service_name, kind, divisor, minimum_grams, round_up_from_grams, round_up_inclusive, factor_basis_points, later_days, at_most_days,
             CASE reach WHEN 'all' THEN ARRAY['same_district', 'same_regency', 'same_province', 'same_island_group', 'other_islands']
                        WHEN 'island' THEN ARRAY['same_district', 'same_regency', 'same_province', 'same_island_group']
                        WHEN 'province' THEN ARRAY['same_district', 'same_regency', 'same_province'] END, source
      FROM (VALUES
        ('JNE', 'REG', 'JNE', 'Reguler', 'carrier', 6000, 1000, 300, false, 10000, 0, NULL::int, 'all', 'JNE tolerance 0.3: up to 1.30 kg is 1 kg (berikhtiar.com, bisniskurir.com)'),
        ('JNE', 'YES', 'JNE', 'Yakin Esok Sampai', 'carrier', 6000, 1000, 300, false, 17000, 0, 1, 'island', 'as JNE REG'),
        ('JNE', 'OKE', 'JNE', 'Ongkos Kirim Ekonomis', 'carrier', 6000, 1000, 300, false, 8800, 2, NULL, 'all', 'as JNE REG'),
        ('JNE', 'JTR', 'JNE', 'Trucking', 'carrier', 5000, 10000, 300, true, 3800, 3, NULL, 'all', 'jne.dev.webarq.net/jtr-indonesia: 5000, 10 kg, 1.3 and more up'),
        ('JNT', 'EZ', 'J&T Express', 'EZ', 'carrier', 6000, 1000, 300, true, 10200, 0, NULL, 'all', 'everpro.id: x.30 rounds up'),
        ('JNT', 'CARGO', 'J&T Cargo', 'Cargo', 'carrier', 5000, 11000, NULL, false, 3600, 3, NULL, 'all', 'kurirpedia: 5000, billed from 11 kg, no rounding'),
        ('SICEPAT', 'REG', 'SiCepat', 'Reguler', 'carrier', 6000, 1000, 300, false, 9800, 0, NULL, 'all', 'tolerance 0.3 shared with JNE'),
        ('SICEPAT', 'GOKIL', 'SiCepat', 'Cargo GOKIL', 'carrier', 4000, 10000, 300, false, 3400, 3, NULL, 'all', 'road cargo 4000, from 10 kg (papandayancargo.com); rounding believed'),
        ('ANTERAJA', 'REG', 'AnterAja', 'Reguler', 'carrier', 6000, 1000, 300, true, 9900, 0, NULL, 'all', 'everpro.id: as J&T Express'),
        ('POS', 'REG', 'Pos Indonesia', 'Pos Reguler', 'carrier', 6000, 1000, 300, false, 9000, 1, NULL, 'all', '6000; tolerance 0.3 believed'),
        ('POS', 'KARGO', 'Pos Indonesia', 'Pos Kargo', 'carrier', 4000, 10000, 300, false, 3300, 4, NULL, 'all', 'road cargo 4000, from 10 kg; rounding believed'),
        ('LION', 'REGPACK', 'Lion Parcel', 'REGPACK', 'carrier', 6000, 1000, 0, false, 9600, 0, NULL, 'all', 'lionparcel agent page: 6000, no tolerance'),
        ('LION', 'BIGPACK', 'Lion Parcel', 'BIGPACK', 'carrier', 5000, 10000, 0, false, 3700, 3, NULL, 'all', 'lionparcel agent page: 5000; minimum believed'),
        ('OWN', 'OWN', 'Kurir penjual', 'Diantar penjual', 'own', 8000, 5000, NULL, false, 4000, 0, NULL, 'province', 'our default: five kilograms are included'),
        ('PICKUP', 'PICKUP', 'Ambil sendiri', 'Ambil di toko atau sentra', 'pickup', 6000, 0, NULL, false, 0, 0, 1, 'all', 'free')
      ) AS given(courier, service, courier_name, service_name, kind, divisor, minimum_grams, round_up_from_grams, round_up_inclusive, factor_basis_points, later_days, at_most_days, reach, source);
    `);
  }
}
