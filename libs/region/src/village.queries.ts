/** A village as the statements below give it; `rank` only where they rank. */
export interface VillageRow {
  code: string;
  name: string;
  districtCode: string;
  districtName: string;
  regencyCode: string;
  regencyName: string;
  provinceCode: string;
  provinceName: string;
}

export interface RankedRow extends VillageRow {
  rank: number;
}

/** $1 codes. */
export const VILLAGES_BY_CODE = `
  SELECT v.code, v.name, d.code AS "districtCode", d.name AS "districtName", r.code AS "regencyCode", r.name AS "regencyName", p.code AS "provinceCode", p.name AS "provinceName"
  FROM region.village v
  JOIN region.district d ON d.code = v.district_code
  JOIN region.regency r ON r.code = d.regency_code
  JOIN region.province p ON p.code = r.province_code
  WHERE v.code = ANY ($1::text[])`;

/** By code, for lists without a search. $1 the beginning of the code ('' for all), $2 the code after which to go on ('' for the start), $3 how many. */
export const VILLAGES_IN = `
  SELECT v.code, v.name, d.code AS "districtCode", d.name AS "districtName", r.code AS "regencyCode", r.name AS "regencyName", p.code AS "provinceCode", p.name AS "provinceName"
  FROM (
    SELECT code, name, district_code FROM region.village
    WHERE code >= $1::text AND code < $1::text || '~' AND code > $2::text
    ORDER BY code LIMIT $3
  ) AS v
  JOIN region.district d ON d.code = v.district_code
  JOIN region.regency r ON r.code = d.regency_code
  JOIN region.province p ON p.code = r.province_code
  ORDER BY v.code`;

/**
 * The search, whole. Ranks: 0 the name is what was asked, 1 the name leads it (`palam` of `palam banjarbaru`), 2 the name begins so,
 * 3 the words stand somewhere; only when there is nothing: 10 and more, by distance, names of words spelt nearly so.
 * $1 tsquery · $2 exact names · $3 leading names · $4 LIKE patterns of names that begin so · $5 words and $6 their levels ·
 * $7 regency or null · $8, $9 rank and code after which to go on, or null · $10 how many.
 */
export const SEARCH_VILLAGES = `
  WITH found AS (
    SELECT code, CASE WHEN name_key = ANY ($2::text[]) THEN 0 WHEN name_key = ANY ($3::text[]) THEN 1 WHEN name_key LIKE ANY ($4::text[]) THEN 2 ELSE 3 END AS rank
    FROM region.village_card
    WHERE search @@ $1::text::tsquery AND ($7::text IS NULL OR starts_with(code, $7 || '.'))
  ), meant AS (
    SELECT string_agg('(' || spellings || ')', ' & ' ORDER BY ordinal)::tsquery AS query
    FROM (
      SELECT term.ordinal, string_agg(spelling.text, ' | ') AS spellings
      FROM unnest($5::text[], $6::text[]) WITH ORDINALITY AS term(word, level, ordinal)
      CROSS JOIN LATERAL (
        SELECT term.word || ':*' || term.level AS text
        UNION ALL
        (SELECT near.word || ':' || term.level FROM region.word near
         WHERE near.word % term.word AND levenshtein_less_equal(near.word, term.word, 2) <= CASE WHEN length(term.word) < 4 THEN 0 WHEN length(term.word) = 4 THEN 1 ELSE 2 END
         ORDER BY levenshtein(near.word, term.word), similarity(near.word, term.word) DESC, near.word LIMIT 40)
      ) AS spelling
      GROUP BY term.ordinal
    ) AS terms
    WHERE NOT EXISTS (SELECT FROM found)
  ), alike AS (
    -- A letter left out is the commoner slip, so the longer of two equally near names comes first.
    SELECT code, 10 + (SELECT min(2 * levenshtein(name_key, asked) + (length(name_key) < length(asked))::int) FROM unnest($2::text[] || $3::text[]) AS asked) AS rank
    FROM region.village_card
    WHERE search @@ (SELECT query FROM meant) AND ($7::text IS NULL OR starts_with(code, $7 || '.'))
  ), page AS (
    SELECT code, rank FROM (SELECT code, rank FROM found UNION ALL SELECT code, rank FROM alike) AS hit
    WHERE $8::int IS NULL OR (rank, code) > ($8::int, $9::text)
    ORDER BY rank, code LIMIT $10
  )
  SELECT page.rank, v.code, v.name, d.code AS "districtCode", d.name AS "districtName", r.code AS "regencyCode", r.name AS "regencyName", p.code AS "provinceCode", p.name AS "provinceName"
  FROM page
  JOIN region.village v ON v.code = page.code
  JOIN region.district d ON d.code = v.district_code
  JOIN region.regency r ON r.code = d.regency_code
  JOIN region.province p ON p.code = r.province_code
  ORDER BY page.rank, page.code`;
